"""An issuer that serves, a session, and an authenticator that trusts the one over the other."""

from collections.abc import AsyncIterator, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import aiohttp
import pytest

from bot.auth import Authenticator
from bot.openid import KeySource
from domain.clock import system_clock
from domain.policy import load_policy
from storage import schema
from storage.database import Database
from tests.support.issuer import APP_ID, ISSUER, TENANT, Issuer, serving


@pytest.fixture
async def issuer() -> AsyncIterator[Issuer]:
    async with serving() as one:
        yield one


@pytest.fixture
async def session() -> AsyncIterator[aiohttp.ClientSession]:
    async with aiohttp.ClientSession() as one:
        yield one


@pytest.fixture
def authenticator(issuer: Issuer, session: aiohttp.ClientSession) -> Authenticator:
    return Authenticator(
        KeySource(session, f"{issuer.url}metadata"),
        app_id=APP_ID,
        issuer=ISSUER,
        tenants=(TENANT,),
        clock=system_clock,
    )


class Hand:
    """A clock that stands still until it is moved."""

    def __init__(self) -> None:
        self.at = datetime(2026, 3, 2, 8, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.at

    def moves(self, **by: float) -> None:
        self.at += timedelta(**by)


@pytest.fixture
def hand() -> Hand:
    return Hand()


@pytest.fixture
def sqlite(tmp_path: Path, hand: Hand) -> Iterator[Database]:
    """Give a database of its own on SQLite, which is what the edge needs to be tested with."""
    url = f"sqlite:///{tmp_path / 'stafett.db'}"
    schema.upgrade(url, None)
    one = Database(url, keys_url=None, master_key=bytes(32), clock=hand, policy=load_policy())
    yield one
    one.close()
