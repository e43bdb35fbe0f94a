"""Write an update in a log."""

from cards import oppdatering as card
from cards import skrive_parts as parts
from cards.form import Typed
from dialogs.base import Dialog, Ids
from dialogs.parts import catching, writing
from dialogs.reply import Notice, Reply, Say, Swap
from dialogs.rule import WRITERS
from dialogs.turn import Turn
from domain.codes import EntryType

KIND = writing.Kind(EntryType.OPPDATERING, card.TITLE, card.LABEL, card.HINT)

dialog = Dialog(
    __name__,
    rule=WRITERS,
    title=card.TITLE,
    about=card.ABOUT,
    commands={"nb": ("oppdatering",), "nn": ("oppdatering",), "en": ("update",)},
    in_compose=True,
    on_message=(card.ON_MESSAGE, card.ON_MESSAGE_ABOUT),
)


@dialog.open
def ask(turn: Turn, typed: Typed) -> Reply:
    """Show the form."""
    return writing.ask(turn, KIND, typed)


@dialog.step("send", parts.Answers)
def send(turn: Turn, form: parts.Answers) -> Reply:
    """Keep the update and tell its readers."""
    return writing.send(turn, KIND, form)


@dialog.outcome("skrevet")
def sent(turn: Turn, ids: Ids) -> Say:
    """Say that it stands, and who reads it."""
    return Say(parts.kept(turn.t, writing.said_of(turn, int(ids["seq"]))))


@dialog.command
def caught(turn: Turn, typed: Typed) -> Reply:
    """Keep the text after the command as a draft and answer with a card that opens the form."""
    return catching.caught(turn, typed)


@dialog.notice("klar")
def waiting(turn: Turn, ids: Ids) -> Notice | None:
    """Draw the card of a waiting text."""
    return catching.waiting(turn, KIND, ids)


@dialog.action("vis", catching.Waiting, rule=catching.OWN_CHAT, writes=False)
def show(turn: Turn, form: catching.Waiting) -> Reply:
    """Show the waiting text to its writer, in the card's place."""
    return catching.show(turn, KIND, form)


@dialog.action("legg", parts.OneClick)
def add(turn: Turn, form: parts.OneClick) -> Reply:
    """Put the waiting text in a log with one click."""
    return catching.add(turn, KIND, form)


@dialog.outcome("lagt")
def added(turn: Turn, ids: Ids) -> Swap:
    """Put what is left in the card's place."""
    return catching.added(turn, KIND, ids)
