"""Microsoft Graph over the shared session: pages, waits and refusals, paced for each team."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from typing import Any, cast
from urllib.parse import quote, urlsplit

import aiohttp
import orjson
from yarl import URL

from bot.circuit import Circuit
from bot.credential import TokenCache
from bot.pace import GRAPH_TEAM, Held, Pace
from bot.wire import ConnectorError, Json, Said, Wire, code_of

MOST_PAGES = 100
PATIENCE = 3.0
"""Seconds that one wait may take: keeping a room is several calls, a team takes four a second."""
TURNS = 5
"""Times that a call is let wait for its turn."""
NAME_TAKEN = "NameAlreadyExists"
_NAME_TAKEN_SAID = "name already exist"


class Graph:
    """Speaks with Graph at `url` (its version in the end); a no is a `ConnectorError`."""

    def __init__(
        self,
        session: aiohttp.ClientSession,
        tokens: TokenCache,
        pace: Pace,
        *,
        url: str,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self._sleep = sleep
        self._wire = Wire(session, tokens, Circuit(), _code)
        self._pace = pace
        self.url = url.rstrip("/")

    async def get(self, team: str, path: str) -> Json:
        """Read one thing; `path` begins with a slash, or is a link of Graph's own."""
        return (await self._ask("GET", team, path, None)).body

    async def pages(self, team: str, path: str) -> list[Json]:
        """Read a list to its end."""
        found: list[Json] = []
        for _ in range(MOST_PAGES):
            page = await self.get(team, path)
            found.extend(cast("list[Json]", page.get("value") or []))
            path = str(page.get("@odata.nextLink") or "")
            if not path:
                return found
        raise ConnectorError(500, "TooManyPages")

    async def post(self, team: str, path: str, body: Mapping[str, Any]) -> Said:
        """Add something."""
        return await self._ask("POST", team, path, body)

    async def delete(self, team: str, path: str) -> None:
        """Take something away."""
        await self._ask("DELETE", team, path, None)

    async def _ask(self, method: str, team: str, path: str, body: Mapping[str, Any] | None) -> Said:
        url = self._address(path)
        data = orjson.dumps(body) if body is not None else None
        await self._may_go(team)
        try:
            said = await self._wire.answer(method, self.url, url, data)
        except ConnectorError as error:
            if error.status == 429 and error.retry_after:
                self._pace.close(_lane(team), error.retry_after)
            raise
        return Said(said.body, self._below(said.location))

    async def _may_go(self, team: str) -> None:
        """Wait for the team's turn; raises `Held` when it is further away than `PATIENCE`."""
        for _ in range(TURNS):
            try:
                return await self._pace.go((_lane(team), GRAPH_TEAM))
            except Held as held:
                if held.wait > PATIENCE:
                    raise
                await self._sleep(held.wait)
        raise Held("GraphTeam", PATIENCE)

    def _address(self, path: str) -> URL:
        """Give the address of a path; a link must lead to where the token may be shown."""
        if path.startswith("/"):
            return URL(self.url + path, encoded=True)
        if not path.startswith(f"{self.url}/"):
            raise ConnectorError(502, "LinkElsewhere")
        return URL(path, encoded=True)

    def _below(self, said: str) -> str:
        """Give a place to look at as a path below the version, however it was written."""
        version = urlsplit(self.url).path
        path = urlsplit(said).path
        return path.removeprefix(version) if path.startswith("/") else ""


def part(text: str) -> str:
    """Write an id as a part of a path."""
    return quote(text, safe="")


def _lane(team: str) -> str:
    return f"graph:{team}"


def _code(said: Json) -> str:
    """Give Graph's own word for a no; for a name that is taken it has had two."""
    error: object = said.get("error")
    told = cast("Json", error).get("message", "") if isinstance(error, dict) else ""
    return NAME_TAKEN if _NAME_TAKEN_SAID in str(told).lower() else code_of(said)
