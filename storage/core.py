"""What every module of statements needs: typed tables, and inserts that mind what is there."""

from collections.abc import Mapping, Sequence
from typing import Any, cast

from sqlalchemy import ColumnElement, Connection, Table
from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import SQLModel


def table(model: type[SQLModel]) -> Table:
    """Give the Core table behind a model."""
    return cast("Table", vars(model)["__table__"])


def insert_new(
    db: Connection, into: Table, row: Mapping[str, Any], *, key: Sequence[str] | None = None
) -> bool:
    """Insert a row unless its key is taken (`key`: the primary one, or other unique columns)."""
    names = key or primary(into)
    statement = _insert(db, into).values(**row).on_conflict_do_nothing(index_elements=names)
    return db.execute(statement.returning(into.c[names[0]])).first() is not None


def upsert(
    db: Connection,
    into: Table,
    row: Mapping[str, Any],
    *,
    where: ColumnElement[bool] | None = None,
) -> bool:
    """Insert a row, or overwrite the one with its primary key; False when `where` kept that one."""
    names = primary(into)
    new = {name: value for name, value in row.items() if name not in names}
    statement = _insert(db, into).values(**row)
    statement = statement.on_conflict_do_update(index_elements=names, set_=new, where=where)
    return db.execute(statement.returning(into.c[names[0]])).first() is not None


def primary(of: Table) -> list[str]:
    """Give the names of a table's primary key columns."""
    return [column.name for column in of.primary_key.columns]


def _insert(db: Connection, into: Table) -> sqlite.Insert | postgresql.Insert:
    if db.dialect.name == "postgresql":
        return postgresql.insert(into)
    return sqlite.insert(into)


def is_id(text: str) -> bool:
    """Tell whether what came from outside can be an id at all; PostgreSQL chokes on a NUL."""
    return text.isascii() and text.isprintable()
