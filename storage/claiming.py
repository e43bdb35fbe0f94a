"""Claiming: of each lane the head alone, by one courier at a time, however many jobs there are.

Whatever is found waiting behind another job of its lane is set aside (`bak`) once, and is not
looked at again until the one before it leaves; so a claim costs the same beside a long lane.
"""

from collections.abc import Collection, Iterable
from datetime import timedelta

from sqlalchemy import bindparam, exists, or_, select, tuple_, update

from storage import lanes
from storage.job_rows import BEHIND, JOB, OUT, WAITING, JobRow, read_job
from storage.unit import Unit

_LOOKS = (0, 64, *(512,) * 19)
"""Jobs that each pass looks at, at least; another follows one that found some to set aside.

The first looks at no more than it may take: what it looks at, it locks for other instances.
"""

_DUE = (
    select(JOB.c.id, JOB.c.lane)
    .where(JOB.c.state == WAITING, JOB.c.not_before <= bindparam("now"))
    .order_by(JOB.c.not_before)
    .limit(bindparam("limit"))
    .with_for_update(skip_locked=True)
)
_LEFT = (
    select(JOB.c.id, JOB.c.lane)
    .where(JOB.c.state == OUT, JOB.c.lease_until <= bindparam("now"))
    .limit(bindparam("limit"))
    .with_for_update(skip_locked=True)
)
_OTHER = JOB.alias("other")
_SAME_LANE = _OTHER.c.lane == JOB.c.lane
_BLOCKED = select(JOB.c.id).where(
    JOB.c.id.in_(bindparam("heads", expanding=True)),
    or_(
        exists().where(_OTHER.c.state == OUT, _SAME_LANE, _OTHER.c.id != JOB.c.id),
        exists().where(_OTHER.c.state == WAITING, _SAME_LANE, _OTHER.c.id < JOB.c.id),
    ),
)
_SET_ASIDE = (
    update(JOB)
    .where(JOB.c.id.in_(bindparam("set_aside", expanding=True)))
    .values(state=BEHIND, lease_until=None)
)


def claim(unit: Unit, limit: int, lease: timedelta) -> list[JobRow]:
    """Take the heads of lanes that are due; nobody gets another of their lanes until they settle.

    A job whose lease has run out is taken over. Gives at most `limit` jobs, oldest first.
    """
    taken: list[JobRow] = []
    for look in _LOOKS:
        heads, behind = _sorted(unit, limit - len(taken), look)
        taken += _take(unit, heads, lease)
        if behind:
            unit.db.execute(_SET_ASIDE, {"set_aside": behind})
        if not behind or len(taken) == limit:
            break
    return sorted(taken, key=lambda job: (job.not_before, job.id))


def renew(unit: Unit, held: Iterable[JobRow], lease: timedelta) -> frozenset[str]:
    """Keep jobs that are still being carried; gives the ids of those that nobody has taken over."""
    claims = [(job.id, job.attempts) for job in held]
    later = (
        update(JOB)
        .where(tuple_(JOB.c.id, JOB.c.attempts).in_(claims), JOB.c.state == OUT)
        .values(lease_until=unit.now + lease)
        .returning(JOB.c.id)
    )
    return frozenset(unit.db.execute(later).scalars())


def _sorted(unit: Unit, limit: int, look: int) -> tuple[list[str], list[str]]:
    """Give the heads that may be taken, and the jobs that must wait behind others."""
    due = _by_lane(unit, limit, look)
    held = lanes.hold(unit, due) if due else frozenset[str]()
    heads = [jobs[0] for lane, jobs in due.items() if lane in held]
    blocked = _blocked(unit, heads)
    behind = [job for lane, jobs in due.items() if lane in held for job in jobs[1:]]
    return [job for job in heads if job not in blocked], [*blocked, *behind]


def _by_lane(unit: Unit, limit: int, look: int) -> dict[str, list[str]]:
    """Look at what is due longest: at most `limit` lanes, each with its jobs, the head first."""
    asked = {"now": unit.now, "limit": max(limit, look)}
    due = unit.db.execute(_DUE, asked).all()
    left = {row.lane: row.id for row in unit.db.execute(_LEFT, asked)}
    found: dict[str, list[str]] = {lane: [] for lane in list(left)[:limit]}
    for row in due:
        if row.lane in found or len(found) < limit:
            found.setdefault(row.lane, []).append(row.id)
    return {
        lane: ([left[lane]] if lane in left else []) + sorted(jobs) for lane, jobs in found.items()
    }


def _blocked(unit: Unit, heads: Collection[str]) -> set[str]:
    return set(unit.db.execute(_BLOCKED, {"heads": heads}).scalars()) if heads else set()


def _take(unit: Unit, heads: Collection[str], lease: timedelta) -> list[JobRow]:
    if not heads:
        return []
    leased = (
        update(JOB)
        .where(JOB.c.id.in_(heads))
        .values(state=OUT, lease_until=unit.now + lease, attempts=JOB.c.attempts + 1)
        .returning(*JOB.c)
    )
    return [read_job(row) for row in unit.db.execute(leased)]
