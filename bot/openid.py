"""The signing keys of whoever may call us: fetched off the path of turns, cached, rolled."""

import asyncio
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, cast

import aiohttp
import jwt
import orjson
import structlog
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey

from bot.settings import safe_url

TIMEOUT = aiohttp.ClientTimeout(total=10)
AT_MOST_EVERY = 60.0
"""Seconds between two fetches that unknown key ids cause."""
AFTER_FAILURE = 2.0
"""Seconds between them as long as there are no keys at all."""
_FAULTS = (aiohttp.ClientError, TimeoutError, ValueError, TypeError, KeyError, AttributeError)
_log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class SigningKey:
    """A parsed public key and the channels that it may sign for."""

    key: RSAPublicKey
    endorsements: frozenset[str]


class KeySource:
    """The keys that the OpenID metadata names, by key id."""

    def __init__(
        self,
        session: aiohttp.ClientSession,
        metadata_url: str,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        self._session = session
        self._metadata_url = metadata_url
        self._monotonic = monotonic
        self._keys: dict[str, SigningKey] = {}
        self._not_before = 0.0
        self._fetch: asyncio.Task[None] | None = None

    @property
    def known(self) -> bool:
        """Tell whether there are any keys."""
        return bool(self._keys)

    async def find(self, kid: str) -> SigningKey | None:
        """Give a key; an unknown one is looked for at once, but at most once a minute."""
        found = self._keys.get(kid)
        if found is not None:
            return found
        now = self._monotonic()
        if self._fetch is None and now >= self._not_before:
            self._not_before = now + (AT_MOST_EVERY if self._keys else AFTER_FAILURE)
            await self.refresh()
        elif self._fetch is not None:
            await self.refresh()
        return self._keys.get(kid)

    async def refresh(self) -> None:
        """Fetch the keys; all who wait share one fetch, and old keys stay when it fails."""
        if self._fetch is None:
            self._fetch = asyncio.create_task(self._fetch_keys())
            self._fetch.add_done_callback(self._fetched)
        # One who gives up waiting must not take the fetch away from the others.
        await asyncio.shield(self._fetch)

    def _fetched(self, _: asyncio.Task[None]) -> None:
        self._fetch = None

    async def _fetch_keys(self) -> None:
        try:
            metadata = await self._get(self._metadata_url)
            keys = _parse(await self._get(safe_url(str(metadata["jwks_uri"]))))
        except _FAULTS as error:
            _log.warning("signing keys could not be fetched", error=type(error).__name__)
            return
        if keys:
            self._keys = keys
        _log.info("signing keys fetched", count=len(keys))

    async def _get(self, url: str) -> dict[str, Any]:
        async with self._session.get(url, timeout=TIMEOUT, allow_redirects=False) as response:
            if response.status != 200:
                raise ValueError(response.status)
            return orjson.loads(await response.read())


def _parse(jwks: dict[str, Any]) -> dict[str, SigningKey]:
    """Keep the RSA keys; one that cannot be read is left out, not in the way of the others."""
    found: dict[str, SigningKey] = {}
    for raw in cast("list[dict[str, Any]]", jwks["keys"]):
        kid, endorsements = raw.get("kid"), cast("object", raw.get("endorsements"))
        if not isinstance(kid, str) or raw.get("kty") != "RSA":
            continue
        try:
            key = jwt.PyJWK(raw, algorithm="RS256").key
        except jwt.PyJWTError:
            continue
        if isinstance(key, RSAPublicKey):
            names = cast("list[Any]", endorsements) if isinstance(endorsements, list) else []
            found[kid] = SigningKey(key, frozenset(str(name) for name in names))
    return found
