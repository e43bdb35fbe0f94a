"""Using a one-time code that the stafettholder gave."""

from cards.fields import group, line
from cards.form import Choice, Form, Typed
from cards.kit import Json, card, form_error, launcher, link_step, open_button, para, submit
from cards.words import N_, Words

TITLE = N_("Bruk en kode")
ABOUT = N_("Har du fått en kode av stafettholderen? Skriv den her, så kobler vi deg til loggen.")
BOUND = N_("Du er koblet til loggen")
WRONG = N_("Koden virker ikke. Se over den, eller be stafettholderen om en ny.")
WHAT_NOW = N_("Se over den, eller be stafettholderen om en ny.")
CODE_LIMIT = 20


class Code(Form):
    """The code as it was typed."""

    kode: Choice


def form(t: Words, typed: Typed, nonce: str) -> Json:
    """Draw the form for a code."""
    label, hint = t("Koden du har fått"), t("Åtte tegn, som 7KQ2-M4PD")
    return card(
        form_error(typed),
        para(t("Du får koden av stafettholderen. Den virker én gang.")),
        group(line(t, "kode", label, typed, limit=CODE_LIMIT, hint=hint)),
        actions=[submit(t("Koble meg til"), "kode", "bruk", style="positive", nonce=nonce)],
    )


def bound(t: Words, code: str, *, posted: bool = True) -> Json:
    """Draw that somebody is connected to the log they were given a code for."""
    title = t("Se samtykket")
    in_dialog = link_step(title, "samtykke", "apne", style="positive", logg=code)
    return launcher(
        t(BOUND),
        para(t("Logg {code}", code=code)),
        para(t("Nå kan du lese om samtykket og svare.")),
        actions=[open_button(title, "samtykke", code) if posted else in_dialog],
    )


def wrong(t: Words) -> Json:
    """Draw that a code does not work; the same for every cause."""
    again = open_button(t("Skriv koden på nytt"), "kode")
    return launcher(t("Koden virker ikke"), para(t(WHAT_NOW)), actions=[again])
