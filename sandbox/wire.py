"""The connection to a running sandbox's test door, and what is not about one person."""

import asyncio
from types import TracebackType
from typing import Any, Self

import aiohttp

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

    async def mends(self) -> None:
        """Switch every fault off."""
        await self.ask("DELETE", "/sandbox/faults")

    async def state(self) -> Json:
        """Give the sandbox's state: people, commands, faults, bot up or down."""
        return await self.ask("GET", "/sandbox/api/state")

    async def installed(self, seconds: float = 10) -> None:
        """Wait until the bot knows everybody (FormError when it does not take them)."""
        for _ in range(int(seconds / POLL_SECONDS)):
            if all(person["installed"] for person in (await self.state())["people"]):
                return
            await asyncio.sleep(POLL_SECONDS)
        raise FormError(f"The bot was not installed for everybody within {seconds:g} seconds.")

    async def rotates_keys(self) -> str:
        """Let the issuer sign with a new key; gives its id."""
        return (await self.ask("POST", "/sandbox/keys/rotate", {}))["kid"]

    async def ask(self, method: str, path: str, body: Json | None = None) -> Any:
        """Do one request to the door (FormError when it refuses)."""
        async with self.session.request(method, self._url + path, json=body) as response:
            if response.status >= 400:
                raise FormError(f"{method} {path}: {response.status} {await response.text()}")
            return await response.json()
