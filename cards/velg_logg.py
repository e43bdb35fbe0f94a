"""Choosing a log: code, own merkelapp and the person's first name, before anything is written."""

from cards.fields import Options, choice, group
from cards.form import Typed
from cards.kit import Json, card, submit
from cards.words import Words


def named(code: str, label: str, first_name: str) -> str:
    """Name a log for somebody on it: own merkelapp or first name, then the code."""
    return " · ".join(part for part in (label or first_name, code) if part)


def chooser(t: Words, dialog: str, options: Options, kept: dict[str, str]) -> Json:
    """Draw the choice of a log; `kept` goes along to the dialog that opens next."""
    return card(
        group(choice(t, "logg", t("Hvilken logg? Se at det er den rette."), options, Typed())),
        actions=[submit(t("Neste"), dialog, "apne", style="positive", **kept)],
    )
