"""Entries as the gate and the timeline need them: who, what kind, when, but never a text."""

from collections.abc import Sequence
from functools import cache
from typing import Any

from sqlalchemy import Integer, Row, Select, bindparam, select

from domain.asking import Item
from domain.codes import REPLIES, EntryType
from storage import tables
from storage.core import is_id, table
from storage.prepared import Listing, Prepared, literals
from storage.unit import Unit

ITEM = table(tables.Item)
STANDS = "gjelder"
HIGHEST = 2**31 - 1
"""The highest number that a column holds; what comes from outside may be anything."""

_OF_LOG = select(ITEM).where(ITEM.c.logg == bindparam("logg"))
_ITEM = Prepared(_OF_LOG.where(ITEM.c.seq == bindparam("seq")))
_OTHER = ITEM.alias("other")


def _hanging(to: Sequence[Any]) -> Select[Any]:
    """Find what hangs on some entries, by the index alone.

    Asked for in one go, SQLite would rather walk the whole log by its primary key.
    """
    return select(_OTHER.c.seq).where(_OTHER.c.logg == bindparam("logg"), _OTHER.c.to_seq.in_(to))


def _on(to: Sequence[Any], *types: EntryType) -> Select[Any]:
    found = _OF_LOG.where(ITEM.c.seq.in_(_hanging(to)), ITEM.c.type.in_(literals(types)))
    return found.order_by(ITEM.c.seq)


_REPLIES = Listing(lambda to: _on(to, *sorted(REPLIES)))
_MISFILINGS = Prepared(_on([bindparam("to")], EntryType.FEILFORT))
_CORRECTIONS = Listing(
    lambda to: (
        _on(to, EntryType.RETTING)
        .with_only_columns(ITEM.c.to_seq, ITEM.c.seq)
        .where(ITEM.c.state == STANDS)
    )
)
"""The standing corrections of some entries, the last one last."""


def item(unit: Unit, logg: str, seq: int) -> Item | None:
    """Give one entry of a log; None when that log has no such number."""
    if not 0 < seq <= HIGHEST:
        return None
    row = _ITEM.first(unit.reads, logg=logg, seq=seq)
    return None if row is None else _item(row)


def page(
    unit: Unit,
    logg: str,
    *,
    before: int | None = None,
    types: Sequence[EntryType] | None = None,
    category: str | None = None,
    limit: int = 20,
) -> list[Item]:
    """List the entries below the number `before`, newest first, of some types and one category.

    What is gone is listed as gone: the gate answers for it, and the next page starts below it.
    """
    if types is not None and not types:
        return []
    if category is not None and not is_id(category):
        return []
    below = HIGHEST if before is None else max(0, min(before, HIGHEST))
    asked = {"logg": logg, "below": below, "limit": limit, "category": category}
    page = _page(None if types is None else tuple(types), category is not None)
    return [_item(row) for row in page.all(unit.reads, **asked)]


@cache
def _page(types: tuple[EntryType, ...] | None, of_category: bool) -> Prepared:
    found = _OF_LOG.where(ITEM.c.seq < bindparam("below"))
    if types is not None:
        found = found.where(ITEM.c.type.in_(literals(types)))
    if of_category:
        found = found.where(ITEM.c.category == bindparam("category"))
    return Prepared(found.order_by(ITEM.c.seq.desc()).limit(bindparam("limit", type_=Integer)))


def replies(unit: Unit, logg: str, seq: int) -> list[Item]:
    """List what hangs on an entry (kommentar, takk, retting), oldest first."""
    return replies_to(unit, logg, (seq,)).get(seq, [])


def replies_to(unit: Unit, logg: str, seqs: Sequence[int]) -> dict[int, list[Item]]:
    """Give the replies of many entries at once, oldest first; an entry without any is left out."""
    found: dict[int, list[Item]] = {}
    for row in _REPLIES.all(unit.reads, seqs, logg=logg):
        found.setdefault(row.to_seq, []).append(_item(row))
    return found


def misfilings(unit: Unit, logg: str, seq: int) -> list[Item]:
    """List the words that say an entry stands in the wrong log, oldest first."""
    rows = _MISFILINGS.all(unit.reads, logg=logg, to=seq)
    return [_item(row) for row in rows]


def target_of(unit: Unit, logg: str, seq: int) -> int | None:
    """Give the number of the entry that a reply or a misfiling is about."""
    found = select(ITEM.c.to_seq).where(ITEM.c.logg == logg, ITEM.c.seq == seq)
    return unit.db.execute(found).scalar()


def newest_version(unit: Unit, logg: str, seq: int) -> int:
    """Give the number of the entry whose text is shown for an entry: its last standing retting."""
    return newest_versions(unit, logg, (seq,))[seq]


def newest_versions(unit: Unit, logg: str, seqs: Sequence[int]) -> dict[int, int]:
    """Give the newest version of many entries at once; an uncorrected one is its own."""
    newest = {seq: seq for seq in seqs}
    looking = set(newest)
    while looking:
        rows = _CORRECTIONS.all(unit.reads, sorted(looking), logg=logg)
        corrected = {row.to_seq: row.seq for row in rows}
        newest = {seq: corrected.get(at, at) for seq, at in newest.items()}
        looking = set(corrected.values())
    return newest


def _item(row: Row[Any]) -> Item:
    return Item(
        logg=row.logg,
        seq=row.seq,
        type=EntryType(row.type),
        author=row.author,
        category=row.category,
        purpose=row.purpose,
        at=row.at,
        hidden=row.hidden,
        about=tuple(int(no) for no in row.about.split(",") if no),
        gone=row.state != STANDS,
    )
