"""Thanking for an entry and answering it, wherever it is read."""

from cards.innslag import May
from dialogs.parts import telling
from dialogs.parts.showing import TEXTS
from dialogs.reply import Refused
from dialogs.turn import Turn
from domain.asking import Intent, Item, Reason
from domain.bodies import Reply, Thanks
from domain.codes import EntryType
from domain.gate import Allow
from storage import timeline


def may(turn: Turn, item: Item) -> May:
    """Tell what the viewer may do with an entry that they read."""
    mine = item.author == turn.me
    return May(
        thank=not mine and not _thanked(turn, item) and _allowed(turn, item, EntryType.TAKK),
        comment=_allowed(turn, item, EntryType.KOMMENTAR),
        correct=mine and _allowed(turn, item, EntryType.RETTING),
        misfile=mine or turn.logg.holds_pinne(),
    )


def thank(turn: Turn, item: Item) -> None:
    """Say «Takk» for an entry; a second time, or for one's own, changes nothing."""
    _must_be_text(item)
    if item.author != turn.me and not _thanked(turn, item):
        turn.write(_reply(item, EntryType.TAKK), Thanks(to=item.seq))


def answer(turn: Turn, item: Item, text: str) -> int:
    """Hang a comment on an entry and tell those concerned; gives its number."""
    _must_be_text(item)
    seq = turn.write(_reply(item, EntryType.KOMMENTAR), Reply(to=item.seq, text=text))
    telling.new_reply(turn, item, seq)
    return seq


def _must_be_text(item: Item) -> None:
    """Refuse what hangs on an entry itself, and what happened: nothing under it is ever shown."""
    if item.type not in TEXTS:
        raise Refused(Reason.UKJENT)


def _reply(item: Item, type_: EntryType) -> Intent:
    return Intent(type_, item.category, item.purpose, item.hidden, item.about, item)


def _allowed(turn: Turn, item: Item, type_: EntryType) -> bool:
    return isinstance(turn.decide(_reply(item, type_)), Allow)


def _thanked(turn: Turn, item: Item) -> bool:
    replies = timeline.replies(turn.unit, item.logg, item.seq)
    return any(one.type is EntryType.TAKK and one.author == turn.me for one in replies)
