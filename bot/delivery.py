"""The carrier of cards: drawn at the moment of sending, sent or edited, and remembered."""

import asyncio
from collections.abc import Callable
from typing import Any, TypeVar

from bot.connector import is_room
from bot.invokes import as_message
from bot.ports import Carried, Drawer, Post, Turns
from bot.ways import Drawn, Way, Ways
from bot.wire import ConnectorError
from storage import addresses, posted, rooms, undelivered
from storage.jobs import JobRow
from storage.posted import Spot
from storage.unit import Unit

T = TypeVar("T")
KINDS: tuple[str, ...] = ("svar", "varsel", "rediger")


class Delivery:
    """Carries answers, notices, and cards that are drawn anew in their place."""

    def __init__(self, database: Turns, drawer: Drawer, post: Post) -> None:
        self._database = database
        self._drawer = drawer
        self._post = post
        self._ways = Ways(database, post)

    async def carry(self, job: JobRow) -> Carried:
        """Deliver a card; what does not hold any more is not sent."""
        drawn = await self._turn(lambda unit: self._draw(unit, job))
        if drawn is None:
            return Carried("dropped")
        message = as_message(drawn.parcel)
        if drawn.parcel.replaces:
            return await self._edit(drawn, message, str(job.ids["posted"]))
        way, sent = await self._ways.send(drawn, message)
        return Carried(also=lambda unit: _learn(unit, drawn, way, sent))

    async def _edit(self, drawn: Drawn, message: dict[str, Any], card: str) -> Carried:
        parcel = drawn.parcel
        where = parcel.service_url, parcel.conversation, parcel.replaces
        targeted = bool(parcel.person) and is_room(parcel.conversation)
        try:
            await self._post.update(*where, message, targeted=targeted)
        except ConnectorError as error:
            if error.status != 404:
                raise
            return Carried("gone", lambda unit: posted.forget(unit, card))
        return Carried()

    def _draw(self, unit: Unit, job: JobRow) -> Drawn | None:
        parcel = self._drawer.parcel(unit, job)
        if parcel is None:
            return None
        # What is kept was named by a verified token once, here or at another instance.
        if parcel.conversation:
            self._post.trust("", parcel.service_url)
        if parcel.conversation and not parcel.recipient:
            return Drawn(parcel)
        known = addresses.of(unit, parcel.person) if parcel.person else None
        if known is not None:
            self._post.trust(known.tenant, known.service_url)
        logg = "" if parcel.recipient else str(job.ids.get("logg") or "")
        room = rooms.of(unit, logg) if logg else None
        if room is not None and room.service_url:
            self._post.trust("", room.service_url)
        return Drawn(parcel, known, room)

    async def _turn(self, work: Callable[[Unit], T]) -> T:
        return await asyncio.wrap_future(self._database.turn(work))


def _learn(unit: Unit, drawn: Drawn, way: Way, sent: str) -> None:
    parcel = drawn.parcel
    if parcel.keep is not None:
        spot = Spot(way.service_url, way.conversation, sent)
        posted.keep(unit, str(parcel.keep["logg"]), parcel.person, spot, parcel.keep, parcel.posted)
    if way.tenant and parcel.person:
        found = way.tenant, way.service_url, way.conversation
        if addresses.learn(unit, parcel.person, *found):
            undelivered.revive(unit, parcel.person)
