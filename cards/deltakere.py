"""Who is on the log; a one-time code for the family; leaving."""

from cards.deltaker_parts import Shown, log_line, person_row
from cards.fields import group, line
from cards.form import Form, OptionalLine, Typed
from cards.kit import (
    Json,
    card,
    form_error,
    heading,
    launcher,
    link_step,
    open_button,
    para,
    quoted,
    subheading,
    submit,
)
from cards.words import N_, Words

TITLE = N_("Deltakere")
ABOUT = N_("Se hvem som er med i loggen.")
LEAVE = N_("Gå ut av loggen")
LEFT = N_("Noen har gått ut av loggen")


class Whom(Form):
    """Which participant a code is for."""

    deltaker: int


class Leaving(Form):
    """Why somebody leaves, if they want to say."""

    grunn: OptionalLine = ""


def roster(
    t: Words,
    log_name: str,
    helpers: list[Shown],
    family: list[tuple[Shown, list[Json]]],
    actions: list[Json],
) -> Json:
    """Draw who is on the log."""
    return card(
        log_line(t, log_name),
        subheading(t("Tjenestene")),
        *(person_row(t, one) for one in helpers),
        subheading(t("Familien")),
        *(person_row(t, one, *buttons) for one, buttons in family),
        actions=actions,
    )


def code_button(t: Words, code: str, name: str, no: int, nonce: str) -> Json:
    """Draw the button that makes a new code for a participant."""
    title = t("Ny kode til {name}", name=name)
    return link_step(title, "deltakere", "kode", logg=code, deltaker=no, nonce=nonce)


def invite_button(t: Words, code: str) -> Json:
    """Draw the button that goes on to inviting a service."""
    return link_step(t("Inviter en tjeneste"), "inviter", "apne", logg=code)


def leave_button(t: Words, code: str) -> Json:
    """Draw the button that asks whether somebody wants to leave."""
    return link_step(t(LEAVE), "deltakere", "ut", logg=code)


def back(t: Words, code: str) -> Json:
    """Draw the button back to the roster."""
    return link_step(t("Se deltakere"), "deltakere", "apne", logg=code)


def new_code(t: Words, logg: str, name: str, code: str, days: int) -> Json:
    """Draw a code, this once, with the words to say."""
    written = {"type": "TextBlock", "text": f"kode {code}", "fontType": "Monospace"}
    return card(
        quoted(t("Kode til {name}", name=name), strong=True),
        para(t("Si dette, ansikt til ansikt eller på telefon:")),
        para(t("«Åpne Teams, finn Stafett og skriv dette i din egen chat:»")),
        written | {"size": "ExtraLarge", "weight": "Bolder", "wrap": True},
        para(
            t.plural(
                "Koden virker én gang og varer i {n} dag. Den vises bare nå.",
                "Koden virker én gang og varer i {n} dager. Den vises bare nå.",
                days,
            )
        ),
        para(t("Tidligere koder til samme person virker ikke lenger."), subtle=True),
        actions=[back(t, logg)],
    )


def code_is_made(t: Words, logg: str) -> Json:
    """Draw what is left to say when a code has been shown."""
    return card(
        heading(t("Koden er laget")),
        para(t("En kode vises bare én gang. Rakk du ikke å gi den videre, lager du en ny.")),
        actions=[back(t, logg)],
    )


def leaving(t: Words, logg: str, log_name: str, typed: Typed, nonce: str) -> Json:
    """Draw the question whether to leave, and what it means."""
    label = t("Hvorfor? Du kan la feltet stå tomt.")
    return card(
        log_line(t, log_name),
        form_error(typed),
        para(t("Du ser ikke lenger noe i loggen. Det du har skrevet, blir stående.")),
        para(t("Stafettholderen får beskjed og kan lese grunnen.")),
        group(line(t, "grunn", label, typed, required=False)),
        actions=[
            submit(t("Ja, gå ut"), "deltakere", "ga_ut", logg=logg, nonce=nonce),
            link_step(t("Nei, bli"), "deltakere", "apne", logg=logg),
        ],
    )


def has_left(t: Words) -> str:
    """Say that somebody is out."""
    return t("Du er ute av loggen. Stafettholderen får beskjed.")


def left_notice(t: Words, code: str) -> Json:
    """Draw the posted card that tells the stafettholder of somebody's leaving."""
    return launcher(
        t(LEFT),
        para(t("Logg {code}", code=code)),
        actions=[open_button(t("Se deltakere"), "deltakere", code)],
    )
