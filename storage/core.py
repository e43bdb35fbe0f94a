"""What every module of statements needs: typed tables, and inserts that mind what is there."""

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any, cast

from sqlalchemy import Connection, Table, bindparam
from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import SQLModel

from storage.prepared import Prepared


def table(model: type[SQLModel]) -> Table:
    """Give the Core table behind a model."""
    return cast("Table", vars(model)["__table__"])


def insert_new(
    db: Connection, into: Table, row: Mapping[str, Any], *, key: Sequence[str] | None = None
) -> bool:
    """Insert a row unless its key is taken (`key`: the primary one, or other unique columns)."""
    names = tuple(key or primary(into))
    statement = _inserting(db.dialect.name, into, names, tuple(row), ())
    return statement.first(db, **row) is not None


def upsert(db: Connection, into: Table, row: Mapping[str, Any]) -> None:
    """Insert a row, or overwrite the columns given of the one with its primary key."""
    names = tuple(primary(into))
    changed = tuple(name for name in row if name not in names)
    _inserting(db.dialect.name, into, names, tuple(row), changed).first(db, **row)


def primary(of: Table) -> list[str]:
    """Give the names of a table's primary key columns."""
    return [column.name for column in of.primary_key.columns]


@cache
def _inserting(
    dialect: str,
    into: Table,
    key: tuple[str, ...],
    given: tuple[str, ...],
    changed: tuple[str, ...],
) -> Prepared:
    insert = postgresql.insert(into) if dialect == "postgresql" else sqlite.insert(into)
    insert = insert.values({name: bindparam(name, type_=into.c[name].type) for name in given})
    if changed:
        new = {name: insert.excluded[name] for name in changed}
        insert = insert.on_conflict_do_update(index_elements=key, set_=new)
    else:
        insert = insert.on_conflict_do_nothing(index_elements=key)
    return Prepared(insert.returning(into.c[key[0]]))


def is_id(text: str) -> bool:
    """Tell whether what came from outside can be an id at all; PostgreSQL chokes on a NUL."""
    return text.isascii() and text.isprintable()
