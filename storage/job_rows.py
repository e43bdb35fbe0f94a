"""What a job is: its table, its states, and how it looks to whoever claims it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Row

from storage import ids as packing
from storage import tables
from storage.core import table

JOB = table(tables.Job)

WAITING = "venter"
"""Waits for its moment, and may be claimed then."""
BEHIND = "bak"
"""Waits behind another job of its lane."""
OUT = "ute"
"""Claimed, until it is settled or its lease runs out."""
DONE = "ferdig"
GIVEN_UP = "oppgitt"
OPEN = (WAITING, BEHIND, OUT)
"""The states of what is still to be done."""


@dataclass(frozen=True, slots=True)
class JobRow:
    """A claimed job; `attempts` counts this one."""

    id: str
    kind: str
    key: str
    ids: dict[str, Any]
    not_before: datetime
    attempts: int
    lane: str = ""


def read_job(row: Row[Any]) -> JobRow:
    """Read a row of the table."""
    ids = packing.unpack(row.ids)
    return JobRow(row.id, row.kind, row.key, ids, row.not_before, row.attempts, row.lane)
