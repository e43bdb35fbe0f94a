"""The usual answer to a command: what it is, in one sentence, and a button that opens it."""

from cards.kit import Json, launcher, open_button, para
from cards.words import Words


def launcher_for(t: Words, dialog: str, title: str, about: str) -> Json:
    """Draw the card that a command is answered with."""
    return launcher(title, para(about), actions=[open_button(t("Åpne"), dialog)])
