"""Watches the bot: installs it for everybody once it answers, and tells the pages up or down."""

import asyncio

from sandbox.chats import Chats
from sandbox.gestures import Gestures
from sandbox.line import Line
from sandbox.live import Live
from sandbox.people import Person

_EVERY_SECONDS = 1.0
_AFTER_REFUSAL_SECONDS = 4.0


class Watch:
    """One loop for the life of the sandbox."""

    def __init__(self, line: Line, gestures: Gestures, chats: Chats, live: Live) -> None:
        """Take the line to the bot, the gestures, the chats and the open pages."""
        self._line = line
        self._gestures = gestures
        self._chats = chats
        self._live = live
        self._up: bool | None = None

    async def run(self) -> None:
        """Look at the bot every second, as long as somebody needs to know."""
        while True:
            waiting = [p for p in self._chats.bydel.people.values() if self._waits(p)]
            if waiting or self._live.watched:
                await self._look()
            if waiting and self._up:
                await self._install(waiting)
            await asyncio.sleep(_EVERY_SECONDS)

    async def _install(self, waiting: list[Person]) -> None:
        for person in waiting:
            if not await self._gestures.install(person):
                await asyncio.sleep(_AFTER_REFUSAL_SECONDS)
                return

    async def _look(self) -> None:
        up = await self._line.is_up()
        if up != self._up:
            self._up = up
            self._live.tell({"kind": "line", "up": up})

    def _waits(self, person: Person) -> bool:
        chat = self._chats.of(person)
        return chat.app and not chat.told
