"""Tells the bot of what happens to channels, behind whatever made it happen, as Teams does."""

import asyncio
from contextlib import suppress
from typing import Any

from sandbox.activities import Pen
from sandbox.line import Line
from sandbox.records import Conversation

_BEFORE_THE_APP = {"standard"}
"""Kinds of channel that a bot hears about without being added to them."""


class Events:
    """One queue to the bot: what happened first is told first."""

    def __init__(self, pen: Pen, line: Line) -> None:
        """Take the pen and the line to the bot."""
        self._pen = pen
        self._line = line
        self._queue: asyncio.Queue[dict[str, Any]] = asyncio.Queue()

    def tell(self, channel: Conversation, kind: str, more: dict[str, Any]) -> None:
        """Tell of an event (see rooms.Tell); a bot that is not in the channel hears nothing."""
        added = "membersAdded" in more and kind == "channelMemberAdded"
        bot = added and more["membersAdded"][0]["id"].startswith("28:")
        if channel.app or bot or channel.kind in _BEFORE_THE_APP:
            self._queue.put_nowait(self._pen.event(channel, kind, more))

    async def run(self) -> None:
        """Carry events to the bot for the life of the sandbox; one it does not take is lost."""
        while True:
            activity = await self._queue.get()
            with suppress(OSError):
                await self._line.send(activity)
            self._queue.task_done()

    async def settled(self) -> None:
        """Wait until the bot was told of everything so far."""
        await self._queue.join()
