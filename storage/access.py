"""Who met which entries through which door: one row a turn and log, kept on its own terms."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import NamedTuple

from sqlalchemy import delete, insert, select

from domain.codes import Door
from storage import tables
from storage.core import table
from storage.prepared import Prepared
from storage.unit import Unit

ACCESS = table(tables.Access)
_INSERT = Prepared(insert(ACCESS))


class Reader(NamedTuple):
    """Somebody who met an entry: when first, and through which door."""

    viewer: str
    at: datetime
    door: Door


def record(
    unit: Unit,
    *,
    logg: str,
    viewer: str,
    dialog: str,
    door: Door,
    seqs: Sequence[int],
    outcome: str,
) -> None:
    """Keep who met what; `seqs` are the entries shown or written, so a refusal has none."""
    row = {
        "id": unit.next_id(),
        "at": unit.now,
        "logg": logg,
        "viewer": viewer,
        "dialog": dialog,
        "door": door,
        # Commas on both sides, so that 1 is not found in 11.
        "seqs": f",{','.join(str(seq) for seq in seqs)}," if seqs else "",
        "outcome": outcome,
    }
    _INSERT.run(unit.db, row)


def readers(unit: Unit, logg: str, seq: int) -> list[Reader]:
    """List everybody who met an entry, its author too, once each, in the order they first did."""
    named = (ACCESS.c.logg == logg) & ACCESS.c.seqs.contains(f",{seq},")
    found = select(ACCESS.c.viewer, ACCESS.c.at, ACCESS.c.door).where(named)
    first: dict[str, Reader] = {}
    for row in unit.db.execute(found.order_by(ACCESS.c.at, ACCESS.c.viewer, ACCESS.c.id)):
        first.setdefault(row.viewer, Reader(row.viewer, row.at, Door(row.door)))
    return list(first.values())


def purge(unit: Unit, older_than: timedelta) -> int:
    """Delete the rows older than this; give how many there were."""
    old = ACCESS.c.at < unit.now - older_than
    return unit.db.execute(delete(ACCESS).where(old)).rowcount
