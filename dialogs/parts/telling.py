"""Telling those who may read that there is something new: in the room, or in their own chat."""

from collections.abc import Iterable

from dialogs.logview import viewer_of
from dialogs.turn import Turn
from domain.asking import Item
from domain.codes import HELPERS
from domain.gate import Allow, decide
from storage import jobs, rooms, timeline
from storage.log_rows import Member


def new_entry(turn: Turn, seq: int) -> None:
    """Queue «Nytt i loggen» for each other participant who may read the entry now.

    Helpers are told by the card in the room, where there is one; when the courier finds that it
    may not stand there, they are told in their own chats after all (`bot/room_cards.py`).
    """
    item = turn.logg.item(seq)
    if item is None:
        return
    in_room = rooms.in_use(turn.unit, item.logg)
    readers = readers_of(turn, item)
    alone(turn, item, [one for one in readers if not (in_room and one.role in HELPERS)])
    if in_room:
        said = {"logg": item.logg, "seq": seq}
        jobs.add(turn.unit, "rom_nytt", f"rom_nytt:{item.logg}:{seq}", said)


def alone(turn: Turn, item: Item, readers: Iterable[Member]) -> None:
    """Queue «Nytt i loggen» for some readers, each in their own chat."""
    for person in dict.fromkeys(one.person for one in readers):
        key = f"nytt:{item.logg}:{item.seq}:{person}"
        turn.tell(person, "nytt", key, dialog="innslag", seq=item.seq)


def readers_of(turn: Turn, item: Item) -> list[Member]:
    """Give the participants with a chat, but for its author, who may read an entry now."""
    view = turn.logg
    found: list[Member] = []
    for member in view.active:
        if not member.digital or member.no == item.author:
            continue
        decision = decide(viewer_of(member), item, view.ledger, turn.policy, turn.now)
        if isinstance(decision, Allow):
            found.append(member)
    return found


def new_reply(turn: Turn, parent: Item, seq: int) -> None:
    """Queue «Nytt i loggen» for the author of an entry and those who have answered it."""
    hanging = timeline.replies(turn.unit, parent.logg, parent.seq)
    concerned = {parent.author, *(one.author for one in hanging)} - {turn.me}
    item = timeline.item(turn.unit, parent.logg, seq)
    if item is None:
        return
    for member in turn.logg.active:
        if member.no not in concerned or not member.digital:
            continue
        decision = decide(viewer_of(member), item, turn.logg.ledger, turn.policy, turn.now)
        if isinstance(decision, Allow):
            key = f"svar:{item.logg}:{seq}:{member.person}"
            turn.tell(member.person, "nytt", key, dialog="innslag", seq=parent.seq)
