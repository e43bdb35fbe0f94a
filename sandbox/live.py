"""Tells the open pages what happens, as server-sent events."""

import asyncio
import json
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

from aiohttp import web

_KEEPALIVE_SECONDS = 15.0
Event = dict[str, Any]


def _queue() -> asyncio.Queue[Event | None]:
    return asyncio.Queue()


@dataclass(eq=False)
class Watcher:
    """One open page; it hears about `person`'s chat, and that something came to the others."""

    person: str
    queue: asyncio.Queue[Event | None] = field(default_factory=_queue)


class Live:
    """All open pages."""

    def __init__(self) -> None:
        """Start with nobody watching."""
        self._watchers: set[Watcher] = set()

    @property
    def watched(self) -> bool:
        """Whether any page is open."""
        return bool(self._watchers)

    def tell(self, event: Event, person: str | None = None) -> None:
        """Tell the pages of one person, or every page."""
        for watcher in self._watchers:
            if person is None or watcher.person == person:
                watcher.queue.put_nowait(event)

    def close(self) -> None:
        """Let every page go, so that the server can stop."""
        for watcher in self._watchers:
            watcher.queue.put_nowait(None)

    async def serve(self, request: web.Request, person: str) -> web.StreamResponse:
        """Stream events to one page until it leaves or the server stops."""
        response = web.StreamResponse(
            headers={"Content-Type": "text/event-stream", "Cache-Control": "no-store"}
        )
        watcher = Watcher(person)
        self._watchers.add(watcher)
        try:
            with suppress(ConnectionResetError):
                await response.prepare(request)
                await self._stream(watcher, response)
        finally:
            self._watchers.discard(watcher)
        return response

    async def _stream(self, watcher: Watcher, response: web.StreamResponse) -> None:
        await response.write(b": open\n\n")
        while True:
            try:
                event = await asyncio.wait_for(watcher.queue.get(), _KEEPALIVE_SECONDS)
            except TimeoutError:
                await response.write(b": still here\n\n")
                continue
            if event is None:
                return
            await response.write(f"data: {json.dumps(event)}\n\n".encode())
