"""The small port through which the bot proves who it is, and the ways to fill it."""

import asyncio
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from azure.core.credentials_async import AsyncTokenCredential
from azure.core.exceptions import ClientAuthenticationError, HttpResponseError
from azure.identity.aio import ClientSecretCredential, ManagedIdentityCredential

from bot.settings import AppType, Settings

MARGIN = 300.0
"""Seconds before its end at which a token is changed for a new one."""
TIMEOUT = 10.0


class CredentialError(Exception):
    """No token was to be had; the text holds no secret."""


@dataclass(frozen=True, slots=True)
class Token:
    """A bearer token and when it ends, in seconds since 1970."""

    value: str
    expires: float


class Credential(Protocol):
    """Where tokens come from."""

    async def token(self) -> Token:
        """Fetch a token; raises `CredentialError`."""
        ...

    async def close(self) -> None:
        """Let go of what is held open."""
        ...


class StaticCredential:
    """A fixed token: for a Connector on this machine alone."""

    def __init__(self, value: str) -> None:
        self._token = Token(value, float("inf"))

    async def token(self) -> Token:
        """Give the fixed token."""
        return self._token

    async def close(self) -> None:
        """Do nothing: nothing is open."""


class AzureCredential:
    """One shared azure-identity credential for one scope."""

    def __init__(self, inner: AsyncTokenCredential, scope: str) -> None:
        self._inner = inner
        self._scope = scope

    async def token(self) -> Token:
        """Ask Entra for a token; raises `CredentialError` when there is none within 10 s."""
        try:
            async with asyncio.timeout(TIMEOUT):
                found = await self._inner.get_token(self._scope)
        except (ClientAuthenticationError, HttpResponseError, TimeoutError) as error:
            raise CredentialError(type(error).__name__) from None
        return Token(found.token, float(found.expires_on))

    async def close(self) -> None:
        """Close the credential's own connections."""
        await self._inner.close()


class TokenCache:
    """Keeps one token until it nears its end; those who ask at once share one fetch."""

    def __init__(self, credential: Credential, now: Callable[[], float] = time.time) -> None:
        self._credential = credential
        self._now = now
        self._token: Token | None = None
        self._lock = asyncio.Lock()

    async def get(self) -> str:
        """Give a token that holds for a while yet; raises `CredentialError`."""
        if self._fresh() is None:
            async with self._lock:
                if self._fresh() is None:
                    self._token = await self._credential.token()
        return self._token.value if self._token else ""

    def forget(self, value: str) -> None:
        """Drop a token that the other end would not take."""
        if self._token is not None and self._token.value == value:
            self._token = None

    def _fresh(self) -> Token | None:
        held = self._token
        return held if held is not None and held.expires - MARGIN > self._now() else None


def make_credential(settings: Settings, scope: str = "") -> Credential:
    """Build the credential that the settings ask for; `scope` is the Connector's unless given."""
    if settings.app_type is AppType.STATISK:
        return StaticCredential(settings.app_token.get_secret_value())
    if settings.app_type is AppType.SINGLETENANT:
        secret = settings.app_password.get_secret_value()
        inner: AsyncTokenCredential = ClientSecretCredential(
            settings.tenants[0], settings.app_id, secret
        )
    else:
        inner = ManagedIdentityCredential(client_id=settings.app_id)
    return AzureCredential(inner, scope or settings.token_scope)
