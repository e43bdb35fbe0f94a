"""Prove that the log is whole: chains, content, ends, and the anchors made of it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from sqlalchemy import func, select

from domain.chain import Flaw
from storage import triggers
from storage.anchor import Anchor
from storage.database import Database
from storage.heads import HEAD
from storage.system import ENTRY
from storage.unit import Unit
from storage.verify_log import Anchored, LogWalk

Progress = Callable[[int, int], None]
"""Is told how many entries are done, and of how many."""

_ALL = select(ENTRY.c.logg).union(select(HEAD.c.logg))
_COUNT = select(func.count()).select_from(ENTRY)
_OFTEN = 200
"""Entries between two words of progress."""


@dataclass(frozen=True, slots=True)
class Report:
    """What was walked and what was found: the first flaw of each broken log.

    `erased` counts entries whose key was destroyed by order; `unguarded` names the triggers that
    do not stand.
    """

    logs: int
    entries: int
    erased: int
    flaws: tuple[Flaw, ...]
    unguarded: tuple[str, ...]

    @property
    def flaw(self) -> Flaw | None:
        """Give the first flaw."""
        return self.flaws[0] if self.flaws else None

    @property
    def green(self) -> bool:
        """Tell whether everything is as it should be."""
        return not self.flaws and not self.unguarded


def verify(
    database: Database,
    logg: str | None = None,
    anchors: Sequence[Anchor] = (),
    progress: Progress | None = None,
) -> Report:
    """Walk every log, or one, as it stands at one moment; `anchors` come from `anchor.check`."""
    count = _Count(progress)
    flaws: list[Flaw] = []
    with database.reading() as unit:
        loggs = [logg] if logg else _logs(unit, anchors)
        count.total = _entries(unit, logg)
        for each in loggs:
            anchored = _anchored(anchors, each)
            walk = LogWalk(unit, each, anchored, count.tick)
            flaw = walk.flaw()
            if flaw is not None and flaw.what == "nokkel":
                flaw = _look_again(database, each, anchored)
            if flaw is not None:
                flaws.append(flaw)
            count.erased += len(walk.erased)
        unguarded = tuple(triggers.missing(unit.db))
    count.say()
    return Report(len(loggs), count.entries, count.erased, tuple(flaws), unguarded)


@dataclass(slots=True)
class _Count:
    progress: Progress | None
    total: int = 0
    entries: int = 0
    erased: int = 0

    def tick(self) -> None:
        self.entries += 1
        if self.entries % _OFTEN == 0:
            self.say()

    def say(self) -> None:
        if self.progress is not None:
            self.progress(self.entries, self.total)


def _look_again(database: Database, logg: str, anchored: Anchored) -> Flaw | None:
    """Judge a log anew: an erasure may have been ordered since the walk's moment."""
    with database.reading() as unit:
        return LogWalk(unit, logg, anchored, lambda: None).flaw()


def _logs(unit: Unit, anchors: Sequence[Anchor]) -> list[str]:
    found = set(unit.db.execute(_ALL).scalars())
    return sorted(found.union(*(anchor.heads for anchor in anchors)))


def _entries(unit: Unit, logg: str | None) -> int:
    count = _COUNT if logg is None else _COUNT.where(ENTRY.c.logg == logg)
    return unit.db.execute(count).scalar_one()


def _anchored(anchors: Sequence[Anchor], logg: str) -> Anchored:
    found: dict[int, frozenset[bytes]] = {}
    for anchor in anchors:
        if logg in anchor.heads:
            seq, digest = anchor.heads[logg]
            found[seq] = found.get(seq, frozenset()) | {digest}
    return found
