"""An issuer that serves, a session, and an authenticator that trusts the one over the other."""

from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import aiohttp
import pytest

from bot.auth import Authenticator
from bot.openid import KeySource
from domain.clock import system_clock
from storage.database import Database
from tests.support import databases
from tests.support.clocks import StillClock
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


@pytest.fixture
def sqlite(sqlite_template: Path, tmp_path: Path, clock: StillClock) -> Iterator[Database]:
    """Give a database of its own on SQLite, which is what the edge needs to be tested with."""
    url = databases.copy_sqlite(sqlite_template, tmp_path)
    with databases.opened(url, clock) as one:
        yield one
