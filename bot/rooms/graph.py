"""Microsoft Graph over the shared session: pages, waits and refusals, paced for each team."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, cast
from urllib.parse import quote, urlsplit

import aiohttp
import orjson
from yarl import URL

from bot.connector import ConnectorError
from bot.credential import CredentialError, TokenCache
from bot.pace import GRAPH_TEAM, Pace

TIMEOUT = aiohttp.ClientTimeout(total=15, connect=5)
MOST_PAGES = 100
NAME_TAKEN = "NameAlreadyExists"
_NAME_TAKEN_SAID = "name already exist"
Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Said:
    """What Graph answered: its body, and where to look for what is still under way."""

    body: Json
    location: str = ""


class Graph:
    """Speaks with Graph at `url` (its version in the end); a no is a `ConnectorError`."""

    def __init__(
        self, session: aiohttp.ClientSession, tokens: TokenCache, pace: Pace, *, url: str
    ) -> None:
        self._session = session
        self._tokens = tokens
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
        await self._pace.go((_lane(team), GRAPH_TEAM))
        try:
            return await self._carry(method, team, url, data)
        except CredentialError as error:
            raise ConnectorError(0, f"Credential{error}") from None
        except (aiohttp.ClientError, TimeoutError) as error:
            raise ConnectorError(0, type(error).__name__) from None

    def _address(self, path: str) -> URL:
        """Give the address of a path; a link must lead to where the token may be shown."""
        if path.startswith("/"):
            return URL(self.url + path, encoded=True)
        if not path.startswith(f"{self.url}/"):
            raise ConnectorError(502, "LinkElsewhere")
        return URL(path, encoded=True)

    async def _carry(self, method: str, team: str, url: URL, data: bytes | None) -> Said:
        token = await self._tokens.get()
        headers = {"Authorization": f"Bearer {token}", "Content-Type": "application/json"}
        async with self._session.request(
            method, url, data=data, headers=headers, timeout=TIMEOUT, allow_redirects=False
        ) as response:
            said = _read(await response.read())
            if 200 <= response.status < 300:
                return Said(said, self._location(response.headers.get("Location", "")))
            if response.status == 401:
                self._tokens.forget(token)
            wait = _seconds(response.headers.get("Retry-After", ""))
            if response.status == 429 and wait:
                self._pace.close(_lane(team), wait)
            raise ConnectorError(response.status, _code(said), wait)

    def _location(self, said: str) -> str:
        """Give a place to look at as a path below the version, however it was written."""
        version = urlsplit(self.url).path
        path = urlsplit(said).path
        return path.removeprefix(version) if path.startswith("/") else ""


def part(text: str) -> str:
    """Write an id as a part of a path."""
    return quote(text, safe="")


def _lane(team: str) -> str:
    return f"graph:{team}"


def _read(raw: bytes) -> Json:
    try:
        said: object = orjson.loads(raw) if raw else {}
    except orjson.JSONDecodeError:
        return {}
    return cast("Json", said) if isinstance(said, dict) else {}


def _code(said: Json) -> str:
    """Give Graph's own word for a no; a name that is taken has had two."""
    error: object = said.get("error")
    if not isinstance(error, dict):
        return ""
    known = cast("Json", error)
    if _NAME_TAKEN_SAID in str(known.get("message", "")).lower():
        return NAME_TAKEN
    return str(known.get("code", ""))[:60]


def _seconds(said: str) -> float | None:
    return float(said) if said.isascii() and said.isdigit() else None
