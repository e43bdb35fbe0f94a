"""How the two engines are opened: the driver never begins a transaction by itself."""

from collections.abc import Generator
from contextlib import contextmanager, suppress
from typing import Any, Protocol, cast

from sqlalchemy import Connection, Engine, create_engine, event, make_url
from sqlalchemy.exc import SQLAlchemyError

from storage.sending import send

_PRAGMAS = (
    "PRAGMA busy_timeout = 5000",
    "PRAGMA journal_mode = WAL",
    "PRAGMA synchronous = FULL",
    "PRAGMA secure_delete = ON",
    "PRAGMA recursive_triggers = ON",
    "PRAGMA foreign_keys = ON",
    "PRAGMA temp_store = MEMORY",  # where savepoints keep what they may have to put back
    "PRAGMA cache_size = -65536",
)
_NOKLER = "-c search_path=nokler"


class _Driver(Protocol):
    """What is used of a connection below SQLAlchemy."""

    in_transaction: bool

    def cursor(self) -> Any: ...


def is_sqlite(url: str) -> bool:
    """Tell whether a database address means SQLite."""
    return make_url(url).get_backend_name() == "sqlite"


def keys_address(url: str, keys_url: str | None) -> str:
    """Give the key store's address: its own, or a file or schema beside the database."""
    if keys_url is not None:
        return keys_url
    address = make_url(url)
    if is_sqlite(url):
        address = address.set(database=f"{address.database}.keys")
    else:
        asked = address.query.get("options", "")
        address = address.update_query_dict({"options": f"{asked} {_NOKLER}".strip()})
    return address.render_as_string(hide_password=False)


def open_engine(url: str, connections: int = 4) -> Engine:
    """Open an engine whose transactions begin and end only where we say so."""
    if not is_sqlite(url):
        return create_engine(
            url,
            isolation_level="AUTOCOMMIT",
            hide_parameters=True,
            paramstyle="format",
            pool_size=connections,
            max_overflow=4,
        )
    engine = create_engine(
        url,
        isolation_level="AUTOCOMMIT",
        hide_parameters=True,
        connect_args={"cached_statements": 512},
    )
    event.listen(engine, "connect", _set_pragmas)
    return engine


def _set_pragmas(driver: _Driver, _record: object) -> None:
    cursor = driver.cursor()
    for pragma in _PRAGMAS:
        cursor.execute(pragma)
    cursor.close()


def say(db: Connection, command: str) -> None:
    """Send BEGIN, COMMIT, SAVEPOINT and the like past SQLAlchemy's own bookkeeping."""
    send(db, command)


def begun(db: Connection) -> bool:
    """Tell whether a transaction is open and healthy, as the driver knows it."""
    driver = cast("Any", db.connection.dbapi_connection)
    if db.dialect.name == "sqlite":
        return bool(driver.in_transaction)
    return driver.info.transaction_status.name == "INTRANS"


def give_up(db: Connection) -> None:
    """Roll back; a connection that is lost already has rolled back."""
    with suppress(SQLAlchemyError):
        say(db, "ROLLBACK")
    if db.invalidated:
        db.rollback()  # lets SQLAlchemy connect anew


@contextmanager
def transaction(db: Connection, begin: str = "BEGIN") -> Generator[None]:
    """Commit what is done inside, or roll it back when an exception leaves it."""
    say(db, begin)
    try:
        yield
    except BaseException:
        give_up(db)
        raise
    say(db, "COMMIT")
