"""Column types that mean the same on SQLite and PostgreSQL."""

from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import BigInteger
from sqlalchemy.engine import Dialect
from sqlalchemy.types import TypeDecorator

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)

CLUSTERED: dict[str, Any] = {"sqlite_with_rowid": False}
"""For small rows that are read by log: on SQLite they lie in the order of their key."""


class Moment(TypeDecorator[datetime]):
    """An aware moment, kept as microseconds since 1970 in UTC: the same on both engines."""

    impl = BigInteger
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> int | None:
        """Turn an aware moment into microseconds; a naive one raises `ValueError`."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a moment must be aware")
        return (value - EPOCH) // timedelta(microseconds=1)

    def process_result_value(self, value: Any | None, dialect: Dialect) -> datetime | None:
        """Turn microseconds into an aware moment in UTC."""
        return _moment(value)

    def result_processor(self, dialect: Dialect, coltype: object) -> Any:
        """Give what turns a column's values, without the steps that an integer does not need."""
        return _moment


def _moment(value: Any | None) -> datetime | None:
    return None if value is None else EPOCH + timedelta(microseconds=value)
