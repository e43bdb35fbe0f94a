"""A log's projections made anew from its entries, in memory, by the code that made them first."""

from collections.abc import Generator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

from sqlalchemy import ColumnElement, Connection, Table, select
from sqlmodel import SQLModel

from storage import tables
from storage.core import primary, table
from storage.engines import give_up, open_engine, say
from storage.erasures import ERASURE, WHOLE_LOG, ordered
from storage.errors import BadEntry
from storage.projections import add_erased, project
from storage.system import walk_inside
from storage.unit import Unit

PROJECTIONS = tuple(
    table(model)
    for model in (
        tables.Logg,
        tables.Participant,
        tables.Item,
        tables.PermitRow,
        tables.Answer,
    )
)
PERSON = table(tables.Person)
"""Empty in a replay: whoever turned out to be somebody else did so outside the log."""

Rows = dict[tuple[Any, ...], Mapping[str, Any]]
"""Rows of one table, by primary key."""


@contextmanager
def scratch() -> Generator[Connection]:
    """Give an empty database in memory, with our tables."""
    engine = open_engine("sqlite://", 1)
    with engine.connect() as db:
        SQLModel.metadata.create_all(db, tables=[*PROJECTIONS, ERASURE, PERSON])
        yield db
    engine.dispose()


def replayed(unit: Unit, memory: Connection, logg: str) -> dict[Table, Rows]:
    """Give the projections that a log should have; raises `BadEntry` where it cannot be read.

    An entry whose erasure was ordered is blank from the start: its later ones say the same of it.
    """
    if WHOLE_LOG in ordered(unit, logg):
        return {kept: {} for kept in PROJECTIONS}
    say(memory, "BEGIN")
    try:
        aside = replace(unit, reads=memory, hooks=[], locked={})
        for seen in walk_inside(unit, logg, "rebuild"):
            outside = seen.outside
            if seen.erased:
                add_erased(aside, logg, outside.seq, outside.at)
            elif seen.inside is None:
                raise BadEntry(f"Entry {outside.seq} of log {logg} cannot be read; verify it.")
            else:
                project(aside, logg, outside.seq, outside.at, seen.inside)
        return {**rows_of(aside, logg), ERASURE: _rows(aside, ERASURE, logg)}
    finally:
        give_up(memory)


def rows_of(unit: Unit, logg: str) -> dict[Table, Rows]:
    """Give the projections that a log has."""
    return {kept: _rows(unit, kept, logg) for kept in PROJECTIONS}


def log_column(kept: Table) -> ColumnElement[str]:
    """Give the column that says which log a row is of."""
    return kept.c.id if "logg" not in kept.c else kept.c.logg


def _rows(unit: Unit, kept: Table, logg: str) -> Rows:
    names = primary(kept)
    found = unit.db.execute(select(kept).where(log_column(kept) == logg)).mappings()
    return {tuple(row[name] for name in names): dict(row) for row in found}
