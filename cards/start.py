"""The usual answer to a command: what it is, in one sentence, and a button that opens it."""

from cards.kit import Json, card, heading, launcher, open_button, para
from cards.words import Words


def launcher_for(t: Words, dialog: str, title: str, about: str, code: str = "") -> Json:
    """Draw the card that a command is answered with; in a room it is about the room's log."""
    return launcher(title, para(about), actions=[open_button(t("Åpne"), dialog, code)])


def gone_title(t: Words) -> str:
    """Give the line that stands for a card that is no longer its receiver's."""
    return t("Ikke lenger her")


def gone(t: Words) -> Json:
    """Draw what is left in a chat of a card that is no longer its receiver's."""
    return card(heading(gone_title(t)), para(t("Det som sto her, kan du ikke åpne lenger.")))
