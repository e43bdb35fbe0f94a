"""Statements written with Core, compiled once for each engine, and sent straight to the driver."""

from collections import namedtuple
from collections.abc import Callable, Mapping, Sequence
from typing import Any, cast

from sqlalchemy import BindParameter, Connection, Dialect, bindparam, literal
from sqlalchemy.sql.base import ReadOnlyColumnCollection
from sqlalchemy.sql.compiler import SQLCompiler

from storage.sending import send, send_many

Turn = Callable[[Any], Any]
"""What a value passes on its way in or out."""
MOST = 512
"""Values that a `Listing` asks for at once."""


class Prepared:
    """A statement with named values, said many times."""

    def __init__(self, statement: Any) -> None:
        self._statement = statement
        self._ready: dict[str, _Ready] = {}

    def all(self, db: Connection, **values: Any) -> list[Any]:
        """Give the rows, each with the columns by name."""
        ready = self._for(db)
        return [ready.row(raw) for raw in send(db, ready.text, ready.values(values)).fetchall()]

    def first(self, db: Connection, **values: Any) -> Any:
        """Give the first row, or None."""
        ready = self._for(db)
        raw = send(db, ready.text, ready.values(values)).fetchone()
        return None if raw is None else ready.row(raw)

    def scalars(self, db: Connection, **values: Any) -> list[Any]:
        """Give the first column of the rows."""
        return [row[0] for row in self.all(db, **values)]

    def scalar(self, db: Connection, **values: Any) -> Any:
        """Give the first column of the first row; None when there is no row."""
        row = self.first(db, **values)
        return None if row is None else row[0]

    def run(self, db: Connection, values: Mapping[str, Any]) -> int:
        """Carry it out; give how many rows it concerned."""
        ready = self._for(db)
        return int(send(db, ready.text, ready.values(values)).rowcount)

    def run_many(self, db: Connection, rows: Sequence[Mapping[str, Any]]) -> None:
        """Carry it out once for each of some rows."""
        if len(rows) == 1:
            self.run(db, rows[0])
        elif rows:
            ready = self._for(db)
            send_many(db, ready.text, [ready.values(row) for row in rows])

    def _for(self, db: Connection) -> "_Ready":
        ready = self._ready.get(db.dialect.name)
        if ready is None:
            ready = self._ready[db.dialect.name] = _Ready(self._statement, db.dialect)
        return ready


class Listing:
    """A statement that asks for any of a list of values; `make` writes it, given their places.

    It is compiled for 1, 2, 4, 8 … values, and the last one said again fills up what is left.
    """

    def __init__(self, make: Callable[[Sequence[BindParameter[Any]]], Any]) -> None:
        self._make = make
        self._made: dict[int, Prepared] = {}

    def all(self, db: Connection, among: Sequence[Any], **values: Any) -> list[Any]:
        """Give the rows for some values, those of each 512 in their own order."""
        found: list[Any] = []
        for start in range(0, len(among), MOST):
            part = among[start : start + MOST]
            size = 1 << (len(part) - 1).bit_length()
            places = (part[min(no, len(part) - 1)] for no in range(size))
            named = {f"among_{no}": value for no, value in enumerate(places)}
            found += self._of(size).all(db, **named, **values)
        return found

    def _of(self, size: int) -> Prepared:
        if size not in self._made:
            places: list[BindParameter[Any]] = [bindparam(f"among_{no}") for no in range(size)]
            self._made[size] = Prepared(self._make(places))
        return self._made[size]


def literals(values: Sequence[Any]) -> list[BindParameter[Any]]:
    """Give a known list of values as a prepared statement takes them."""
    return [literal(value) for value in values]


class _Ready:
    """A statement as one engine takes it: its text, how values go in and how rows come out."""

    def __init__(self, statement: Any, dialect: Dialect) -> None:
        made = cast("SQLCompiler", statement.compile(dialect=dialect))
        self.text = made.string
        if "POSTCOMPILE" in self.text:
            raise ValueError("a list of unknown length is a Listing, a known one is of literals")
        self._said: list[Any] = []
        self._places: list[tuple[int, str, Turn | None]] = []
        for place, name in enumerate(made.positiontup or ()):
            bind = made.binds[name]
            turn = bind.type.dialect_impl(dialect).bind_processor(dialect)
            if bind.required:
                self._places.append((place, bind.key, turn))
            self._said.append(turn(bind.value) if turn and not bind.required else bind.value)
        columns = cast("ReadOnlyColumnCollection[str, Any]", statement.exported_columns)
        row = namedtuple("Row", columns.keys(), rename=True)  # pyright: ignore[reportUntypedNamedTuple] its columns are known now
        self._row: Callable[[Sequence[Any]], Any] = row._make
        found = (one.type.dialect_impl(dialect).result_processor(dialect, None) for one in columns)
        self._turns = [(place, turn) for place, turn in enumerate(found) if turn]

    def values(self, given: Mapping[str, Any]) -> list[Any]:
        """Put what is given in order, among what the statement says itself."""
        values = self._said.copy()
        for place, name, turn in self._places:
            value = given[name]
            values[place] = value if turn is None else turn(value)
        return values

    def row(self, raw: Sequence[Any]) -> Any:
        """Give a row by the names of its columns."""
        if not self._turns:
            return self._row(raw)
        values = list(raw)
        for place, turn in self._turns:
            values[place] = turn(values[place])
        return self._row(values)
