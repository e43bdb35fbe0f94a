"""The connection to a running sandbox's test door, and what is not about one person."""

import asyncio
from types import TracebackType
from typing import Any, Self
from urllib.parse import quote

import aiohttp
from yarl import URL

from sandbox.form import FormError

POLL_SECONDS = 0.02
Json = dict[str, Any]


class Wire:
    """One HTTP session with the sandbox."""

    def __init__(self, url: str) -> None:
        """Take the sandbox's address."""
        self._url = url.rstrip("/")
        self.session: aiohttp.ClientSession

    async def __aenter__(self) -> Self:
        """Open the connection."""
        self.session = aiohttp.ClientSession()
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        at: TracebackType | None,
    ) -> None:
        """Close the connection."""
        await self.session.close()

    async def breaks(self, kind: str, count: int | None = None, seconds: float = 2) -> None:
        """Switch a fault on (see sandbox.faults); `count` 0 switches it off."""
        await self.ask(
            "POST", "/sandbox/faults", {"kind": kind, "count": count, "seconds": seconds}
        )

    async def fault(self, **wish: Any) -> None:
        """Switch a fault on with everything that can be said of it (see sandbox.faults.Switch)."""
        await self.ask("POST", "/sandbox/faults", wish)

    async def mends(self) -> None:
        """Switch every fault off."""
        await self.ask("DELETE", "/sandbox/faults")

    async def state(self) -> Json:
        """Give the sandbox's state: people, commands, faults, bot up or down."""
        return await self.ask("GET", "/sandbox/api/state")

    async def installed(self, seconds: float = 10) -> None:
        """Wait until the bot knows everybody (FormError when it does not take them)."""
        for _ in range(int(seconds / POLL_SECONDS)):
            people = (await self.state())["people"]
            if all(person["installed"] or not person["app"] for person in people):
                return
            await asyncio.sleep(POLL_SECONDS)
        raise FormError(f"The bot was not installed for everybody within {seconds:g} seconds.")

    async def installs(self, person: str, *, installed: bool = True) -> None:
        """Add the app for a person, or remove it; the bot is told."""
        await self._do("PUT", person, "app", {"installed": installed})

    async def rooms(self, person: str) -> list[Json]:
        """Give the rooms that a person is in, each with channel, name, members and app."""
        return await self.ask("GET", f"/sandbox/api/people/{person}/rooms")

    async def room(self, person: str, name_part: str, seconds: float = 5) -> str:
        """Wait for a room of the person's with these letters in its name; give its channel."""
        for _ in range(max(1, int(seconds / POLL_SECONDS))):
            for room in await self.rooms(person):
                if name_part in room["name"]:
                    return room["channel"]
            await asyncio.sleep(POLL_SECONDS)
        raise FormError(f"{person} has no room «{name_part}» within {seconds:g} seconds.")

    async def adds(self, channel: str, person: str) -> None:
        """Put a person into a room, as its owner would."""
        await self.ask("POST", f"/sandbox/rooms/{part(channel)}/members", {"person": person})

    async def removes(self, channel: str, person: str) -> None:
        """Take a person out of a room."""
        await self.ask("DELETE", f"/sandbox/rooms/{part(channel)}/members/{person}")

    async def deletes_room(self, channel: str) -> None:
        """Delete a room."""
        await self.ask("DELETE", f"/sandbox/rooms/{part(channel)}")

    async def rotates_keys(self) -> str:
        """Let the issuer sign with a new key; gives its id."""
        return (await self.ask("POST", "/sandbox/keys/rotate", {}))["kid"]

    async def ask(self, method: str, path: str, body: Json | None = None) -> Any:
        """Do one request to the door (FormError when it refuses)."""
        url = URL(self._url + path, encoded=True)
        async with self.session.request(method, url, json=body) as response:
            if response.status >= 400:
                raise FormError(f"{method} {path}: {response.status} {await response.text()}")
            return await response.json()

    async def _do(self, method: str, person: str, what: str, body: Json) -> Json:
        return await self.ask(method, f"/sandbox/api/people/{person}/{what}", body)


def part(text: str) -> str:
    """Write an id as one part of a path."""
    return quote(text, safe="")
