"""The posted cards of a room: which entries each stands for, and what everybody may know of them.

A card is named by its own random id, so that what a client holds tells no entry's number.
"""

from collections.abc import Mapping
from typing import Any

from cards.nytt import News
from dialogs.parts.showing import TEXTS
from dialogs.turn import Turn
from domain.asking import Item
from storage import posted, timeline

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
    """Count what stands of a card's entries: their number, and the day of the first."""
    found = _standing(turn, ids)
    day = turn.t.short_day(found[0].at if found else turn.now)
    reads = int(ids.get("antall", 0)) <= MOST_READERS
    return News(turn.logg.code, str(ids["kort"]), len(found), day, reads)


def _standing(turn: Turn, ids: Mapping[str, Any]) -> list[Item]:
    found = [timeline.item(turn.unit, turn.logg.id, int(seq)) for seq in ids.get("seqs", ())]
    return [one for one in found if one is not None and not one.gone and one.type in TEXTS]
