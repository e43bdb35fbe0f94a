"""The hand of somebody who holds the database: takes the triggers down, and puts them up again."""

from collections.abc import Callable
from typing import Any

from sqlalchemy import and_, select, update

from domain.chain import entry_hash
from storage import tables, triggers
from storage.core import table
from storage.database import Database
from storage.envelope import lock_in, open_up, outside_of
from storage.unit import Unit

ENTRY = table(tables.Entry)
HEAD = table(tables.Head)

FIRST_TEXT, LAST = 9, 14
"""The numbers of a whole log's first content and of its last entry."""
ANCHORED = 12
"""The number of the last entry when the anchor was made."""


class Hand:
    """Changes entries as if there were no triggers."""

    def __init__(self, unit: Unit, logg: str) -> None:
        self.unit, self.logg = unit, logg

    def row(self, seq: int, logg: str | None = None) -> dict[str, Any]:
        """Give the row of an entry."""
        found = select(ENTRY).where(ENTRY.c.logg == (logg or self.logg), ENTRY.c.seq == seq)
        return dict(self.unit.db.execute(found).mappings().one())

    def change(self, at_seq: int, /, **values: Any) -> None:
        """Change columns of an entry."""
        self.unit.db.execute(update(ENTRY).where(self._at(at_seq)).values(**values))

    def remove(self, seq: int) -> None:
        """Take an entry away."""
        self.unit.db.execute(ENTRY.delete().where(self._at(seq)))

    def recut(self, seq: int, prev: bytes | None = None) -> None:
        """Make the chain fit again from an entry on, which follows `prev` or the one before it."""
        prev = prev or self.row(seq - 1)["hash"]
        while self.unit.db.execute(select(ENTRY).where(self._at(seq))).first():
            self.change(seq, prev=prev)
            row = self.unit.db.execute(select(ENTRY).where(self._at(seq))).one()
            prev = entry_hash(outside_of(row), row.ciphertext)
            self.change(seq, hash=prev)
            seq += 1

    def reseal(self, seq: int, change: Callable[[dict[str, Any]], None]) -> None:
        """Rewrite the insides from an entry on with their own keys, so that each opens again.

        `change` rewrites the first one; the others are sealed anew to the chain that it makes.
        """
        prev = self.row(seq - 1)["hash"]
        for at in range(seq, LAST + 1):
            row = self.unit.db.execute(select(ENTRY).where(self._at(at))).one()
            key = self.unit.keys.for_entry(self.logg, at)
            inside = open_up(key, outside_of(row), row.ciphertext)
            if at == seq:
                data = inside.body.model_dump()
                change(data)
                inside = inside.model_copy(update={"body": data})
            outside = outside_of(row).model_copy(update={"prev": prev})
            ciphertext = lock_in(key, outside, inside)
            prev = entry_hash(outside, ciphertext)
            self.change(at, prev=outside.prev, ciphertext=ciphertext, hash=prev)
        self.end(LAST)

    def end(self, seq: int) -> None:
        """Let the log end at an entry."""
        row = self.row(seq)
        values = {"seq": seq, "hash": row["hash"], "at": row["at"]}
        self.unit.db.execute(update(HEAD).where(HEAD.c.logg == self.logg).values(**values))

    def _at(self, seq: int) -> Any:
        return and_(ENTRY.c.logg == self.logg, ENTRY.c.seq == seq)


def break_log(
    database: Database, breaks: Callable[[Hand, str], None], logg: str, other: str
) -> None:
    """Break a log; `other` is a whole one that a body may be taken from."""

    def work(unit: Unit) -> None:
        triggers.remove(unit.db)
        breaks(Hand(unit, logg), other)
        triggers.install(unit.db)

    database.do(work)
