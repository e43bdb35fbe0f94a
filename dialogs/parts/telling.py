"""Telling those who may read that there is something new, each in their own chat."""

from dialogs.logview import viewer_of
from dialogs.turn import Turn
from domain.asking import Item
from domain.gate import Allow, decide
from storage import timeline


def new_entry(turn: Turn, seq: int) -> None:
    """Queue «Nytt i loggen» for each other participant who may read the entry now."""
    item = timeline.item(turn.unit, turn.logg.id, seq)
    if item is not None:
        readers = _readers(turn, item)
        for person in readers:
            turn.tell(person, "nytt", f"nytt:{item.logg}:{seq}:{person}", dialog="innslag", seq=seq)


def _readers(turn: Turn, item: Item) -> list[str]:
    view = turn.logg
    found: list[str] = []
    for member in view.active:
        if not member.digital or member.no == turn.me:
            continue
        decision = decide(viewer_of(member), item, view.ledger, turn.policy, turn.now)
        if isinstance(decision, Allow):
            found.append(member.person)
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
