"""Claiming jobs that are due, beside very many that are done, wait for later, or for others."""

import time
from collections.abc import Iterator
from datetime import timedelta
from statistics import median
from typing import Any

from sqlalchemy import insert, select

from storage import jobs
from storage.database import Database
from storage.jobs import BEHIND, DONE, JOB, WAITING
from storage.unit import Unit

AT_ONCE = 24
_CLAIMS = 40
_LEASE = timedelta(minutes=2)
_AT_ONCE_MADE = 10_000
Row = dict[str, Any]


def seconds(database: Database, count: int) -> float:
    """Fill the table with so many jobs, then claim and settle those due; the median of a claim."""
    pattern = database.do(_pattern)
    for start in range(0, count, _AT_ONCE_MADE):
        some = range(start, min(start + _AT_ONCE_MADE, count))
        rows = [_row(pattern, number) for number in some]
        database.do(lambda unit, rows=rows: unit.db.execute(insert(JOB), rows))
    database.do(_due)
    return median(_claims(database))


def _pattern(unit: Unit) -> Row:
    """Give a job as the turns put it down."""
    jobs.add(unit, "varsel", "bench:pattern", {"person": "nobody"}, unit.now + timedelta(days=9))
    return dict(unit.db.execute(select(JOB).where(JOB.c.key == "bench:pattern")).mappings().one())


def _row(pattern: Row, number: int) -> Row:
    """Vary it: of a hundred 98 are done, one waits for its day, one behind another in its lane."""
    kind, later = number % 100, pattern["not_before"]
    if kind == 0:
        said: Row = {"state": WAITING, "lane": f"later{number}", "not_before": later}
    elif kind == 1:
        said = {"state": BEHIND, "lane": "long", "not_before": later - timedelta(days=9)}
    else:
        said = {"state": DONE, "lane": f"done{number % 997}"}
        said["not_before"] = later - timedelta(days=10, seconds=number % 86_400)
    own = {"id": f"{pattern['id'][:-12]}{number:012x}", "key": f"bench:{number}"}
    return {**pattern, **said, **own}


def _due(unit: Unit) -> None:
    for number in range(AT_ONCE * _CLAIMS):
        jobs.add(unit, "varsel", f"bench:due:{number}", {"person": f"somebody{number}"})


def _claims(database: Database) -> Iterator[float]:
    for _ in range(_CLAIMS):
        began = time.perf_counter()
        taken = database.do(lambda unit: jobs.claim(unit, AT_ONCE, _LEASE))
        yield time.perf_counter() - began
        if len(taken) != AT_ONCE:
            raise AssertionError(f"{len(taken)} jobs were claimed, not {AT_ONCE}")
        database.do(lambda unit, taken=taken: [jobs.done(unit, one.id) for one in taken])
