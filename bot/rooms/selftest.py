"""Tries in a real tenant what rooms need, step by step, and leaves nothing behind."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass, field
from typing import Any

from bot.connector import Connector, ConnectorError
from bot.pace import Held
from bot.rooms.graph import NAME_TAKEN
from bot.rooms.port import NameTaken, Room, Spot
from domain.room_names import ABOUT

WORDS = "Prøve av rommet. Den slettes straks."
WAITS = 10
"""Times that a step waits for its time."""
Account = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Step:
    """One thing that was tried, and what was wrong with it ("" for nothing)."""

    name: str
    fault: str = ""


@dataclass(slots=True)
class SelfTest:
    """One trial in one team; `guest` is an account to let in and out, `keep` leaves the room."""

    room: Room
    connector: Connector
    team: str
    tenant: str
    name: str
    guest: Account | None = None
    keep: bool = False
    _spot: Spot | None = field(default=None, init=False)

    async def steps(self) -> AsyncIterator[Step]:
        """Give each step as it is done; what cannot be tried after a no is left out."""
        try:
            async for step in self._tried():
                yield step
                if step.fault:
                    break
        finally:
            if self._spot is not None and not self.keep:
                yield await _try("the room is deleted again", self.room.delete, self._spot)

    async def _tried(self) -> AsyncIterator[Step]:
        mark = f"[{self.name}]"
        yield await _try("a room is made", self._make, f"{ABOUT} {mark}")
        if self._spot is None:
            return
        yield await _try("the room is found by its name", self._find, mark)
        if self.room.abilities.needs_app:
            yield await _try("the app is added to it", self.room.enable, self._spot)
        yield await _try("its members can be read", self.room.members, self._spot)
        if self.guest is not None and self.room.abilities.own_members:
            yield await _try("the guest is let in", self._let_in, self.guest)
            yield await _try("the guest is taken out", self._take_out, self.guest)
        yield await _try("a message is posted in it", self._post)
        if self.room.abilities.targeted:
            yield await _try("a message reaches one person in it alone", self._post_to_one)

    async def _make(self, about: str) -> None:
        self._spot = await self.room.make(self.team, self.name, about)

    async def _find(self, mark: str) -> None:
        if await self.room.find(self.team, self.name, mark) != self._spot:
            raise ConnectorError(404, "NotFoundByName")

    async def _let_in(self, guest: Account) -> None:
        spot = self._made()
        await self.room.add(spot, *guest)
        if all(one.account != guest for one in await self.room.members(spot)):
            raise ConnectorError(404, "NotAmongMembers")

    async def _take_out(self, guest: Account) -> None:
        spot = self._made()
        for one in await self.room.members(spot):
            if one.account == guest:
                await self.room.remove(spot, one)

    async def _post(self) -> None:
        await self.connector.send(self._url(), self._made().channel, _message())

    async def _post_to_one(self) -> None:
        url, channel = self._url(), self._made().channel
        members = await self.connector.members(url, channel)
        if not members:
            raise ConnectorError(404, "NobodyToSendTo")
        await self.connector.send(url, channel, _message(), str(members[0].get("id", "")))

    def _made(self) -> Spot:
        if self._spot is None:
            raise ConnectorError(404, "NoRoom")
        return self._spot

    def _url(self) -> str:
        url = self.connector.service_url_of(self.tenant)
        if url is None:
            raise ConnectorError(0, "NoServiceUrl")
        return url


async def _try(name: str, work: Callable[..., Awaitable[Any]], *given: Any) -> Step:
    """Do one thing; when it is not its time, wait for that."""
    for _ in range(WAITS):
        try:
            await work(*given)
        except Held as held:
            await asyncio.sleep(held.wait)
        except ConnectorError as error:
            return Step(name, str(error))
        except NameTaken:
            return Step(name, f"409 {NAME_TAKEN}")
        else:
            return Step(name)
    return Step(name, "0 Pace")


def _message() -> dict[str, Any]:
    return {"type": "message", "text": WORDS, "summary": WORDS}
