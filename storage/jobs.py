"""Work for the courier, put down in the turn that wants it done; ids only."""

import secrets
import time
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Integer, bindparam, delete, func, or_, select, update

from storage import ids as packing
from storage import lanes
from storage.claiming import claim, renew
from storage.core import insert_new
from storage.job_rows import BEHIND, DONE, GIVEN_UP, JOB, OPEN, OUT, WAITING, JobRow
from storage.types import EPOCH
from storage.unit import Unit

__all__ = [
    "BEHIND",
    "DONE",
    "GIVEN_UP",
    "JOB",
    "OPEN",
    "OUT",
    "WAITING",
    "JobRow",
    "add",
    "age_of_oldest",
    "claim",
    "done",
    "give_up",
    "postpone",
    "purge",
    "renew",
    "retry",
]

_ERROR_LIMIT = 200
_MICROSECOND = timedelta(microseconds=1)
_ANY = 0

_CLAIMED = bindparam("claimed", type_=Integer)
_FIRST_DUE = select(func.min(JOB.c.not_before)).where(JOB.c.state == bindparam("state"))
_SETTLED = (
    update(JOB)
    .where(
        JOB.c.id == bindparam("job"),
        JOB.c.state == OUT,
        or_(_CLAIMED == _ANY, JOB.c.attempts == _CLAIMED),
    )
    .returning(JOB.c.lane)
)


def add(
    unit: Unit, kind: str, key: str, ids: Mapping[str, Any], not_before: datetime | None = None
) -> bool:
    """Put down a job, to be done from now or a later moment; False when its key has one already."""
    due = not_before or unit.now
    job_id = _new_id(due)
    row = {
        "id": job_id,
        "kind": kind,
        "lane": lanes.lane_of(kind, ids) or job_id,
        "key": key,
        "ids": packing.pack(ids),
        "not_before": due,
        "lease_until": None,
        "attempts": 0,
        "state": WAITING,
        "error": "",
    }
    return insert_new(unit.db, JOB, row, key=("key",))


def _new_id(due: datetime) -> str:
    """Draw an id that sorts by when the job is due, then by when it was put down."""
    return f"{(due - EPOCH) // _MICROSECOND:014x}{time.time_ns():016x}{secrets.token_hex(4)}"


def done(unit: Unit, job_id: str, claimed: int = _ANY) -> None:
    """Say that a job is done; its key stays taken.

    `claimed` is the number of the claim that it was carried under: what another has claimed since
    is left to them. The same goes for the functions below.
    """
    _leave(unit, job_id, claimed, state=DONE, error="")


def give_up(unit: Unit, job_id: str, error: str, claimed: int = _ANY) -> None:
    """Let a job lie for good; `error` is a code, never a text."""
    _leave(unit, job_id, claimed, state=GIVEN_UP, error=error[:_ERROR_LIMIT])


def retry(unit: Unit, job_id: str, not_before: datetime, error: str, claimed: int = _ANY) -> None:
    """Give a job back, to be tried again from a moment on; its lane waits with it."""
    said = {"not_before": not_before, "error": error[:_ERROR_LIMIT]}
    _give_back(unit, job_id, claimed, **said)


def postpone(
    unit: Unit, job_id: str, not_before: datetime, error: str, claimed: int = _ANY
) -> None:
    """Give a job back that was not tried: as `retry`, but the attempt does not count."""
    said = {"not_before": not_before, "error": error[:_ERROR_LIMIT]}
    _give_back(unit, job_id, claimed, attempts=JOB.c.attempts - 1, **said)


def age_of_oldest(unit: Unit) -> timedelta:
    """Tell how long the job that is due longest has waited; zero when none is.

    What waits behind another in its lane is not counted: that one tells.
    """
    first = [unit.db.execute(_FIRST_DUE, {"state": state}).scalar_one() for state in (WAITING, OUT)]
    return max((unit.now - due for due in first if due and due < unit.now), default=timedelta(0))


def purge(unit: Unit, older_than: timedelta) -> int:
    """Delete the jobs that are done or given up and were due before this; give how many."""
    old = JOB.c.state.in_((DONE, GIVEN_UP)) & (JOB.c.not_before < unit.now - older_than)
    return unit.db.execute(delete(JOB).where(old)).rowcount


def _leave(unit: Unit, job_id: str, claimed: int, **values: Any) -> None:
    """Take a job out of its lane, so that the next one there may be claimed."""
    lane = _settle(unit, job_id, claimed, values)
    if lane is not None:
        lanes.release(unit, lane)


def _give_back(unit: Unit, job_id: str, claimed: int, **values: Any) -> None:
    lane = _settle(unit, job_id, claimed, {"state": WAITING, "lease_until": None, **values})
    if lane is not None:
        lanes.release(unit, lane, older_than=job_id)


def _settle(unit: Unit, job_id: str, claimed: int, values: Mapping[str, Any]) -> str | None:
    settled = _SETTLED.values(values)
    return unit.db.execute(settled, {"job": job_id, "claimed": claimed}).scalar()
