"""The end of each log's chain: the row that a writer locks before anything is decided."""

from sqlalchemy import bindparam, select

from storage import tables
from storage.core import table
from storage.errors import LockFirst, NoSuchLog
from storage.prepared import Prepared
from storage.unit import End, Unit

HEAD = table(tables.Head)
_LOCK = Prepared(
    select(HEAD.c.seq, HEAD.c.hash, HEAD.c.at)
    .where(HEAD.c.logg == bindparam("logg"))
    .with_for_update()
)


def lock(unit: Unit, logg: str) -> End:
    """Lock a log until the turn ends; what is read after it stays true. Raises `NoSuchLog`.

    A step that may write calls this before it asks the ledger anything.
    """
    if logg not in unit.locked:
        row = _LOCK.first(unit.reads, logg=logg)
        if row is None:
            raise NoSuchLog(logg)
        unit.locked[logg] = End(row.seq, row.hash, row.at)
    return unit.locked[logg]


def lock_to_write(unit: Unit, logg: str) -> End:
    """Lock a log that is written to; raises `LockFirst` when the turn decided without the lock."""
    if not unit.alone and logg not in unit.locked:
        unit.must_lock = logg
        raise LockFirst(logg)
    return lock(unit, logg)
