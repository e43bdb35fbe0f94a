"""Cards that stand in people's chats, so that they can be drawn anew when something changes."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from sqlalchemy import Row, delete, select

from storage import ids as packing
from storage import tables
from storage.core import table
from storage.unit import Unit

POSTED = table(tables.Posted)


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


def keep(unit: Unit, logg: str, person: str, spot: Spot, ids: Mapping[str, Any]) -> None:
    """Remember a card that was posted about a log."""
    row = {
        "id": unit.new_id(),
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


def by_id(unit: Unit, posted_id: str) -> PostedCard | None:
    """Give one posted card."""
    row = unit.db.execute(select(POSTED).where(POSTED.c.id == posted_id)).first()
    return None if row is None else _read(row)


def purge(unit: Unit, older_than: timedelta) -> int:
    """Forget the cards posted longer ago than this; give how many there were."""
    return unit.db.execute(delete(POSTED).where(POSTED.c.at < unit.now - older_than)).rowcount


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
