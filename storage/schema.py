"""The database's version: brought forward by Alembic, checked at every start."""

from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, inspect, make_url, select

from storage import triggers
from storage.engines import is_sqlite, keys_address, open_engine, transaction
from storage.errors import Ahead, Behind, Unguarded
from storage.key_tables import KEY_VERSION, METADATA, VERSION

_MIGRATIONS = Path(__file__).with_name("migrations")
_ONE_AT_A_TIME = "SELECT pg_advisory_xact_lock(7241953)"
_OWN_SCHEMA = """
    DO $$ BEGIN IF current_setting('search_path') = 'nokler' THEN
    CREATE SCHEMA IF NOT EXISTS nokler; END IF; END $$
"""
_NOTHING = "0"


def upgrade(url: str, keys_url: str | None) -> None:
    """Bring a database and its key store to this program's version; new ones are made."""
    keys_url = keys_address(url, keys_url)
    for address in (keys_url, url):
        _make_file(address)
    with _connected(keys_url) as db, _alone(db):
        _upgrade_keys(db)
    with _connected(url) as db, _alone(db):
        _refuse_newer("database", version(db), known())
        command.upgrade(config(db), "head")
        triggers.install(db)  # a batch migration drops them silently


def check(url: str, keys_url: str | None, *, guarded: bool = True) -> None:
    """Raise `Behind` or `Ahead`, and (`guarded`) `Unguarded` when a trigger does not stand."""
    with _connected(keys_address(url, keys_url)) as db:
        _refuse_other("key store", _keys_version(db), [str(VERSION)])
    with _connected(url) as db:
        _refuse_other("database", version(db), known())
        if guarded:
            assert_triggers(db)


def assert_triggers(db: Connection) -> None:
    """Raise `Unguarded` when a trigger that protects the log does not stand."""
    gone = triggers.missing(db)
    if gone:
        raise Unguarded(gone)


def config(db: Connection) -> Config:
    """Give Alembic's settings for a connection."""
    settings = Config()
    settings.set_main_option("script_location", str(_MIGRATIONS))
    settings.set_main_option("path_separator", "os")
    settings.attributes["connection"] = db
    return settings


def known() -> list[str]:
    """List the database versions that this program knows, newest first."""
    return [script.revision for script in ScriptDirectory(str(_MIGRATIONS)).walk_revisions()]


def version(db: Connection) -> str:
    """Give a database's version."""
    return MigrationContext.configure(db).get_current_revision() or _NOTHING


def _refuse_other(what: str, found: str, versions: list[str]) -> None:
    _refuse_newer(what, found, versions)
    if found != versions[0]:
        raise Behind(what, found)


def _refuse_newer(what: str, found: str, versions: list[str]) -> None:
    if found not in {*versions, _NOTHING}:
        raise Ahead(what, found)


def _keys_version(db: Connection) -> str:
    if not inspect(db).has_table(KEY_VERSION.name):
        return _NOTHING
    return str(db.execute(select(KEY_VERSION.c.version)).scalar() or _NOTHING)


def _upgrade_keys(db: Connection) -> None:
    if db.dialect.name == "postgresql":
        db.exec_driver_sql(_OWN_SCHEMA)
    found = _keys_version(db)
    _refuse_newer("key store", found, [str(VERSION)])
    if found == _NOTHING:
        METADATA.create_all(db)
        db.execute(KEY_VERSION.insert().values(version=VERSION))


@contextmanager
def _connected(url: str) -> Generator[Connection]:
    engine = open_engine(url, 1)
    try:
        with engine.connect() as db:
            yield db
    finally:
        engine.dispose()


@contextmanager
def _alone(db: Connection) -> Generator[None]:
    """Hold one transaction that no other upgrade shares."""
    if db.dialect.name == "sqlite":
        with transaction(db, "BEGIN IMMEDIATE"):
            yield
    else:
        with transaction(db):
            db.exec_driver_sql(_ONE_AT_A_TIME)
            yield


def _make_file(url: str) -> None:
    """Make a SQLite file that its owner alone may read; its journals take after it."""
    if is_sqlite(url):
        path = Path(make_url(url).database or "")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch(mode=0o600)
