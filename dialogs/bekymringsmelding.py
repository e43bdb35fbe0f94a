"""The way to a report of concern: outside every log; nothing is asked, and nothing is kept."""

from cards import bekymringsmelding as card
from cards.form import Typed
from dialogs.base import Dialog
from dialogs.reply import Reply, Show
from dialogs.rule import Rule
from dialogs.turn import Turn

dialog = Dialog(
    __name__,
    rule=Rule(known=False, personal=True),
    title=card.TITLE,
    about=card.ABOUT,
    commands={
        "nb": ("bekymringsmelding",),
        "nn": ("uromelding",),
        "en": ("report of concern",),
    },
    traceless=True,
)


@dialog.open
def show(turn: Turn, typed: Typed) -> Reply:
    """Show the way."""
    return Show(turn.t(card.TITLE), card.way(turn.t, written=False))


@dialog.command
def answer(turn: Turn, typed: Typed) -> Reply:
    """Show the way in the chat itself."""
    return Show(turn.t(card.TITLE), card.way(turn.t, written=True))
