"""How a database means to carry out a statement, so that a test can say which index it walks."""

from collections.abc import Callable
from typing import Any

from sqlalchemy import event

from storage.database import Database
from storage.unit import Unit


def plan_of(database: Database, work: Callable[[Unit], object]) -> str:
    """Give the plan of the first statement that some work sends."""
    return plans_of(database, work)[0]


def plans_of(database: Database, work: Callable[[Unit], object]) -> list[str]:
    """Give the plan of each statement that some work sends."""

    def explain(unit: Unit) -> list[str]:
        sent: list[tuple[str, Any]] = []

        def note(_db: Any, _cursor: Any, statement: str, parameters: Any, *_rest: Any) -> None:
            sent.append((statement, parameters))

        event.listen(unit.db, "before_cursor_execute", note)
        work(unit)
        event.remove(unit.db, "before_cursor_execute", note)
        how = "EXPLAIN QUERY PLAN"
        if unit.db.dialect.name == "postgresql":
            # A table of no rows is read whole, whatever its indexes.
            unit.db.exec_driver_sql("SET LOCAL enable_seqscan = off")
            unit.db.exec_driver_sql("SET LOCAL enable_bitmapscan = off")
            how = "EXPLAIN"
        return [
            "\n".join(str(row) for row in unit.db.exec_driver_sql(f"{how} {one}", parameters))
            for one, parameters in sent
        ]

    return database.do(explain)
