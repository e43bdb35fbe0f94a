"""What committed changes were answered with, so that the same call changes nothing twice."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import bindparam, delete, insert, select

from storage import ids as packing
from storage import tables
from storage.core import is_id, table
from storage.unit import Unit

RECEIPT = table(tables.Receipt)

KEPT = timedelta(hours=48)

_FIND = select(RECEIPT).where(
    RECEIPT.c.key == bindparam("key"), RECEIPT.c.at > bindparam("since", type_=RECEIPT.c.at.type)
)
_MAKE_ROOM = delete(RECEIPT).where(
    RECEIPT.c.key == bindparam("key_"), RECEIPT.c.at <= bindparam("until", type_=RECEIPT.c.at.type)
)
_INSERT = insert(RECEIPT)


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
    if not is_id(key):
        return None
    row = unit.db.execute(_FIND, {"key": key, "since": unit.now - KEPT}).first()
    if row is None:
        return None
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
    key: str,
    viewer: str,
    dialog: str,
    step: str,
    logg: str,
    outcome: str,
    ids: Mapping[str, Any],
) -> None:
    """Keep the receipt of a change; raises `IntegrityError` when the same call has one.

    That one was committed while this turn was under way: the database then runs the turn again, and
    its `find` meets the receipt.
    """
    row = {
        "key": key,
        "viewer": viewer,
        "dialog": dialog,
        "step": step,
        "logg": logg,
        "outcome": outcome,
        "ids": packing.pack(ids),
        "at": unit.now,
    }
    unit.db.execute(_MAKE_ROOM, {"key_": key, "until": unit.now - KEPT})
    unit.db.execute(_INSERT, row)


def purge(unit: Unit) -> int:
    """Delete the receipts that are older than 48 hours; give how many there were."""
    return unit.db.execute(delete(RECEIPT).where(RECEIPT.c.at <= unit.now - KEPT)).rowcount
