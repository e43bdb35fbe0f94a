"""Carries `rom_nytt` jobs: «Nytt i loggen», posted only for those who are in the room right now."""

from bot.call import Parcel
from bot.connector import ConnectorError
from bot.pace import Held
from bot.ports import Carried, Post, Turns
from bot.rooms.aligning import Aligner
from bot.rooms.hosts import Hosts
from bot.rooms.patience import LATE, waits_long
from bot.rooms.port import Room, RoomDrawer
from bot.rooms.roster import Gone
from bot.rooms.standing import Poster, remember
from bot.rooms.turns import Desk, is_gone, spot_of
from domain.codes import LogState
from storage import logs, rooms, timeline
from storage.errors import NoSuchLog
from storage.jobs import JobRow
from storage.rooms import RoomRow, RoomState
from storage.unit import Unit


class Newsroom:
    """Posts what is new in a log, or has its readers told in their own chats."""

    def __init__(
        self, database: Turns, room: Room, hosts: Hosts, drawer: RoomDrawer, post: Post
    ) -> None:
        self._desk = Desk(database)
        self._room = room
        self._drawer = drawer
        self._aligner = Aligner(self._desk, room, hosts)
        self._poster = Poster(self._desk, post)

    async def carry(self, job: JobRow) -> Carried:
        """Post the entry `seq` of `logg` in its room."""
        logg, seq = str(job.ids["logg"]), int(job.ids["seq"])
        room = await self._desk.turn(lambda unit: _in_use(unit, logg))
        if room is None:
            return Carried("told", lambda unit: self._tell(unit, logg, seq))
        try:
            present = await self._aligner.align(logg, spot_of(room))
            parcel = await self._desk.turn(
                lambda unit: self._drawer.room_news(unit, logg, seq, present)
            )
            if parcel is None:
                return Carried("told")
            sent = await self._poster.send(room, parcel, parcel.replaces)
        except Gone:
            return Carried("gone", lambda unit: self._gone(unit, logg, seq))
        except (Held, ConnectorError) as no:
            return await self._refused(no, room, seq)
        return Carried("sent", lambda unit: self._kept(unit, room, parcel, sent))

    async def _refused(self, no: Held | ConnectorError, room: RoomRow, seq: int) -> Carried:
        """Tell the readers alone when the room takes nothing, or not soon; else raise the no."""
        logg = room.logg
        if waits_long(no) or await self._desk.turn(lambda unit: _is_late(unit, logg, seq)):
            return Carried("told", lambda unit: self._tell(unit, logg, seq))
        if isinstance(no, Held):
            raise no
        if no.status == 404 and not await self._room.exists(spot_of(room)):
            return Carried("gone", lambda unit: self._gone(unit, logg, seq))
        if no.status in (403, 404) and no.code != "UnknownServiceUrl":
            return Carried("told", lambda unit: self._shut_out(unit, logg, seq))
        raise no

    def _kept(self, unit: Unit, room: RoomRow, parcel: Parcel, sent: str) -> None:
        remember(unit, self._poster, room, parcel, sent)

    def _gone(self, unit: Unit, logg: str, seq: int) -> None:
        is_gone(unit, logg)
        self._tell(unit, logg, seq)

    def _shut_out(self, unit: Unit, logg: str, seq: int) -> None:
        """Have the keeper look: the app may have been taken out of the room."""
        rooms.look(unit, logg)
        self._tell(unit, logg, seq)

    def _tell(self, unit: Unit, logg: str, seq: int) -> None:
        self._drawer.room_news(unit, logg, seq, None)


def _in_use(unit: Unit, logg: str) -> RoomRow | None:
    """Give a room that something can be posted in; one that a stranger stopped may be free now."""
    try:
        log = logs.summary(unit, logg)
    except NoSuchLog:
        return None
    room = rooms.of(unit, logg)
    if room is None or log.state is not LogState.AKTIV or not room.channel:
        return None
    return None if room.state is RoomState.BORTE else room


def _is_late(unit: Unit, logg: str, seq: int) -> bool:
    """Tell whether an entry has waited for its room long enough."""
    item = timeline.item(unit, logg, seq)
    return item is not None and unit.now - item.at > LATE
