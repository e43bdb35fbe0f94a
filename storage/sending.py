"""The last step to the driver: a command and its values, past all that SQLAlchemy does before it.

SQLAlchemy takes ten times as long to send a statement as SQLite takes to carry it out, so what
every turn says goes this way. Listeners for `before_cursor_execute` hear it, and what fails is
raised as SQLAlchemy raises it.
"""

from collections.abc import Sequence
from typing import Any, cast

from sqlalchemy import Connection
from sqlalchemy.exc import DBAPIError

_CURSOR = "stafett.cursor"


def send(db: Connection, command: str, values: Sequence[Any] = ()) -> Any:
    """Send a command with its values in order, and give the driver's cursor."""
    driver = _way(db)
    for hear in cast("Any", db).dispatch.before_cursor_execute:
        hear(db, None, command, tuple(values), None, False)
    try:
        return driver.execute(command, values) if values else driver.execute(command)
    except _errors(db) as error:
        raise told(db, command, error) from error


def send_many(db: Connection, command: str, rows: Sequence[Sequence[Any]]) -> None:
    """Send a command once for each row of values; what they give back is not asked for."""
    driver = driver_of(db)
    for hear in cast("Any", db).dispatch.before_cursor_execute:
        hear(db, None, command, rows, None, True)
    try:
        driver.cursor().executemany(command, rows)
    except _errors(db) as error:
        raise told(db, command, error) from error


def _way(db: Connection) -> Any:
    """Give what carries a command out: what it gives back is read before the next one is sent."""
    driver, held = driver_of(db), db.info
    if _CURSOR not in held:  # psycopg takes its time to make one, SQLite's connection is one
        held[_CURSOR] = driver if db.dialect.name == "sqlite" else driver.cursor()
    return held[_CURSOR]


def driver_of(db: Connection) -> Any:
    """Give the connection below SQLAlchemy's; raises when it is lost and nobody has rolled back."""
    if not db.in_transaction():
        db.begin()  # sends nothing, but keeps a lost connection from being silently opened anew
    return db.connection.dbapi_connection


def told(db: Connection, command: str, error: Exception) -> BaseException:
    """Give a driver's error as SQLAlchemy's; a connection that is lost is given up."""
    lost = db.dialect.is_disconnect(cast("Any", error), cast("Any", db.connection), None)
    if lost:
        db.invalidate(error)
    return DBAPIError.instance(
        command,
        None,
        error,
        _errors(db),
        hide_parameters=True,
        connection_invalidated=lost,
        dialect=db.dialect,
    )


def _errors(db: Connection) -> type[Exception]:
    return db.dialect.loaded_dbapi.Error
