"""The rooms of logs: where each is, how it stands, and when it must be brought in line."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from hashlib import sha256
from typing import Any

from sqlalchemy import Row, bindparam, func, select, update

from domain.codes import LogState
from storage import jobs, logs, room_people, tables
from storage.core import is_id, table, upsert
from storage.prepared import Prepared
from storage.unit import Unit

ROOM = table(tables.Room)
LOGG = table(tables.Logg)
JOB = table(tables.Job)
OPEN = (LogState.AKTIV, LogState.HVILENDE)
_OF = Prepared(select(ROOM).where(ROOM.c.logg == bindparam("logg")))
_AT = Prepared(select(ROOM).where(ROOM.c.channel == bindparam("channel")))


class RoomState(StrEnum):
    """How a room stands: being made, in use, stopped by a stranger, or gone."""

    LAGES = "lages"
    KLAR = "klar"
    STANSET = "stanset"
    BORTE = "borte"


@dataclass(frozen=True, slots=True)
class RoomRow:
    """One log's room; `pinned` and `home` are the messages of its two standing cards.

    `home_mark` is what the second was last drawn as, `number` counts the names that were tried.
    """

    logg: str
    kind: str
    tenant: str
    team: str
    channel: str
    service_url: str
    state: RoomState
    followed: str
    pinned: str
    home: str
    at: datetime
    home_mark: str = ""
    number: int = 1


def of(unit: Unit, logg: str) -> RoomRow | None:
    """Give a log's room; None when none was ever asked for."""
    row = _OF.first(unit.reads, logg=logg)
    return None if row is None else _read(row)


def at(unit: Unit, conversation: str, tenant: str | None = None) -> RoomRow | None:
    """Give the room that a conversation is (also a thread of it: «…;messageid=…»).

    `tenant` hosts the conversation, as Teams says: what another tenant calls so is no room.
    """
    channel = conversation.partition(";")[0]
    if not channel or not is_id(channel):
        return None
    row = _AT.first(unit.reads, channel=channel)
    if row is None or (tenant is not None and row.tenant.lower() != tenant.lower()):
        return None
    return _read(row)


def in_use(unit: Unit, logg: str) -> bool:
    """Tell whether a log has a room where news may be posted, now or as soon as it is made."""
    room = of(unit, logg)
    return room is not None and room.state in (RoomState.LAGES, RoomState.KLAR)


def keep(unit: Unit, room: RoomRow) -> None:
    """Insert a room, or put it in the place of the log's old one."""
    row = {name: getattr(room, name) for name in RoomRow.__slots__}
    upsert(unit.db, ROOM, row | {"state": room.state.value})


def change(unit: Unit, logg: str, **values: Any) -> None:
    """Change some columns of a log's room."""
    unit.db.execute(update(ROOM).where(ROOM.c.logg == logg).values(values | {"at": unit.now}))


def follow(unit: Unit, logg: str) -> bool:
    """Put down a job that brings the room in line, if the log has changed since it last was."""
    room = of(unit, logg)
    if room is None and logs.summary(unit, logg).state not in OPEN:
        return False
    if room is not None and room.followed == mark_of(unit, logg):
        return False
    return look(unit, logg)


def look(unit: Unit, logg: str, after: timedelta = timedelta(0)) -> bool:
    """Put down a job that looks at the room and brings it in line; one that waits will do."""
    lane = f"rom:{logg}"
    waiting = select(JOB.c.id).where(
        JOB.c.state.in_((jobs.WAITING, jobs.BEHIND)),  # one under way may have read too early
        JOB.c.lane == lane,
        JOB.c.kind == "rom",
    )
    if unit.db.execute(waiting.limit(1)).first() is not None:
        return False
    return jobs.add(unit, "rom", f"{lane}:{unit.new_id()}", {"logg": logg}, unit.now + after)


def make_anew(unit: Unit, logg: str) -> None:
    """Order a new room in the place of one that is gone; its name was used up."""
    room = of(unit, logg)
    if room is None or room.state is not RoomState.BORTE:
        return
    blank = dict.fromkeys(("team", "channel", "followed", "pinned", "home", "home_mark"), "")
    change(unit, logg, state=RoomState.LAGES.value, number=room.number + 1, **blank)
    room_people.keep_accounts(unit, logg, ())
    look(unit, logg)


def mark_of(unit: Unit, logg: str) -> str:
    """Give what a room must follow, in brief: state, level, stafettholder, and whom it is for."""
    log, whole = logs.summary(unit, logg), room_people.belonging(unit, logg)
    said = [log.state, str(log.level), str(log.stafettholder_no), *sorted(whole.wanted)]
    said += ["out", *sorted(whole.out)]
    return sha256("|".join(said).encode()).hexdigest()[:16]


def to_follow(unit: Unit) -> list[str]:
    """List the logs whose room time alone may have changed: the open ones, with a room or not."""
    found = select(LOGG.c.id).where(LOGG.c.state.in_(OPEN)).order_by(LOGG.c.id)
    return list(unit.db.execute(found).scalars())


def in_teams(unit: Unit) -> dict[str, int]:
    """Count the rooms that each host team holds."""
    each = select(ROOM.c.team, func.count()).where(ROOM.c.state != RoomState.BORTE.value)
    return {row[0]: row[1] for row in unit.db.execute(each.group_by(ROOM.c.team))}


def _read(row: Row[Any]) -> RoomRow:
    values: dict[str, Any] = {name: getattr(row, name) for name in RoomRow.__slots__}
    values["state"] = RoomState(row.state)
    return RoomRow(**values)
