"""Brings a room's members in line with its log: who takes part is let in, who is out taken out."""

from collections.abc import Awaitable, Collection, Iterable
from dataclasses import dataclass

import structlog

from bot.backoff import passes
from bot.connector import ConnectorError
from bot.rooms import roster
from bot.rooms.hosts import Hosts
from bot.rooms.port import Room, RoomMember, Spot
from bot.rooms.turns import Desk
from storage import room_people, rooms
from storage.room_people import Account, Gap
from storage.unit import Unit

MOST_AT_ONCE = 20
"""People let in by one job; more of them wait for the next."""
_log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Aligner:
    """Reads the roster, changes what it may, and keeps what came of it."""

    desk: Desk
    room: Room
    hosts: Hosts

    async def align(self, logg: str, spot: Spot) -> frozenset[str] | None:
        """Give our people who are in the room now, or None while a stranger is among them.

        Strangers are never taken out: that is for people to do. Raises `Gone`.
        """
        members = await roster.read(self.room, spot)
        accounts = [one.account for one in members]
        gap, ways = await self.desk.turn(lambda unit: self._gap(unit, logg, accounts))
        now = set(accounts)
        if self.room.abilities.own_members:
            now -= await self._remove(spot, members, gap.leaving)
            now |= await self._add(spot, ways[:MOST_AT_ONCE])
        if len(ways) > MOST_AT_ONCE:
            await self.desk.turn(lambda unit: rooms.look(unit, logg))
        return await self.desk.turn(lambda unit: roster.settle(unit, logg, now))

    def _gap(self, unit: Unit, logg: str, accounts: list[Account]) -> tuple[Gap, list[Account]]:
        gap, tenants = room_people.gap(unit, logg, accounts), self.hosts.tenants_of(self.room)
        ways = [room_people.way_in(unit, one, tenants) for one in gap.missing]
        return gap, [way for way in ways if way is not None]

    async def _remove(
        self, spot: Spot, members: Iterable[RoomMember], leaving: Collection[Account]
    ) -> set[Account]:
        gone = [one for one in members if one.account in leaving]
        return {one.account for one in gone if await _done(self.room.remove(spot, one))}

    async def _add(self, spot: Spot, ways: Iterable[Account]) -> set[Account]:
        return {one for one in ways if await _done(self.room.add(spot, *one))}


async def _done(change: Awaitable[None]) -> bool:
    """Wait for a change; False for a no that stays one: the rest of the room goes on without."""
    try:
        await change
    except ConnectorError as error:
        if passes(error):
            raise
        _log.warning("a member could not be changed", status=error.status, code=error.code)
        return False
    return True
