"""Work for the courier, put down in the turn that wants it done; ids only."""

import secrets
import time
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import delete, func, or_, select, update

from storage import ids as packing
from storage import tables
from storage.core import insert_new, table
from storage.unit import Unit

JOB = table(tables.Job)

WAITING = "venter"
DONE = "ferdig"
GIVEN_UP = "oppgitt"

_ERROR_LIMIT = 200


@dataclass(frozen=True, slots=True)
class JobRow:
    """A claimed job; `attempts` counts this one."""

    id: str
    kind: str
    key: str
    ids: dict[str, Any]
    not_before: datetime
    attempts: int


def add(
    unit: Unit, kind: str, key: str, ids: Mapping[str, Any], not_before: datetime | None = None
) -> bool:
    """Put down a job, to be done from now or a later moment; False when its key has one already."""
    row = {
        "id": _new_id(),
        "kind": kind,
        "key": key,
        "ids": packing.pack(ids),
        "not_before": not_before or unit.now,
        "lease_until": None,
        "attempts": 0,
        "state": WAITING,
        "error": "",
    }
    return insert_new(unit.db, JOB, row, key=("key",))


def _new_id() -> str:
    """Draw an id that sorts after those drawn before, so that one turn's jobs keep their order."""
    return f"{time.time_ns():016x}{secrets.token_hex(8)}"


def claim(unit: Unit, limit: int, lease: timedelta) -> list[JobRow]:
    """Take jobs that are due, oldest first; nobody else gets them until the lease has run out."""
    free = or_(JOB.c.lease_until.is_(None), JOB.c.lease_until <= unit.now)
    due = (
        select(JOB.c.id)
        .where(JOB.c.state == WAITING, JOB.c.not_before <= unit.now, free)
        .order_by(JOB.c.not_before, JOB.c.id)
        .limit(limit)
        .with_for_update(skip_locked=True)
    )
    taken = list(unit.db.execute(due).scalars())
    if not taken:
        return []
    leased = {"lease_until": unit.now + lease, "attempts": JOB.c.attempts + 1}
    unit.db.execute(update(JOB).where(JOB.c.id.in_(taken)).values(leased))
    found = select(JOB).where(JOB.c.id.in_(taken)).order_by(JOB.c.not_before, JOB.c.id)
    return [
        JobRow(row.id, row.kind, row.key, packing.unpack(row.ids), row.not_before, row.attempts)
        for row in unit.db.execute(found)
    ]


def done(unit: Unit, job_id: str) -> None:
    """Say that a job is done; its key stays taken."""
    _settle(unit, job_id, state=DONE, error="")


def retry(unit: Unit, job_id: str, not_before: datetime, error: str) -> None:
    """Give a job back, to be tried again from a moment on; `error` is a code, never a text."""
    _settle(unit, job_id, not_before=not_before, lease_until=None, error=error[:_ERROR_LIMIT])


def give_up(unit: Unit, job_id: str, error: str) -> None:
    """Let a job lie for good; `error` is a code, never a text."""
    _settle(unit, job_id, state=GIVEN_UP, error=error[:_ERROR_LIMIT])


def age_of_oldest(unit: Unit) -> timedelta:
    """Tell how long the job that is due longest has waited; zero when none is."""
    due = select(func.min(JOB.c.not_before)).where(JOB.c.state == WAITING)
    oldest: datetime | None = unit.db.execute(due).scalar()
    return timedelta(0) if oldest is None else max(unit.now - oldest, timedelta(0))


def purge(unit: Unit, older_than: timedelta) -> int:
    """Delete the jobs that are done or given up and were due before this; give how many."""
    old = JOB.c.state.in_((DONE, GIVEN_UP)) & (JOB.c.not_before < unit.now - older_than)
    return unit.db.execute(delete(JOB).where(old)).rowcount


def _settle(unit: Unit, job_id: str, **values: Any) -> None:
    unit.db.execute(update(JOB).where(JOB.c.id == job_id, JOB.c.state == WAITING).values(values))
