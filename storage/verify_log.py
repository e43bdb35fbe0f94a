"""One log's proof: its chain, its content, its end, its erasures, and what was anchored of it."""

from collections.abc import Callable, Iterator, Mapping

from sqlalchemy import bindparam, select

from domain.bodies import Misfiled
from domain.chain import Flaw, first_flaw
from domain.entry import Outside
from storage import erasures
from storage.heads import HEAD
from storage.system import ENTRY, Seen, walk_inside
from storage.unit import Unit

Anchored = Mapping[int, frozenset[bytes]]
"""The hashes that a log's entries were anchored with, by number."""

_HEAD = select(HEAD).where(HEAD.c.logg == bindparam("logg"))
_EARLIER = select(ENTRY.c.seq).where(
    ENTRY.c.logg == bindparam("logg"),
    ENTRY.c.hash == bindparam("hash"),
    ENTRY.c.seq < bindparam("seq"),
)


class LogWalk:
    """A walk through one log that stops at its first flaw; counts what it passed."""

    def __init__(self, unit: Unit, logg: str, anchored: Anchored, tick: Callable[[], None]) -> None:
        self._unit, self._logg, self._anchored, self._tick = unit, logg, anchored, tick
        self._orders = erasures.ordered(unit, logg)
        self._last: Outside | None = None
        self._current: Outside | None = None
        self._content_flaw: Flaw | None = None
        self._said_twice: list[int] = []
        self.erased: list[int] = []

    def flaw(self) -> Flaw | None:
        """Give the first flaw, or None when the log is whole."""
        chain = first_flaw(self._logg, self._entries())
        if chain is not None:
            return self._link(chain) if chain.what == "lenke" else chain
        return self._content_flaw or self._cut() or self._end() or self._unsaid()

    def _entries(self) -> Iterator[tuple[Outside, bytes]]:
        for seen in walk_inside(self._unit, self._logg, "verify"):
            self._current = seen.outside
            yield seen.outside, seen.ciphertext  # the chain is judged first
            self._content_flaw = self._judge(seen)
            if self._content_flaw is not None:
                return
            self._last = seen.outside
            self._tick()

    def _judge(self, seen: Seen) -> Flaw | None:
        seq = seen.outside.seq
        if self._anchored.get(seq, frozenset()) - {seen.outside.hash}:
            return Flaw(self._logg, seq, "omskrevet")
        if seen.wrong:
            return Flaw(self._logg, seq, seen.wrong)
        if seen.erased:
            self.erased.append(seq)
        elif seen.inside is not None:
            body = seen.inside.body
            if isinstance(body, Misfiled) and body.yes_to is not None:
                self._said_twice.append(body.to)
        return None

    def _link(self, flaw: Flaw) -> Flaw:
        """Tell a fork, which goes on from an entry further back, from any other broken link."""
        prev = self._current.prev if self._current else b""
        where = {"logg": self._logg, "hash": prev, "seq": flaw.seq}
        forked = self._unit.db.execute(_EARLIER, where).first() is not None
        return Flaw(self._logg, flaw.seq, "gren") if forked else flaw

    @property
    def _length(self) -> int:
        return self._last.seq if self._last else 0

    def _cut(self) -> Flaw | None:
        """Find out whether an entry that was anchored is not there any more."""
        lost = max(self._anchored, default=0) > self._length
        return Flaw(self._logg, self._length + 1, "kuttet") if lost else None

    def _end(self) -> Flaw | None:
        """Compare the last entry with the row that says where the log ends."""
        row = self._unit.db.execute(_HEAD, {"logg": self._logg}).first()
        if row is None and erasures.WHOLE_LOG in self._orders:
            return None
        if row is not None and row.seq > self._length:
            return Flaw(self._logg, self._length + 1, "kuttet")
        last = self._last
        if (
            row is None
            or last is None
            or (row.seq, row.hash, row.at) != (last.seq, last.hash, last.at)
        ):
            return Flaw(self._logg, self._length, "hode")
        return None

    def _unsaid(self) -> Flaw | None:
        """Find an erased entry that no second word in the log can have meant (or its replies)."""
        if erasures.WHOLE_LOG in self._orders:
            return None
        meant = min(self._said_twice, default=self._length + 1)
        unsaid = [seq for seq in self.erased if seq < meant]
        return Flaw(self._logg, unsaid[0], "sletting") if unsaid else None
