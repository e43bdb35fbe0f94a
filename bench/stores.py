"""What is measured without a server: proving the log, its pages, and claiming among many jobs."""

import random
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from statistics import median

from rich.console import Console

from bench import claims
from bench.bot import opened
from bench.dataset import HUGE, SMALL, Size, Standing, standing
from bench.grids import Grid, times
from bench.places import cores
from storage import timeline
from storage.database import Database
from storage.verify import verify

_PAGES = 400


@dataclass(frozen=True, slots=True)
class Seconds:
    """How long each thing takes: proving one entry, one page, one claim."""

    verify: float
    page: float
    claim: float


def grid(engines: Iterable[str], console: Console) -> Grid:
    """Measure all of it on the small and on the huge database of each engine."""
    columns = ("engine", "what", "small: ms", "huge: ms", "growth", "a second")
    made = Grid("Without a server: 1 000 and 1 000 000 entries, and as many jobs", columns, words=2)
    for engine in engines:
        small, huge = _seconds(engine, SMALL, console), _seconds(engine, HUGE, console)
        for what, few, many in (
            ("verify, an entry", small.verify, huge.verify),
            ("a page of 20 anywhere in a log", small.page, huge.page),
            (f"claim {claims.AT_ONCE} due jobs", small.claim, huge.claim),
        ):
            rate = f"{1 / many:.0f}"
            cells = (f"{few * 1000:.3f}", f"{many * 1000:.3f}", times(many / few), rate)
            made.rows.append((engine, what, *cells))
    return made


def _seconds(engine: str, size: Size, console: Console) -> Seconds:
    _, core = cores()
    with standing(engine, size, core, console) as data, opened(data.store) as database:
        with console.status(f"{engine}: proving logs among {size.entries} entries …"):
            proved = _verify(database, data, size)
        with console.status(f"{engine}: pages among {size.entries} entries …"):
            page = _page(database, data, size)
        with console.status(f"{engine}: claiming among {size.entries} jobs …"):
            claim = claims.seconds(database, size.entries)
    return Seconds(proved, page, claim)


def _verify(database: Database, data: Standing, size: Size) -> float:
    """Prove whole logs, the first one too; of a huge database some tens, which is enough."""
    began, count = time.perf_counter(), 0
    for log in data.logs[: 40 if size is HUGE else None]:
        report = verify(database, log.id)
        if not report.green:
            raise AssertionError(f"the made log does not hold: {report.flaw}")
        count += report.entries
    return (time.perf_counter() - began) / count


def _page(database: Database, data: Standing, size: Size) -> float:
    """Read pages from the first log, the long one of a huge database, each from anywhere."""
    chance, logg = random.Random(1), data.logs[0].id  # noqa: S311 - a place, not a secret
    places = [chance.randrange(20, size.first) for _ in range(_PAGES)]
    with database.reading() as unit:
        for at in places:  # from the disk, which is not what is compared
            timeline.page(unit, logg, before=at)
        return median(_timed(lambda at=at: timeline.page(unit, logg, before=at)) for at in places)


def _timed(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began
