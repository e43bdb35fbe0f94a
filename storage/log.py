"""The log: appending to it and reading from it, with the gate's yes in hand."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Row, bindparam, insert, select, update

from domain.bodies import Opened, newest
from domain.chain import entry_hash, first_prev
from domain.codes import INNHOLD, EntryType
from domain.entry import Author, Inside, Outside
from domain.gate import Allow
from storage import tables
from storage.core import table
from storage.envelope import lock_in, open_up, outside_of, typed
from storage.errors import BadEntry, KeyGone, NoGrant, NoSuchEntry
from storage.heads import HEAD, lock_to_write
from storage.prepared import Listing, Prepared
from storage.projections import project
from storage.unit import End, Unit

ENTRY = table(tables.Entry)
_INSERT = Prepared(insert(ENTRY))
_NEW_HEAD = Prepared(insert(HEAD))
_MOVE_HEAD = Prepared(
    update(HEAD)
    .where(HEAD.c.logg == bindparam("log_"))
    .values(seq=bindparam("seq"), hash=bindparam("hash"), at=bindparam("at"))
)
_SOME = Listing(
    lambda seqs: select(ENTRY).where(ENTRY.c.logg == bindparam("logg"), ENTRY.c.seq.in_(seqs))
)


def create(unit: Unit, opened: Opened, author: Author) -> str:
    """Open a new log with its own key and chain; give its id."""
    logg = unit.new_id()
    unit.keys.new_log(logg)
    start = End(0, first_prev(logg), unit.now)
    _NEW_HEAD.run(unit.db, {"logg": logg, **start._asdict()})
    unit.locked[logg] = start  # nobody else knows of it yet
    inside = Inside(
        type=EntryType.OPPRETTET, version=newest(EntryType.OPPRETTET), author=author, body=opened
    )
    append(unit, logg, inside, None)
    return logg


def append(unit: Unit, logg: str, inside: Inside, allow: Allow | None) -> int:
    """Add an entry and project it; give its number.

    Content demands the gate's yes to write in this log, and names the consents that it rests on.
    Raises `NoGrant`, `BadEntry`, `NoSuchLog`, and `KeyGone` for a log that is being erased.
    """
    inside = _checked(logg, inside, allow)
    end = lock_to_write(unit, logg)
    seq, at = end.seq + 1, max(unit.now, end.at)
    outside = Outside(logg=logg, seq=seq, at=at, prev=end.hash)
    ciphertext = lock_in(unit.keys.new_entry(logg, seq), outside, inside)
    digest = entry_hash(outside, ciphertext)
    row = {**outside.model_dump(), "hash": digest, "ciphertext": ciphertext}
    unit.half_done = True
    _INSERT.run(unit.db, row)
    _MOVE_HEAD.run(unit.db, {"log_": logg, "seq": seq, "hash": digest, "at": at})
    unit.locked[logg] = End(seq, digest, at)
    project(unit, logg, seq, at, inside)
    unit.half_done = False
    return seq


def read(unit: Unit, allow: Allow) -> Inside:
    """Decrypt the one entry that a yes is for; raises `NoSuchEntry`, and `KeyGone` when erased."""
    return read_many(unit, (allow,))[0]


def read_many(unit: Unit, allows: Sequence[Allow]) -> list[Inside]:
    """Decrypt the entries of many a yes, in their order; raises as `read` does."""
    wanted: dict[str, list[int]] = {}
    for allow in allows:
        if allow.seq < 1:
            raise NoGrant("A yes to write opens nothing.")
        wanted.setdefault(allow.logg, []).append(allow.seq)
    found: dict[tuple[str, int], Inside] = {}
    for logg, seqs in wanted.items():
        rows = _SOME.all(unit.reads, seqs, logg=logg)
        keys = unit.keys.many(logg, seqs)
        found.update(((logg, row.seq), _opened(row, keys.get(row.seq))) for row in rows)
    for allow in allows:
        if (allow.logg, allow.seq) not in found:
            raise NoSuchEntry(allow.logg, allow.seq)
    return [found[allow.logg, allow.seq] for allow in allows]


def _opened(row: Row[Any], key: bytes | None) -> Inside:
    if key is None:
        raise KeyGone(f"entry {row.seq} of log {row.logg}")
    return open_up(key, outside_of(row), row.ciphertext)


def _checked(logg: str, inside: Inside, allow: Allow | None) -> Inside:
    if allow is not None and (allow.logg, allow.seq) != (logg, 0):
        raise NoGrant("The yes is for something else.")
    if inside.type in INNHOLD and allow is None:
        raise NoGrant("Content needs the gate's yes.")
    consents = inside.consents if allow is None else allow.consents
    if consents != inside.consents:
        inside = inside.model_copy(update={"consents": consents})
    try:
        return typed(inside)
    except ValueError as error:
        raise BadEntry(f"The body is not that of {inside.type}.") from error
