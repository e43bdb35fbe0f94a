"""Carries `rom` jobs: brings a log's room in line with the log, step by step, safe to do twice."""

import asyncio
from collections import defaultdict
from dataclasses import dataclass

from bot.connector import ConnectorError
from bot.pace import Held
from bot.ports import Carried, Post, Turns
from bot.rooms.aligning import Aligner
from bot.rooms.hosts import Hosts
from bot.rooms.making import Maker
from bot.rooms.patience import stood_aside
from bot.rooms.port import Room, RoomDrawer
from bot.rooms.roster import Gone
from bot.rooms.standing import Poster, Standing
from bot.rooms.turns import Desk, is_gone, spot_of
from domain.codes import LogState
from storage import logs, rooms
from storage.errors import NoSuchLog
from storage.jobs import JobRow
from storage.rooms import RoomRow, RoomState
from storage.unit import Unit

LONGEST = 40.0
"""Seconds that one job may take; what is not done then is done by the next try."""
NEXT_IN_TEAM = 3.0
"""Seconds until another room of a team may be kept: Graph takes four calls a second there."""
_DROPPED = Carried("dropped")


@dataclass(frozen=True, slots=True)
class _Asked:
    """A log whose room is to be kept: its code, whether it is active, its room as it is now."""

    logg: str
    code: str
    active: bool
    room: RoomRow | None
    mark: str

    def followed(self, unit: Unit) -> None:
        """Keep what the room was brought in line with."""
        rooms.change(unit, self.logg, followed=self.mark)


class Keeper:
    """Keeps rooms of one kind in some host teams."""

    def __init__(
        self, database: Turns, room: Room, hosts: Hosts, drawer: RoomDrawer, post: Post
    ) -> None:
        self._desk = Desk(database)
        self._room = room
        self._maker = Maker(self._desk, room, hosts)
        self._aligner = Aligner(self._desk, room, hosts)
        self._standing = Standing(self._desk, drawer, Poster(self._desk, post))
        self._teams: defaultdict[str, asyncio.Lock] = defaultdict(asyncio.Lock)

    async def carry(self, job: JobRow) -> Carried:
        """Bring the room of `logg` in line."""
        logg = str(job.ids["logg"])
        asked = await self._desk.turn(lambda unit: _asked(unit, logg))
        if asked is None or (asked.room is None and not asked.active):
            return _DROPPED
        try:
            return await self._kept_in_turn(asked)
        except Gone:
            return Carried("gone", lambda unit: is_gone(unit, logg))
        except (Held, ConnectorError) as no:
            return stood_aside(logg, no, job.attempts)

    async def _kept_in_turn(self, asked: _Asked) -> Carried:
        """Keep one room of a team at a time."""
        lock = self._teams[asked.room.team if asked.room else ""]
        if lock.locked():
            raise Held("RoomInTeam", NEXT_IN_TEAM)
        try:
            async with lock, asyncio.timeout(LONGEST):
                return await self._keep(asked)
        except TimeoutError:
            raise ConnectorError(0, "RoomTakesLong") from None

    async def _keep(self, asked: _Asked) -> Carried:
        room = asked.room
        if room is not None and room.state is RoomState.BORTE and not await self._is_there(room):
            return Carried("dropped", asked.followed)
        if room is None or not room.channel:
            room = await self._maker.made(asked.logg, asked.code)
        try:
            await self._bring_in_line(room, active=asked.active)
        except ConnectorError as error:
            if error.status == 404 and not await self._is_there(room):
                raise Gone from None
            if error.status in (403, 404):  # what was just made is not known everywhere at once
                raise ConnectorError(0, error.code) from None
            raise
        return Carried("kept", asked.followed)

    async def _bring_in_line(self, room: RoomRow, *, active: bool) -> None:
        spot = spot_of(room)
        if self._room.abilities.needs_app:
            await self._room.enable(spot)
        if await self._aligner.align(room.logg, spot) is not None:
            await self._standing.stand(room, active=active)

    async def _is_there(self, room: RoomRow) -> bool:
        return bool(room.channel) and await self._room.exists(spot_of(room))


def _asked(unit: Unit, logg: str) -> _Asked | None:
    try:
        log = logs.summary(unit, logg)
    except NoSuchLog:  # a draft that came to nothing
        return None
    mark = rooms.mark_of(unit, logg)
    return _Asked(logg, log.code, log.state is LogState.AKTIV, rooms.of(unit, logg), mark)
