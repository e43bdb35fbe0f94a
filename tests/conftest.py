"""What every test can ask for: a clock, and a database on each engine."""

from collections.abc import Generator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from storage.database import Database
from tests.support import databases, postgres
from tests.support.clocks import StillClock


@pytest.fixture
def clock() -> StillClock:
    """Give a clock that stands still."""
    return StillClock()


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make an empty SQLite database at the newest version, to be copied."""
    return databases.make_template(tmp_path_factory.mktemp("sqlite"))


@pytest.fixture(scope="session")
def postgres_server() -> Generator[postgres.Server]:
    """Start a real PostgreSQL when the first test asks for it.

    Its folder is its own: every other run of pytest on the machine closes pytest's common one to
    `nobody`, whom the server runs as.
    """
    with (
        TemporaryDirectory(prefix="stafett-postgres-") as folder,
        postgres.running(Path(folder)) as server,
    ):
        yield server


@pytest.fixture(params=["sqlite", "postgres"])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> Generator[str]:
    """Give the address of an empty database, on each engine in turn."""
    if request.param == "sqlite":
        yield databases.copy_sqlite(request.getfixturevalue("sqlite_template"), tmp_path)
    else:
        server: postgres.Server = request.getfixturevalue("postgres_server")
        with server.fresh() as url:
            yield url


@pytest.fixture
def database(database_url: str, clock: StillClock) -> Generator[Database]:
    """Open an empty database, on each engine in turn."""
    with databases.opened(database_url, clock) as database:
        yield database


@pytest.fixture
def sqlite_url(sqlite_template: Path, tmp_path: Path) -> str:
    """Give the address of an empty SQLite database, for what only SQLite does."""
    return databases.copy_sqlite(sqlite_template, tmp_path)


@pytest.fixture
def sqlite_database(sqlite_url: str, clock: StillClock) -> Generator[Database]:
    """Open an empty SQLite database, for what only SQLite does."""
    with databases.opened(sqlite_url, clock) as database:
        yield database


@pytest.fixture
def postgres_url(postgres_server: postgres.Server) -> Generator[str]:
    """Give the address of an empty PostgreSQL database, for what only PostgreSQL does."""
    with postgres_server.fresh() as url:
        yield url


@pytest.fixture
def postgres_database(postgres_url: str, clock: StillClock) -> Generator[Database]:
    """Open an empty PostgreSQL database, for what only PostgreSQL does."""
    with databases.opened(postgres_url, clock) as database:
        yield database
