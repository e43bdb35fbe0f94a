"""The posted cards of a room: which entries each stands for, and what everybody may know of them.

A card is named by its own random id, so that what a client holds tells no entry's number.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from cards.nytt import News
from dialogs.logview import viewer_of
from dialogs.parts.showing import TEXTS
from dialogs.turn import Turn
from domain.asking import Item, Viewer
from domain.codes import FAMILY, ParticipantState
from domain.room import may_stand
from storage import posted, room_people, rosters, timeline
from storage.log_rows import Member

NOTICE = "nytt_rom"
"""The notice by which a room's posted card is drawn."""
MOST_READERS = 60
"""People for whom Teams fetches a view of their own (`reference/teams.md` 3)."""


def items(turn: Turn, card_id: str) -> list[Item]:
    """Give the entries that a posted card of this log's room stands for; none for any other."""
    kept = posted.by_id(turn.unit, card_id)
    ours = kept is not None and kept.logg == turn.logg.id and kept.ids.get("notice") == NOTICE
    return _standing(turn, kept.ids["ids"]) if kept is not None and ours else []


def news(turn: Turn, card_id: str) -> News:
    """Give what everybody in the room sees of a posted card."""
    kept = posted.by_id(turn.unit, card_id)
    ours = kept is not None and kept.logg == turn.logg.id and kept.ids.get("notice") == NOTICE
    return counted(turn, kept.ids["ids"] if kept is not None and ours else {"kort": card_id})


def counted(turn: Turn, ids: Mapping[str, Any]) -> News:
    """Count what stands of a card's entries: their number, and the day of the first.

    What the viewer may not know of is not counted, nor, when nobody looks, what not everybody in
    the room may know of.
    """
    viewer = turn.logg.viewer
    viewers = [viewer] if viewer else [viewer_of(one) for one in near(turn)]
    found = [one for one in _standing(turn, ids) if stands(turn, one, viewers)]
    day = turn.t.short_day(found[0].at if found else turn.now)
    reads = int(ids.get("antall", 0)) <= MOST_READERS
    return News(turn.logg.code, str(ids["kort"]), len(found), day, reads)


def near(turn: Turn) -> list[Member]:
    """Give the participants in the room as last read, and the family that is about to be let in."""
    unit, logg = turn.unit, turn.logg.id
    here = room_people.gap(unit, logg, room_people.accounts(unit, logg))
    return [
        one
        for root, one in rosters.members(unit, logg)
        if one.state is ParticipantState.MED
        and (root in here.present or (root in here.missing and one.role in FAMILY))
    ]


def stands(turn: Turn, item: Item, viewers: Iterable[Viewer]) -> bool:
    """Tell whether some people may all know that an entry is there."""
    return may_stand(item, viewers, turn.logg.ledger, turn.policy, turn.now)


def _standing(turn: Turn, ids: Mapping[str, Any]) -> list[Item]:
    found = [timeline.item(turn.unit, turn.logg.id, int(seq)) for seq in ids.get("seqs", ())]
    return [one for one in found if one is not None and not one.gone and one.type in TEXTS]
