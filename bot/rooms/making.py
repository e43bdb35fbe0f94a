"""Makes a log's room once: it is looked for before it is made, and before it is made again."""

from dataclasses import dataclass
from datetime import timedelta

import structlog

from bot.connector import ConnectorError
from bot.rooms.hosts import Hosts
from bot.rooms.port import NameTaken, Room, Spot
from bot.rooms.turns import Desk
from domain.room_names import about, mark_of, name_of
from storage import rooms
from storage.rooms import RoomRow, RoomState
from storage.unit import Unit

UNSEEN = timedelta(minutes=10)
"""How long a room that was just made may be hidden from who looks for it."""
MOST_NAMES = 20
_log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Maker:
    """Finds or makes the room of a log; each thing that is done is kept before the next."""

    desk: Desk
    room: Room
    hosts: Hosts

    async def made(self, logg: str, code: str) -> RoomRow:
        """Give a log's room with its channel; a `ConnectorError` when there is none yet."""
        known = await self.desk.turn(lambda unit: rooms.of(unit, logg))
        if known is not None and known.channel:
            return known
        tried = known is not None and known.team != ""
        row = await self.desk.turn(lambda unit: self._begun(unit, logg))
        for _ in range(MOST_NAMES):
            spot = await self._found_or_made(row, code)
            if spot is not None:
                _log.info("a room was made", logg=logg)
                return await self.desk.change(logg, channel=spot.channel)
            if tried and await self._is_young(row):
                raise ConnectorError(0, "RoomNotSeenYet")
            row, tried = await self.desk.change(logg, number=row.number + 1), False
        raise ConnectorError(409, "NoNameLeft")

    def _begun(self, unit: Unit, logg: str) -> RoomRow:
        """Keep where the room is to be before anything is made there."""
        known = rooms.of(unit, logg)
        if known is not None and known.team:
            return known
        team = self.hosts.with_space(unit)
        if team is None:
            raise ConnectorError(507, "NoTeamHasSpace")
        row = RoomRow(
            logg=logg,
            kind=self.room.kind,
            tenant=self.hosts.tenant,
            team=team,
            channel="",
            service_url="",
            state=RoomState.LAGES,
            followed="",
            pinned="",
            home="",
            at=unit.now,
            number=known.number if known else 1,
        )
        rooms.keep(unit, row)
        return row

    async def _found_or_made(self, row: RoomRow, code: str) -> Spot | None:
        """Give the room of this name, found or made; None when another has the name."""
        name, mark = name_of(code, row.number), mark_of(row.logg)
        spot = await self.room.find(row.team, name, mark)
        if spot is not None:
            return spot
        try:
            return await self.room.make(row.team, name, about(row.logg))
        except NameTaken:
            return await self.room.find(row.team, name, mark)

    async def _is_young(self, row: RoomRow) -> bool:
        return await self.desk.turn(lambda unit: unit.now - row.at < UNSEEN)
