"""A correction: a new text in place of one's own; the old one stays in the log, unread."""

from cards.fields import group, line, prose
from cards.form import Form, Number, OptionalLine, Prose, Typed
from cards.kit import Json, card, form_error, para, submit
from cards.skrive_parts import about_log
from cards.words import N_, Words

TITLE = N_("Rett innslaget")
ABOUT = N_("Skriv en ny utgave av noe du selv har skrevet.")


class Answers(Form):
    """The new text, and why."""

    seq: Number
    tekst: Prose
    grunn: OptionalLine = ""


def form(t: Words, log_name: str, typed: Typed, sent: dict[str, str]) -> Json:
    """Draw the form with the present text in it."""
    return card(
        about_log(t, log_name),
        form_error(typed),
        group(
            prose(t, "tekst", t("Ny tekst"), typed),
            line(t, "grunn", t("Hva er rettet?"), typed, required=False),
        ),
        para(t("De som leser, ser den nye teksten, og at den er rettet."), subtle=True),
        para(t("Står det i feil logg? Velg «Feilført» i stedet."), subtle=True),
        actions=[submit(t("Lagre rettingen"), "retting", "send", style="positive", **sent)],
    )
