"""A turn of the database from the event loop, and what rooms do in one."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

from bot.ports import Turns
from bot.rooms.port import Spot
from storage import jobs, logs, room_people, rooms
from storage.log_rows import Member
from storage.rooms import RoomRow, RoomState
from storage.unit import Unit

T = TypeVar("T")
DIALOG = "rom"
"""The dialog that draws what people are told of a room."""


@dataclass(frozen=True, slots=True)
class Desk:
    """The database as those who keep rooms use it."""

    database: Turns

    async def turn(self, work: Callable[[Unit], T]) -> T:
        """Have work done in one transaction."""
        return await asyncio.wrap_future(self.database.turn(work))

    async def change(self, logg: str, **values: str | int) -> RoomRow:
        """Change a room's row and give it as it is then."""

        def work(unit: Unit) -> RoomRow:
            rooms.change(unit, logg, **values)
            room = rooms.of(unit, logg)
            if room is None:
                raise LookupError(logg)
            return room

        return await self.turn(work)


def spot_of(room: RoomRow) -> Spot:
    """Give where a room is."""
    return Spot(room.team, room.channel)


def tell(unit: Unit, logg: str, notice: str, *members: Member) -> None:
    """Have participants told something of the room, each in their own chat."""
    for one in members:
        said: dict[str, Any] = {"person": one.person, "dialog": DIALOG, "notice": notice}
        said |= {"logg": logg, "ids": {}}
        jobs.add(unit, "varsel", f"rom_{notice}:{logg}:{one.no}:{unit.new_id()}", said)


def tell_holder(unit: Unit, logg: str, notice: str) -> None:
    """Have the stafettholder told something of the room."""
    holder = logs.summary(unit, logg).stafettholder_no
    tell(unit, logg, notice, *(one for one in logs.roster(unit, logg) if one.no == holder))


def is_gone(unit: Unit, logg: str) -> None:
    """Keep that a room is gone and tell the stafettholder, who alone may order a new one."""
    room = rooms.of(unit, logg)
    if room is None or room.state is RoomState.BORTE:
        return
    rooms.change(unit, logg, state=RoomState.BORTE.value, followed=rooms.mark_of(unit, logg))
    room_people.keep_accounts(unit, logg, ())
    tell_holder(unit, logg, "borte")
