"""The key store: wrapped keys in a database of their own, read, added and destroyed."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, Table, bindparam, delete, insert, select

from storage.engines import is_sqlite, open_engine, transaction
from storage.errors import StoreBusy
from storage.key_tables import ENTRY_KEY, LOG_KEY, PERSON_KEY
from storage.prepared import Listing, Prepared

Row = dict[str, Any]
"""A key on its way into a table: the columns of its primary key, and `wrapped`."""

_ENTRIES = Listing(
    lambda seqs: select(ENTRY_KEY.c.seq, ENTRY_KEY.c.wrapped).where(
        ENTRY_KEY.c.logg == bindparam("logg"), ENTRY_KEY.c.seq.in_(seqs)
    )
)
_LOG = Prepared(select(LOG_KEY.c.wrapped).where(LOG_KEY.c.logg == bindparam("logg")))
_PERSONS = Listing(
    lambda persons: select(PERSON_KEY.c.person, PERSON_KEY.c.wrapped).where(
        PERSON_KEY.c.person.in_(persons)
    )
)
_INSERTS = {name.name: Prepared(insert(name)) for name in (ENTRY_KEY, LOG_KEY, PERSON_KEY)}


class KeyStore:
    """Holds the engine and the master key; every connection of it serves one session."""

    def __init__(self, url: str, master_key: bytes, connections: int = 4) -> None:
        self.master = master_key
        self._sqlite = is_sqlite(url)
        self._engine = open_engine(url, connections)

    def connect(self) -> Connection:
        """Open a connection that commits by itself."""
        return self._engine.connect()

    def close(self) -> None:
        """Close what is open."""
        self._engine.dispose()

    def destroy(self, db: Connection, doomed: Sequence[tuple[Table, Row]]) -> None:
        """Delete keys by table and columns, and see to it that no page still holds them."""
        with transaction(db):
            for keys, where in doomed:
                db.execute(delete(keys).filter_by(**where))
        self._scrub(db, {keys.name for keys, _ in doomed})

    def _scrub(self, db: Connection, names: set[str]) -> None:
        if not self._sqlite:
            for name in sorted(names):
                db.exec_driver_sql(f"VACUUM {name}")
            return
        # secure_delete has zeroed the page in the journal; the file itself is behind until this.
        busy = db.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)").scalar_one()
        if busy:
            raise StoreBusy("The key store is in use; the erasure is tried again later.")


def entry_keys(db: Connection, logg: str, seqs: Sequence[int]) -> dict[int, bytes]:
    """Give the wrapped keys of a log's entries, those that are there."""
    return {row.seq: row.wrapped for row in _ENTRIES.all(db, seqs, logg=logg)}


def log_key(db: Connection, logg: str) -> bytes | None:
    """Give a log's wrapped key."""
    return _LOG.scalar(db, logg=logg)


def person_keys(db: Connection, persons: Sequence[str]) -> dict[str, bytes]:
    """Give people's wrapped keys, those that are there."""
    return {row.person: row.wrapped for row in _PERSONS.all(db, persons)}


def add(db: Connection, new: dict[str, list[Row]]) -> None:
    """Add keys by table name in one transaction; a key that is there already is an error."""
    if sum(len(rows) for rows in new.values()) == 1:  # the usual one needs no transaction said
        for name, rows in new.items():
            _INSERTS[name].run(db, rows[0])
        return
    with transaction(db):
        for name, rows in new.items():
            _INSERTS[name].run_many(db, rows)
