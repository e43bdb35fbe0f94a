"""An entry in the wrong log: hidden at once, its content destroyed when a second person agrees."""

from dataclasses import dataclass
from datetime import datetime

from cards.fields import group, line
from cards.form import Form, Number, OptionalLine, Typed
from cards.kit import (
    Json,
    card,
    form_error,
    launcher,
    link_step,
    open_button,
    para,
    quoted,
    subheading,
    submit,
)
from cards.skrive_parts import about_log
from cards.words import N_, Words

TITLE = N_("Feilført")
ABOUT = N_("Skjul noe som står i feil logg.")


class Answers(Form):
    """Which entry, and why."""

    seq: Number
    grunn: OptionalLine = ""


class Yes(Form):
    """Which word is confirmed."""

    seq: Number


@dataclass(frozen=True, slots=True)
class Reading:
    """Somebody who has met the entry, and when first."""

    who: str
    at: datetime


def _readers(t: Words, readers: list[Reading]) -> list[Json]:
    if not readers:
        return [para(t("Ingen andre har åpnet det."))]
    rows = [t("{who} · {when}", who=one.who, when=t.when(one.at)) for one in readers]
    return [subheading(t("Disse har sett det")), *(quoted(row) for row in rows)]


def form(
    t: Words, log_name: str, readers: list[Reading], typed: Typed, sent: dict[str, str]
) -> Json:
    """Draw the first word: what happens, who has seen it, and why."""
    return card(
        about_log(t, log_name),
        form_error(typed),
        para(t("Innslaget skjules for alle med en gang, også for deg.")),
        para(t("Når en til har sagt ja, slettes innholdet for godt. Det kan ikke angres.")),
        *_readers(t, readers),
        group(line(t, "grunn", t("Hva gikk galt? Skriv ingen navn."), typed, required=False)),
        actions=[submit(t("Skjul innslaget"), "feilfort", "skjul", style="destructive", **sent)],
    )


def confirm(
    t: Words, log_name: str, written: str, said: str, readers: list[Reading], sent: dict[str, str]
) -> Json:
    """Draw the second word: what was hidden, by whom, who has seen it."""
    return card(
        about_log(t, log_name),
        para(t("Et innslag er meldt feilført og er skjult. Skal innholdet slettes for godt?")),
        quoted(t("Skrevet av {who}", who=written)),
        quoted(t("Meldt av {who}", who=said)),
        *_readers(t, readers),
        actions=[
            submit(t("Ja, slett innholdet"), "feilfort", "slett", style="destructive", **sent),
            link_step(t("Nei, ikke nå"), "logg", "apne", logg=sent["logg"]),
        ],
    )


def asked(t: Words, code: str, seq: int) -> Json:
    """Draw the posted card that asks for the second word."""
    return launcher(
        t("Et innslag venter på deg"),
        para(code, subtle=True),
        para(t("Et innslag er meldt feilført. En til må se på det.")),
        actions=[open_button(t("Se på det"), "feilfort", code, ord=seq)],
    )
