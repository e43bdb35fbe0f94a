"""The rooms of logs: where each is, how it stands, and when it must be brought in line."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from hashlib import sha256
from typing import Any

from sqlalchemy import Row, bindparam, select, update

from domain.codes import HELPERS, ParticipantState
from storage import jobs, logs, tables
from storage.core import is_id, table, upsert
from storage.unit import Unit

ROOM = table(tables.Room)
_OF = select(ROOM).where(ROOM.c.logg == bindparam("logg"))
_AT = select(ROOM).where(ROOM.c.channel == bindparam("channel"))


class RoomState(StrEnum):
    """How a room stands: being made, in use, stopped by a stranger, or gone."""

    LAGES = "lages"
    KLAR = "klar"
    STANSET = "stanset"
    BORTE = "borte"


@dataclass(frozen=True, slots=True)
class RoomRow:
    """One log's room; `pinned` and `home` are the messages of its two standing cards."""

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


def of(unit: Unit, logg: str) -> RoomRow | None:
    """Give a log's room; None when none was ever asked for."""
    row = unit.db.execute(_OF, {"logg": logg}).first()
    return None if row is None else _read(row)


def at(unit: Unit, conversation: str) -> RoomRow | None:
    """Give the room that a conversation is (also a thread of it: «…;messageid=…»)."""
    channel = conversation.partition(";")[0]
    if not channel or not is_id(channel):
        return None
    row = unit.db.execute(_AT, {"channel": channel}).first()
    return None if row is None else _read(row)


def keep(unit: Unit, room: RoomRow) -> None:
    """Insert a room, or put it in the place of the log's old one."""
    row = {name: getattr(room, name) for name in RoomRow.__slots__}
    upsert(unit.db, ROOM, row | {"state": room.state.value})


def change(unit: Unit, logg: str, **values: Any) -> None:
    """Change some columns of a log's room."""
    unit.db.execute(update(ROOM).where(ROOM.c.logg == logg).values(values | {"at": unit.now}))


def follow(unit: Unit, logg: str) -> bool:
    """Put down a job that brings the room in line, if the log has changed since it last was."""
    room, mark = of(unit, logg), mark_of(unit, logg)
    if room is not None and room.followed == mark:
        return False
    return jobs.add(unit, "rom", f"rom:{logg}:{mark}:{unit.new_id()}", {"logg": logg})


def mark_of(unit: Unit, logg: str) -> str:
    """Give what a room must follow, in brief: state, level, stafettholder, and who is a helper."""
    log = logs.summary(unit, logg)
    members = [
        f"{one.no}/{one.person}/{one.state}"
        for one in logs.roster(unit, logg)
        if one.role in HELPERS and one.state is not ParticipantState.INVITERT
    ]
    said = "|".join([log.state, str(log.level), str(log.stafettholder_no), *members])
    return sha256(said.encode()).hexdigest()[:16]


def _read(row: Row[Any]) -> RoomRow:
    values: dict[str, Any] = {name: getattr(row, name) for name in RoomRow.__slots__}
    values["state"] = RoomState(row.state)
    return RoomRow(**values)
