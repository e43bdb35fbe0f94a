"""The second door to plaintext: a whole log at once, for rebuild, deep verify and archive alone.

Nothing here asks the gate, so each opening is logged, and a test holds who may come this way.
"""

from collections.abc import Iterator, Sequence
from typing import Any, Literal, NamedTuple

import structlog
from sqlalchemy import BigInteger, Row, bindparam, select

from domain.entry import Inside, Outside
from storage import tables
from storage.core import table
from storage.envelope import open_up, outside_of
from storage.erasures import WHOLE_LOG, ordered
from storage.errors import BadEntry, BadSeal, KeyGone
from storage.unit import Unit

Purpose = Literal["rebuild", "verify", "archive"]
ENTRY = table(tables.Entry)
PAGE = 500
BEFORE_ALL = -(2**31) - 1
"""Below every number that the column can hold, those that no entry should have too."""

_PAGE = (
    select(ENTRY)
    .where(ENTRY.c.logg == bindparam("logg"), ENTRY.c.seq > bindparam("after", type_=BigInteger))
    .order_by(ENTRY.c.seq)
    .limit(PAGE)
)
_log = structlog.get_logger()


class Seen(NamedTuple):
    """An entry with its inside, or with the code of what is wrong with that.

    `erased` says that its key is destroyed, or is to be, because somebody ordered it. Codes:
    `nokkel` (no key, and no order), `innhold` (it does not open), `form` (no known body).
    """

    outside: Outside
    ciphertext: bytes
    inside: Inside | None
    erased: bool = False
    wrong: str = ""


def walk_inside(unit: Unit, logg: str, why: Purpose) -> Iterator[Seen]:
    """Walk a log's entries in order, each decrypted unless it is erased; reads a page at a time."""
    _log.info("system_reads", logg=logg, why=why)
    erased, after = ordered(unit, logg), BEFORE_ALL
    while rows := unit.db.execute(_PAGE, {"logg": logg, "after": after}).all():
        after = rows[-1].seq
        keys = {} if WHOLE_LOG in erased else _keys(unit, logg, [row.seq for row in rows])
        for row in rows:
            gone = bool(erased & {WHOLE_LOG, row.seq})
            yield _seen(row, keys.get(row.seq), gone=gone)


def _keys(unit: Unit, logg: str, seqs: Sequence[int]) -> dict[int, bytes]:
    """Give the keys of a page; those that are gone or changed are left out, one by one."""
    try:
        return unit.keys.many(logg, seqs)
    except (KeyGone, BadSeal):
        if len(seqs) == 1:
            return {}
        half = len(seqs) // 2
        return _keys(unit, logg, seqs[:half]) | _keys(unit, logg, seqs[half:])


def _seen(row: Row[Any], key: bytes | None, *, gone: bool) -> Seen:
    outside, ciphertext = outside_of(row), row.ciphertext
    if gone:
        return Seen(outside, ciphertext, None, erased=True)
    if key is None:
        return Seen(outside, ciphertext, None, wrong="nokkel")
    try:
        return Seen(outside, ciphertext, open_up(key, outside, ciphertext))
    except BadSeal:
        return Seen(outside, ciphertext, None, wrong="innhold")
    except BadEntry:
        return Seen(outside, ciphertext, None, wrong="form")
