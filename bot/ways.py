"""The ways to one person: where they asked, their own chat, a new one, the room of the log."""

import asyncio
from dataclasses import dataclass
from typing import Any

from bot.call import Parcel
from bot.ports import Post, Turns
from bot.wire import ConnectorError
from storage import addresses
from storage.addresses import Address
from storage.rooms import RoomRow, RoomState

NO_WAY = "NoWayLeft"
_WAITS = ("NoServiceUrl", "RoomNotReady")
"""Why a way does not lead there yet."""


@dataclass(frozen=True, slots=True)
class Drawn:
    """A parcel, and where its receiver may be: their known chat, the room of the log."""

    parcel: Parcel
    known: Address | None = None
    room: RoomRow | None = None


@dataclass(frozen=True, slots=True)
class Way:
    """Where a message goes: `recipient` (29:…) to one in a room; `tenant` when just made."""

    service_url: str
    conversation: str
    recipient: str = ""
    tenant: str = ""


Gone = tuple[Way, str] | None
"""The way that a message went, and its id there; None when there is no such way."""


class Ways:
    """Tries one way after the other, until one leads to the receiver."""

    def __init__(self, database: Turns, post: Post) -> None:
        self._database = database
        self._post = post

    async def send(self, drawn: Drawn, message: dict[str, Any]) -> tuple[Way, str]:
        """Send a message; gives the way that it went, and its id.

        When no way is left, the error is one that passes if the receiver may be reached later.
        """
        parcel = drawn.parcel
        if parcel.conversation and not parcel.recipient:
            way = Way(parcel.service_url, parcel.conversation)
            return way, await self._sent(way, message)
        refused: list[ConnectorError] = []
        for go in (self._where_asked, self._own_chat, self._new_chat, self._in_room):
            try:
                found = await go(drawn, message)
            except ConnectorError as error:
                if not _leads_nowhere(error):
                    raise
                refused.append(error)
            else:
                if found is not None:
                    return found
        raise _last_word(refused)

    async def _where_asked(self, drawn: Drawn, message: dict[str, Any]) -> Gone:
        parcel = drawn.parcel
        if not parcel.recipient:
            return None
        way = Way(parcel.service_url, parcel.conversation, parcel.recipient)
        return way, await self._sent(way, message)

    async def _own_chat(self, drawn: Drawn, message: dict[str, Any]) -> Gone:
        known = drawn.known
        if known is None:
            return None
        way = Way(known.service_url, known.conversation)
        try:
            return way, await self._sent(way, message)
        except ConnectorError as error:
            if _leads_nowhere(error):
                await self._forget(known)
            raise

    async def _new_chat(self, drawn: Drawn, message: dict[str, Any]) -> Gone:
        if drawn.parcel.identity is None:
            return None
        tenant, subject = drawn.parcel.identity
        url = self._post.service_url_of(tenant)
        if url is None:
            raise ConnectorError(0, "NoServiceUrl")
        made = await self._post.create_conversation(url, tenant, subject)
        way = Way(url, made, tenant=tenant)
        return way, await self._sent(way, message)

    async def _in_room(self, drawn: Drawn, message: dict[str, Any]) -> Gone:
        """Write to them alone in the room of the log, if they are in it and it is in use."""
        room, identity = drawn.room, drawn.parcel.identity
        if room is None or identity is None or room.state is RoomState.BORTE:
            return None
        url = self._post.service_url_of(room.tenant) or room.service_url
        if room.state is not RoomState.KLAR or not url:
            raise ConnectorError(0, "RoomNotReady")
        recipient = await self._id_there(room, url, *identity)
        if not recipient:
            return None
        way = Way(url, room.channel, recipient)
        return way, await self._sent(way, message)

    async def _id_there(self, room: RoomRow, url: str, tenant: str, subject: str) -> str:
        for one in await self._post.members(url, room.channel):
            home = str(one.get("tenantId") or room.tenant).lower()
            theirs = str(one.get("aadObjectId") or one.get("objectId") or "").lower()
            if (home, theirs) == (tenant, subject):
                return str(one.get("id") or "")
        return ""

    async def _sent(self, way: Way, message: dict[str, Any]) -> str:
        to = way.service_url, way.conversation
        try:
            return await self._post.send(*to, message, way.recipient)
        except ConnectorError as error:
            if way.recipient and error.status == 400:  # so Teams may answer for who is not there
                raise ConnectorError(404, error.code) from None
            raise

    async def _forget(self, known: Address) -> None:
        turn = self._database.turn(lambda unit: addresses.forget(unit, known))
        await asyncio.wrap_future(turn)


def _leads_nowhere(error: ConnectorError) -> bool:
    """Tell whether a no says that the receiver is not to be found there."""
    if error.code == "UnknownServiceUrl":  # that says nothing of them
        return False
    return error.status in (403, 404) or error.code in _WAITS


def _last_word(refused: list[ConnectorError]) -> ConnectorError:
    waits = [error for error in refused if error.code in _WAITS]
    if waits or not refused:
        return waits[0] if waits else ConnectorError(404, "NoAddress")
    return ConnectorError(refused[-1].status, NO_WAY)
