"""Corrections, and entries in the wrong log: hidden at the first word, erased at the second."""

from typing import Any

from sqlalchemy import and_, bindparam, func, select, update

from domain.bodies import Correction, Misfiled
from domain.codes import INNHOLD, REPLIES, EntryType
from storage import erasures, people, tables
from storage.core import table
from storage.errors import BadEntry
from storage.unit import Unit

ITEM = table(tables.Item)
PARTICIPANT = table(tables.Participant)
STANDS, MISFILED, DELETED = "gjelder", "feilfort", "slettet"

ERASED: dict[str, Any] = {
    "type": EntryType.FEILFORT,
    "author": 0,
    "service": "",
    "role": "",
    "category": "",
    "purpose": "",
    "hidden": False,
    "about": "",
    "to_seq": None,
    "replaced_by": None,
    "state": DELETED,
}
"""What is left of an entry whose key is to be destroyed: that it was misfiled, and its number."""

_ITEM = select(ITEM).where(ITEM.c.logg == bindparam("logg"), ITEM.c.seq == bindparam("seq"))
_HANGING = select(ITEM.c.seq).where(
    ITEM.c.logg == bindparam("logg"),
    ITEM.c.to_seq.in_(bindparam("seqs", expanding=True)),
    ITEM.c.type.in_(sorted(REPLIES)),
)
_LAST = select(func.max(ITEM.c.seq)).where(
    ITEM.c.logg == bindparam("logg"),
    ITEM.c.to_seq == bindparam("seq"),
    ITEM.c.type == EntryType.RETTING,
    ITEM.c.state == STANDS,
)
_PEOPLE = select(PARTICIPANT.c.person).where(
    PARTICIPANT.c.logg == bindparam("logg"),
    PARTICIPANT.c.no.in_(bindparam("nos", expanding=True)),
)


def corrected(unit: Unit, logg: str, seq: int, body: Correction) -> None:
    """Say of an entry which one has its newest text."""
    _set(unit, logg, [body.to], replaced_by=seq)


def misfiled(unit: Unit, logg: str, author: int, body: Misfiled) -> None:
    """Hide an entry and what hangs on it; at a second person's word, order their erasure.

    Raises `BadEntry` when the entry is not content of this log, or the second word is no second.
    """
    target = unit.db.execute(_ITEM, {"logg": logg, "seq": body.to}).first()
    if target is not None and target.state == DELETED:
        return  # as every replay finds it
    if target is None or target.type not in INNHOLD:
        raise BadEntry(f"Entry {body.to} of log {logg} is not one that can be misfiled.")
    doomed = _with_replies(unit, logg, body.to)
    if body.yes_to is None:
        _set(unit, logg, doomed, state=MISFILED)
    else:
        _check_second(unit, logg, author, body.to, body.yes_to)
        _set(unit, logg, doomed, **ERASED)
        erasures.order(unit, logg, *doomed)
    if target.type == EntryType.RETTING:
        before = unit.db.execute(_LAST, {"logg": logg, "seq": target.to_seq}).scalar()
        _set(unit, logg, [target.to_seq], replaced_by=before)


def _check_second(unit: Unit, logg: str, author: int, to: int, first: int) -> None:
    word = unit.db.execute(_ITEM, {"logg": logg, "seq": first}).first()
    if word is None or (word.type, word.to_seq) != (EntryType.FEILFORT, to):
        raise BadEntry(f"Entry {first} of log {logg} does not say that {to} is misfiled.")
    named = {word.author, author}
    rows = unit.db.execute(_PEOPLE, {"logg": logg, "nos": sorted(named)})
    if len({people.root(unit, row.person) for row in rows}) < 2:
        raise BadEntry(f"Entry {to} of log {logg} is erased only when two people say so.")


def _with_replies(unit: Unit, logg: str, seq: int) -> list[int]:
    """List an entry, its replies and corrections, theirs, and so on."""
    found, looking = [seq], [seq]
    while looking:
        hanging = unit.db.execute(_HANGING, {"logg": logg, "seqs": looking})
        looking = [seq for seq in hanging.scalars() if seq not in found]
        found += looking
    return found


def _set(unit: Unit, logg: str, seqs: list[int], **values: Any) -> None:
    which = and_(ITEM.c.logg == logg, ITEM.c.seq.in_(seqs))
    unit.db.execute(update(ITEM).where(which).values(**values))
