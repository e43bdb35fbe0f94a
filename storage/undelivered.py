"""What was not delivered: how much, which and why; and another chance for it."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import func, or_, select, update

from storage import ids as packing
from storage import people
from storage.job_rows import BEHIND, GIVEN_UP, JOB, OUT, WAITING
from storage.lanes import ROOM
from storage.unit import Unit

COMES_BACK = timedelta(days=7)
"""How long somebody who left may take to come back to what was meant for them."""
_REVIVED = "vekket"
_NOT_REACHED = ("403 ", "404 ")
_KEEPS = ("varsel", "rediger")
"""What is worth having days later; an answer to what was asked then is not."""
_NEW_LIFE = {"state": WAITING, "attempts": 0, "lease_until": None, "error": ""}


@dataclass(frozen=True, slots=True)
class Tally:
    """How many jobs are due and not done, and how many were given up."""

    waiting: int
    given_up: int


@dataclass(frozen=True, slots=True)
class Undelivered:
    """A job that was given up, or waits to be tried again; `to_room` tells where it was to go."""

    id: str
    kind: str
    to_room: bool
    given_up: bool
    due: datetime
    attempts: int
    code: str


def tally(unit: Unit) -> Tally:
    """Count what waits and what was given up."""
    count = select(func.count()).select_from(JOB)
    due = (JOB.c.state == WAITING) & (JOB.c.not_before <= unit.now)
    waiting = [due, JOB.c.state == BEHIND, JOB.c.state == OUT]
    return Tally(
        sum(unit.db.execute(count.where(each)).scalar_one() for each in waiting),
        unit.db.execute(count.where(JOB.c.state == GIVEN_UP)).scalar_one(),
    )


def listed(unit: Unit) -> list[Undelivered]:
    """List what was given up and what has failed and waits, oldest first."""
    failed = JOB.c.state.in_((WAITING, OUT)) & (JOB.c.error != "")
    found = select(JOB).where(or_(JOB.c.state == GIVEN_UP, failed)).order_by(JOB.c.id)
    return [
        Undelivered(
            row.id,
            row.kind,
            row.lane.startswith(ROOM),
            row.state == GIVEN_UP,
            row.not_before,
            row.attempts,
            row.error,
        )
        for row in unit.db.execute(found)
    ]


def again(unit: Unit, job_id: str | None) -> int:
    """Let a job that was given up (None: each of them) be tried anew; gives how many there are."""
    given_up = JOB.c.state == GIVEN_UP
    which = given_up if job_id is None else given_up & (JOB.c.id == job_id)
    anew = update(JOB).where(which).values(**_NEW_LIFE, not_before=unit.now)
    return unit.db.execute(anew).rowcount


def revive(unit: Unit, person: str) -> int:
    """Let notices that did not reach a person be tried once more, now that they are met again."""
    theirs = JOB.c.lane.in_(people.same(unit, person)) & (JOB.c.kind.in_(_KEEPS))
    since = JOB.c.not_before >= unit.now - COMES_BACK
    found = select(JOB).where(JOB.c.state == GIVEN_UP, theirs, since)
    revived = 0
    for row in unit.db.execute(found).all():
        ids = packing.unpack(row.ids)
        if row.error.startswith(_NOT_REACHED) and not ids.get(_REVIVED):
            said = {"ids": packing.pack(ids | {_REVIVED: True}), "not_before": unit.now}
            unit.db.execute(update(JOB).where(JOB.c.id == row.id).values(**_NEW_LIFE, **said))
            revived += 1
    return revived


def mend(unit: Unit) -> int:
    """Free what waits behind nothing, as after somebody has deleted rows by hand."""
    other = JOB.alias("other")
    ahead = select(other.c.id).where(other.c.lane == JOB.c.lane, other.c.state.in_((WAITING, OUT)))
    stuck = update(JOB).where(JOB.c.state == BEHIND, ~ahead.exists()).values(state=WAITING)
    return unit.db.execute(stuck).rowcount
