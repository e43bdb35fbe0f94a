"""What committed changes were answered with, so that the same call changes nothing twice."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import bindparam, delete, insert, select

from storage import ids as packing
from storage import tables
from storage.core import is_id, table
from storage.prepared import Listing, Prepared
from storage.unit import Unit

RECEIPT = table(tables.Receipt)

KEPT = timedelta(hours=48)

_SINCE = bindparam("since", type_=RECEIPT.c.at.type)
_FIND = Listing(lambda keys: select(RECEIPT).where(RECEIPT.c.key.in_(keys)))
_MAKE_ROOM = Prepared(
    delete(RECEIPT).where(
        RECEIPT.c.key.in_([bindparam("one"), bindparam("other")]), RECEIPT.c.at <= _SINCE
    )
)
_INSERT = Prepared(insert(RECEIPT))


@dataclass(frozen=True, slots=True)
class ReceiptRow:
    """A change that stands: whose, from which dialog and step, and what came of it."""

    key: str
    viewer: str
    dialog: str
    step: str
    logg: str
    outcome: str
    ids: dict[str, Any]
    at: datetime


def find(unit: Unit, key: str) -> ReceiptRow | None:
    """Give the receipt of a call; whoever asks checks that `viewer` is who asks."""
    return next(iter(found(unit, (key,))), None)


def found(unit: Unit, keys: Sequence[str]) -> list[ReceiptRow]:
    """Give the receipts of a call that is known by a key or two, in their order.

    Those that are too old go, so that there is room for new ones.
    """
    known = [key for key in keys if is_id(key)]
    rows = [_read(row) for row in _FIND.all(unit.reads, known)]
    live = [row for row in rows if row.at > unit.now - KEPT]
    if len(live) < len(rows):
        _MAKE_ROOM.run(unit.db, {"one": known[0], "other": known[-1], "since": unit.now - KEPT})
    return sorted(live, key=lambda row: known.index(row.key))


def _read(row: Any) -> ReceiptRow:
    return ReceiptRow(
        key=row.key,
        viewer=row.viewer,
        dialog=row.dialog,
        step=row.step,
        logg=row.logg,
        outcome=row.outcome,
        ids=packing.unpack(row.ids),
        at=row.at,
    )


def keep(  # noqa: PLR0917 - a row is what it is
    unit: Unit,
    keys: Sequence[str] | str,
    viewer: str,
    dialog: str,
    step: str,
    logg: str,
    outcome: str,
    ids: Mapping[str, Any],
) -> None:
    """Keep the receipt of a change under a key or two; `IntegrityError` when the call has one.

    That one was committed while this turn was under way: the database then runs the turn again, and
    its `find` meets the receipt.
    """
    row = {
        "viewer": viewer,
        "dialog": dialog,
        "step": step,
        "logg": logg,
        "outcome": outcome,
        "ids": packing.pack(ids),
        "at": unit.now,
    }
    keys = (keys,) if isinstance(keys, str) else keys
    _INSERT.run_many(unit.db, [{**row, "key": one} for one in keys])


def purge(unit: Unit) -> int:
    """Delete the receipts that are older than 48 hours; give how many there were."""
    return unit.db.execute(delete(RECEIPT).where(RECEIPT.c.at <= unit.now - KEPT)).rowcount
