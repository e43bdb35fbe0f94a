"""A page costs the same in a long log: SQLite finds what hangs on an entry by the index."""

from collections.abc import Callable
from typing import Any

import pytest

from storage import timeline
from storage.database import Database
from storage.unit import Unit

ASKED: dict[str, Callable[[Unit], Any]] = {
    "replies": lambda unit: timeline.replies_to(unit, "L", [3, 4, 5]),
    "one reply": lambda unit: timeline.replies(unit, "L", 3),
    "corrections": lambda unit: timeline.newest_versions(unit, "L", [3, 4]),
    "one correction": lambda unit: timeline.newest_versions(unit, "L", [3]),
    "misfilings": lambda unit: timeline.misfilings(unit, "L", 3),
}


@pytest.mark.parametrize("asked", ASKED)
def test_nothing_walks_a_whole_log_to_find_what_hangs_on_an_entry(
    sqlite_database: Database, asked: str
) -> None:
    said: list[str] = []
    with sqlite_database.reading() as unit:
        driver: Any = unit.db.connection.driver_connection
        driver.set_trace_callback(said.append)
        ASKED[asked](unit)
        driver.set_trace_callback(None)
        plans = [row[3] for one in said for row in driver.execute(f"EXPLAIN QUERY PLAN {one}")]
    assert any("INDEX ix_item_to (logg=? AND to_seq=?)" in plan for plan in plans)
    assert not [plan for plan in plans if plan.endswith("(logg=?)")]
