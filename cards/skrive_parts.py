"""What oppdatering and lysglimt share: the form, who will read it, and what is said afterwards."""

from dataclasses import dataclass

from cards.fields import Options, choice, group, prose, tick
from cards.form import Choice, Form, Many, OptionalLine, Prose, Tick, Typed
from cards.kit import (
    Json,
    box,
    card,
    execute,
    form_error,
    heading,
    para,
    quoted,
    submit,
)
from cards.words import Words

SOMEBODY_ELSE = "andre"
"""The choice for a person who is not on the log and so cannot consent."""


class Answers(Form):
    """A text, what it is about, whom else it is about; `sett` is who was said to read it."""

    tekst: Prose
    tema: Choice
    om: Many = ()
    skjul: Tick = False
    sett: OptionalLine = ""
    utkast: OptionalLine = ""


class OneClick(Form):
    """The one click that adds a text which waits as a draft."""

    utkast: Choice
    tema: Choice
    sett: OptionalLine = ""


def readers(t: Words, services: list[str], family: bool, everybody: bool) -> str:
    """Say who will read: «familien, Helsestasjonen», or that nobody else does; never why."""
    names = ([t("familien")] if family else []) + services
    if not names:
        return t("bare deg")
    said = t.listing(names)
    return said if everybody else t("{names} (ikke alle i loggen)", names=said)


def about_log(t: Words, name: str) -> Json:
    """Say at the head of a form which log it is, so that nobody writes in the wrong one."""
    return quoted(t("Logg: {name}", name=name), subtle=True, spacing="None")


@dataclass(frozen=True, slots=True)
class Asked:
    """What the form asks, in the words of its kind and with what this log allows."""

    log_name: str
    label: str
    hint: str
    topics: Options
    family: Options
    may_hide: bool
    seen_by_room: bool = False
    """Whether the text has stood in a room already, where everybody could read it."""


def form(t: Words, dialog: str, typed: Typed, asked: Asked, sent: dict[str, str]) -> Json:
    """Draw the form: the text, the topic with its readers, and whether others are in it."""
    others = [*asked.family, (SOMEBODY_ELSE, t("Noen som ikke er med i loggen"))]
    about = t("Handler dette også om andre?")
    fields = [
        prose(t, "tekst", asked.label, typed, hint=asked.hint),
        choice(t, "tema", t("Tema, og hvem som får lese"), asked.topics, typed),
        choice(t, "om", about, others, typed, many=True, required=False),
    ]
    if asked.may_hide:
        fields.append(tick(t, "skjul", t("Ikke til foresatte"), typed))
    button = submit(t("Legg i loggen"), dialog, "send", style="positive", **sent)
    return card(
        about_log(t, asked.log_name),
        _seen_by_room(t) if asked.seen_by_room else None,
        form_error(typed),
        group(*fields),
        actions=[button],
    )


def _seen_by_room(t: Words) -> Json:
    said = t("Meldingen kan alle i kanalen lese. Slett den når teksten står i loggen.")
    return box(para(said, spacing="None"), style="warning")


def missing(t: Words, dialog: str, topic: str, sent: dict[str, str], others: bool) -> Json:
    """Draw what is said when the consent does not reach: the text is safe, and what to do."""
    why = (
        t("Den andre det handler om, har ikke samtykket til dette.")
        if others
        else t("Samtykket dekker ikke at tjenesten din skriver om «{topic}».", topic=topic)
    )
    return card(
        heading(t("Vi mangler samtykke")),
        para(why),
        para(t("Teksten er ikke i loggen. Den ligger som et utkast som bare du ser, i sju dager.")),
        actions=[
            submit(t("Be om samtykke"), "be_om_samtykke", "apne", style="positive", **sent),
            submit(
                t("Endre teksten") if others else t("Velg et annet tema"),
                dialog,
                "apne",
                logg=sent.get("logg"),
                utkast=sent.get("utkast"),
            ),
        ],
    )


def kept(t: Words, said: str) -> str:
    """Say that it stands in the log, and who may read it."""
    return t("Det står i loggen nå. Dette leses av {who}.", who=said)


def refresh(t: Words, dialog: str, action: str, **data: str | int) -> Json:
    """Give the refresh by which a client asks for its viewer's own view."""
    return {"action": execute(t("Oppdater"), dialog, action, **data)}
