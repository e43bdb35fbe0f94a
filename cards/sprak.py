"""Choosing the language that the bot speaks to somebody."""

from typing import Literal

from cards.fields import choice as choose
from cards.fields import group
from cards.form import Form, Typed
from cards.kit import Json, card, form_error, para, submit
from cards.words import N_, Words

TITLE = N_("Språk")
ABOUT = N_("Velg hvilket språk Stafett bruker til deg.")
NAMES = (("nb", "Norsk bokmål"), ("nn", "Norsk nynorsk"), ("en", "English"))


class Language(Form):
    """The language that was chosen."""

    sprak: Literal["nb", "nn", "en"]


def form(t: Words, typed: Typed, nonce: str) -> Json:
    """Draw the choice, each language in its own words."""
    return card(
        form_error(typed),
        para(t("Det gjelder alt Stafett viser og sender til deg. Andre merker ikke noe.")),
        group(choose(t, "sprak", t("Språk"), NAMES, typed)),
        actions=[submit(t("Lagre"), "sprak", "lagre", style="positive", nonce=nonce)],
    )


def chosen(t: Words) -> str:
    """Say, in the language that was chosen, that it was."""
    return t("Språket ditt er nå: {language}.", language=dict(NAMES)[t.language])
