"""Posting in a room, and the two cards that stand in each: the pinned one and «Du er her»."""

from dataclasses import dataclass
from hashlib import sha256

import orjson

from bot.call import Parcel
from bot.connector import ConnectorError
from bot.invokes import as_message
from bot.ports import Post
from bot.rooms.port import RoomDrawer
from bot.rooms.turns import Desk
from storage import posted
from storage.posted import Spot as PostedSpot
from storage.rooms import RoomRow
from storage.unit import Unit

PINNED, HOME = "festet", "hjem"


@dataclass(frozen=True, slots=True)
class Poster:
    """Posts parcels in rooms, and remembers what stands there."""

    desk: Desk
    post: Post

    async def send(self, room: RoomRow, parcel: Parcel, replaces: str = "") -> str:
        """Post a card, or edit the one that it replaces; gives the message's id."""
        url, message = self.service_url(room), as_message(parcel)
        if replaces:
            try:
                await self.post.update(url, room.channel, replaces, message)
            except ConnectorError as error:
                if error.status != 404 or error.code == "ConversationNotFound":
                    raise
            else:
                return replaces
        return await self.post.send(url, room.channel, message)

    def service_url(self, room: RoomRow) -> str:
        """Give the Connector's address for a room's tenant; a `ConnectorError` when not known."""
        url = self.post.service_url_of(room.tenant) or room.service_url
        if not url:
            raise ConnectorError(0, "NoServiceUrl")
        self.post.trust(room.tenant, url)  # a verified token has named it, here or elsewhere
        return url


def remember(unit: Unit, poster: Poster, room: RoomRow, parcel: Parcel, sent: str) -> None:
    """Keep a posted card, so that it is drawn anew when what it shows has changed."""
    if parcel.keep is None:
        return
    spot = PostedSpot(poster.service_url(room), room.channel, sent)
    if parcel.posted and posted.by_id(unit, parcel.posted) is not None:
        posted.change(unit, parcel.posted, parcel.keep)
        if sent != parcel.replaces:
            posted.move(unit, parcel.posted, spot)
    else:
        posted.keep(unit, room.logg, "", spot, parcel.keep, parcel.posted)


@dataclass(frozen=True, slots=True)
class Standing:
    """Sees to the cards that stand in a room; only an `active` log has new ones posted."""

    desk: Desk
    drawer: RoomDrawer
    poster: Poster

    async def stand(self, room: RoomRow, *, active: bool) -> RoomRow:
        """Post what is not there yet, edit what has changed; gives the room as it is then."""
        if active and not room.pinned:
            parcel = await self._drawn(room, PINNED)
            if parcel is not None:
                room = await self._keep(room, parcel, "pinned", {})
        parcel = await self._drawn(room, HOME) if active or room.home else None
        if parcel is None:
            return room
        mark = sha256(orjson.dumps(parcel.card, option=orjson.OPT_SORT_KEYS)).hexdigest()[:16]
        if room.home and room.home_mark == mark:
            return room
        return await self._keep(room, parcel, "home", {"home_mark": mark})

    async def _drawn(self, room: RoomRow, which: str) -> Parcel | None:
        return await self.desk.turn(lambda unit: self.drawer.room_card(unit, room.logg, which, {}))

    async def _keep(
        self, room: RoomRow, parcel: Parcel, column: str, more: dict[str, str]
    ) -> RoomRow:
        sent = await self.poster.send(room, parcel, getattr(room, column))
        await self.desk.turn(lambda unit: remember(unit, self.poster, room, parcel, sent))
        url = self.poster.service_url(room)
        return await self.desk.change(room.logg, **{column: sent}, service_url=url, **more)
