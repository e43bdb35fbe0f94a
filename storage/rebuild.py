"""Prove that the projections are what the log says, or make them so."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Table, delete, insert, select, union

from storage import erasures, heads
from storage.database import Database
from storage.erasures import ERASURE
from storage.errors import BadEntry, NoSuchLog
from storage.replay import PROJECTIONS, Rows, log_column, replayed, rows_of, scratch
from storage.system import ENTRY
from storage.unit import Unit

Progress = Callable[[int, int], None]
"""Is told how many logs are done, and of how many."""


@dataclass(frozen=True, slots=True)
class Difference:
    """A row that is not what the log says: `mangler`, `for_mye` or `ulik` (then in `columns`).

    `uleselig` is a log that cannot be replayed. Values are left out, for they may concern somebody.
    """

    table: str
    key: tuple[Any, ...]
    what: str
    columns: tuple[str, ...] = ()


def check(
    database: Database, logg: str | None = None, progress: Progress | None = None
) -> list[Difference]:
    """Replay every log, or one, and list the rows that differ; none is as it should be."""
    found: list[Difference] = []
    with database.reading() as unit, scratch() as memory:
        loggs = [logg] if logg else _logs(unit)
        for done, each in enumerate(loggs, 1):
            found += _compare(unit, memory, each)
            if progress is not None:
                progress(done, len(loggs))
    return found


def rebuild(database: Database, logg: str | None = None, progress: Progress | None = None) -> int:
    """Write the projections of every log, or one, anew, each log in a turn; give how many.

    Raises `BadEntry` for a log that cannot be read; the logs before it are done.
    """
    with database.reading() as unit:
        loggs = [logg] if logg else _logs(unit)
    for done, each in enumerate(loggs, 1):
        database.do(lambda unit, each=each: _rewrite(unit, each))
        if progress is not None:
            progress(done, len(loggs))
    return len(loggs)


def _compare(unit: Unit, memory: Connection, logg: str) -> list[Difference]:
    try:
        should = replayed(unit, memory, logg)
    except BadEntry:
        return [Difference("entry", (logg,), "uleselig")]
    stands = rows_of(unit, logg)
    found = [
        difference
        for kept in PROJECTIONS
        for difference in _differences(kept, should[kept], stands[kept])
    ]
    # Orders are no projection, but one that the log tells of must be there.
    lost = should.get(ERASURE, {}).keys() - {(logg, seq) for seq in erasures.ordered(unit, logg)}
    return found + [Difference(ERASURE.name, key, "mangler") for key in sorted(lost)]


def _differences(kept: Table, should: Rows, stands: Rows) -> list[Difference]:
    found: list[Difference] = []
    for key in sorted(should.keys() | stands.keys()):
        if key not in stands:
            found.append(Difference(kept.name, key, "mangler"))
        elif key not in should:
            found.append(Difference(kept.name, key, "for_mye"))
        else:
            wrong = tuple(name for name in stands[key] if stands[key][name] != should[key][name])
            if wrong:
                found.append(Difference(kept.name, key, "ulik", wrong))
    return found


def _rewrite(unit: Unit, logg: str) -> None:
    with suppress(NoSuchLog):  # a discarded log has no end that anybody could append to
        heads.lock(unit, logg)
    with scratch() as memory:
        should = replayed(unit, memory, logg)
    for kept in PROJECTIONS:
        unit.db.execute(delete(kept).where(log_column(kept) == logg))
        if should[kept]:
            unit.db.execute(insert(kept), [dict(row) for row in should[kept].values()])
    erasures.order(unit, logg, *(seq for _, seq in sorted(should.get(ERASURE, {}))))


def _logs(unit: Unit) -> list[str]:
    """List every log that has entries, or rows though it has none."""
    found = union(select(ENTRY.c.logg), *(select(log_column(kept)) for kept in PROJECTIONS))
    return sorted(unit.db.execute(found).scalars())
