"""The private merkelapp of a log."""

from typing import Annotated

from pydantic import BeforeValidator, Field

from cards.deltaker_parts import log_line
from cards.fields import group, line
from cards.form import Form, Typed
from cards.kit import Json, card, form_error, para, submit
from cards.words import N_, Words
from domain.text import tidy

TITLE = N_("Merkelapp")
ABOUT = N_("Gi en logg et kort navn som bare du ser, så du ikke skriver i feil logg.")
LONGEST = 12
"""Characters of a merkelapp."""


def _one_line(text: object) -> object:
    return " ".join(tidy(text).split()) if isinstance(text, str) else text


class Label(Form):
    """The merkelapp; an empty one takes it away."""

    merkelapp: Annotated[str, Field(max_length=LONGEST), BeforeValidator(_one_line)] = ""


def form(t: Words, code: str, log_name: str, typed: Typed, nonce: str) -> Json:
    """Draw the form."""
    label = t("Merkelapp, høyst {n} tegn", n=LONGEST)
    return card(
        log_line(t, log_name),
        form_error(typed),
        para(t("Bare du ser merkelappen. La feltet stå tomt for å fjerne den.")),
        group(line(t, "merkelapp", label, typed, required=False, limit=LONGEST)),
        actions=[
            submit(t("Lagre"), "merkelapp", "lagre", style="positive", logg=code, nonce=nonce)
        ],
    )


def kept(t: Words, gone: bool) -> str:
    """Say that it is kept, or taken away."""
    return t("Merkelappen er fjernet.") if gone else t("Merkelappen er lagret. Bare du ser den.")
