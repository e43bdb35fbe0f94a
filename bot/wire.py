"""Calls to a service over the shared session, with a token; what goes wrong is one error."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, cast

import aiohttp
import orjson
from yarl import URL

from bot.circuit import Circuit
from bot.credential import CredentialError, TokenCache

TIMEOUT = aiohttp.ClientTimeout(total=15, connect=5)
Json = dict[str, Any]


class ConnectorError(Exception):
    """A service said no; `status` 0 means that no answer came. Times are in seconds."""

    def __init__(self, status: int, code: str, retry_after: float | None = None) -> None:
        super().__init__(f"{status} {code}")
        self.status = status
        self.code = code
        self.retry_after = retry_after


@dataclass(frozen=True, slots=True)
class Said:
    """What a service answered: a JSON object (empty for none), and where to look further."""

    body: Json
    location: str = ""


def code_of(said: Json) -> str:
    """Give the service's own word for a no."""
    error: object = said.get("error")
    return str(cast("Json", error).get("code", ""))[:60] if isinstance(error, dict) else ""


class Wire:
    """Makes calls, and lets a service rest that is out of order; `code` reads what a no says."""

    def __init__(
        self,
        session: aiohttp.ClientSession,
        tokens: TokenCache,
        circuit: Circuit,
        code: Callable[[Json], str] = code_of,
    ) -> None:
        self._session = session
        self._tokens = tokens
        self._circuit = circuit
        self._code = code

    async def ask(self, method: str, service: str, url: URL, data: bytes | None) -> Json:
        """Make a call to a service and give the body of its answer; raises as `answer` does."""
        return (await self.answer(method, service, url, data)).body

    async def answer(self, method: str, service: str, url: URL, data: bytes | None) -> Said:
        """Make a call to a service; raises `ConnectorError`, and `Held` while the service rests."""
        self._circuit.check(service)
        try:
            said = await self._carry(method, url, data)
        except CredentialError as error:
            raise ConnectorError(0, f"Credential{error}") from None
        except (aiohttp.ClientError, TimeoutError) as error:
            self._circuit.told(service, well=False)
            raise ConnectorError(0, type(error).__name__) from None
        except ConnectorError as error:
            self._circuit.told(service, well=error.status < 500)
            raise
        self._circuit.told(service, well=True)
        return said

    async def _carry(self, method: str, url: URL, data: bytes | None) -> Said:
        token = await self._tokens.get()
        headers = {"Authorization": f"Bearer {token}", "Content-Type": "application/json"}
        async with self._session.request(
            method, url, data=data, headers=headers, timeout=TIMEOUT, allow_redirects=False
        ) as response:
            said = _read(await response.read())
            if 200 <= response.status < 300:
                return Said(said, response.headers.get("Location", ""))
            if response.status == 401:
                self._tokens.forget(token)
            wait = _seconds(response.headers.get("Retry-After", ""))
            raise ConnectorError(response.status, self._code(said), wait)


def _read(raw: bytes) -> Json:
    try:
        said: object = orjson.loads(raw) if raw else {}
    except orjson.JSONDecodeError:
        return {}
    return cast("Json", said) if isinstance(said, dict) else {}


def _seconds(said: str) -> float | None:
    return float(said) if said.isascii() and said.isdigit() else None
