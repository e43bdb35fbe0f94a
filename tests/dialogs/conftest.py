"""A team of people on a database of their own: SQLite, since the rules are the same on both."""

from collections.abc import Generator
from pathlib import Path

import pytest

from domain.policy import load_policy
from tests.support import databases
from tests.support.clocks import StillClock
from tests.support.team import Team


@pytest.fixture
def team(sqlite_template: Path, tmp_path: Path, clock: StillClock) -> Generator[Team]:
    """Give people who do things, as Teams would carry it."""
    url = databases.copy_sqlite(sqlite_template, tmp_path)
    with databases.opened(url, clock) as database:
        yield Team(database, clock, load_policy())
