"""Cards that stand in people's chats, so that they can be drawn anew when something changes."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Row, delete, select, update

from storage import ids as packing
from storage import jobs, tables, timeline
from storage.core import table
from storage.unit import Unit

POSTED = table(tables.Posted)
_HOME = "hjem:"


@dataclass(frozen=True, slots=True)
class PostedCard:
    """Where a card stands, whose it is, and the ids that it was drawn from."""

    id: str
    logg: str
    person: str
    service_url: str
    conversation: str
    activity: str
    ids: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Spot:
    """A message in a chat."""

    service_url: str
    conversation: str
    activity: str


def keep(
    unit: Unit, logg: str, person: str, spot: Spot, ids: Mapping[str, Any], card_id: str = ""
) -> None:
    """Remember a card that was posted about a log; one in its room has no person."""
    row = {
        "id": card_id or unit.new_id(),
        "logg": logg,
        "person": person,
        "service_url": spot.service_url,
        "conversation": spot.conversation,
        "activity": spot.activity,
        "ids": packing.pack(ids),
        "at": unit.now,
    }
    unit.db.execute(POSTED.insert().values(**row))


def of_log(unit: Unit, logg: str) -> list[PostedCard]:
    """List the cards that were posted about a log, oldest first."""
    rows = unit.db.execute(
        select(POSTED).where(POSTED.c.logg == logg).order_by(POSTED.c.at, POSTED.c.id)
    )
    return [_read(row) for row in rows]


def home_id(logg: str) -> str:
    """Give the id of the one card that tells where a log stands, in its room."""
    return f"{_HOME}{logg}"


def by_id(unit: Unit, posted_id: str) -> PostedCard | None:
    """Give one posted card."""
    row = unit.db.execute(select(POSTED).where(POSTED.c.id == posted_id)).first()
    return None if row is None else _read(row)


def room_news(unit: Unit, logg: str, notice: str, since: datetime) -> PostedCard | None:
    """Give the newest card of a kind that was posted in a log's room since a moment."""
    found = (
        select(POSTED)
        .where(POSTED.c.logg == logg, POSTED.c.person == "", POSTED.c.at >= since)
        .order_by(POSTED.c.at.desc(), POSTED.c.id.desc())
    )
    cards = (_read(row) for row in unit.db.execute(found))
    return next((card for card in cards if card.ids.get("notice") == notice), None)


def change(unit: Unit, posted_id: str, ids: Mapping[str, Any]) -> None:
    """Remember that a card is drawn from other ids now."""
    new = {"ids": packing.pack(ids)}
    unit.db.execute(update(POSTED).where(POSTED.c.id == posted_id).values(new))


def move(unit: Unit, posted_id: str, spot: Spot) -> None:
    """Remember that a card stands somewhere else now."""
    new = {
        "service_url": spot.service_url,
        "conversation": spot.conversation,
        "activity": spot.activity,
    }
    unit.db.execute(update(POSTED).where(POSTED.c.id == posted_id).values(new))


def refresh(unit: Unit, logg: str, cause: int) -> None:
    """Have a log's posted cards sent again, so that open views fall back to what holds."""
    for card in of_log(unit, logg):
        said = {"posted": card.id, "person": card.person}
        said |= {} if card.person else {"room": logg}
        jobs.add(unit, "rediger", f"rediger:{card.id}:{cause}", said)


def recount(unit: Unit, logg: str) -> None:
    """Have a room's cards sent again that stand for what not everybody may know of."""
    for card in of_log(unit, logg):
        seqs: list[int] = [] if card.person else card.ids.get("ids", {}).get("seqs", [])
        found = [timeline.item(unit, logg, seq) for seq in seqs]
        if any(one is not None and (one.hidden or one.about) for one in found):
            said = {"posted": card.id, "person": "", "room": logg}
            jobs.add(unit, "rediger", f"rediger:{card.id}:{unit.new_id()}", said)


def forget(unit: Unit, posted_id: str) -> None:
    """Forget a card that does not stand any more."""
    unit.db.execute(delete(POSTED).where(POSTED.c.id == posted_id))


def purge(unit: Unit, older_than: timedelta) -> int:
    """Forget the cards posted longer ago than this, but for those that always stand; how many."""
    old = (POSTED.c.at < unit.now - older_than) & POSTED.c.id.not_like(f"{_HOME}%")
    return unit.db.execute(delete(POSTED).where(old)).rowcount


def _read(row: Row[Any]) -> PostedCard:
    return PostedCard(
        row.id,
        row.logg,
        row.person,
        row.service_url,
        row.conversation,
        row.activity,
        packing.unpack(row.ids),
    )
