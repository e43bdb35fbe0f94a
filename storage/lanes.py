"""Lanes: the jobs of one chat or room, done one after the other, by whichever instance.

Whoever claims in a lane or leaves it holds its lock until they commit, and looks after they have
it: so neither decides on what the other is about to change. SQLite's one writer needs no lock.
"""

from collections.abc import Iterable, Mapping
from hashlib import sha256
from typing import Any

from sqlalchemy import BigInteger, bindparam, func, select, update
from sqlalchemy.dialects.postgresql import ARRAY

from storage.job_rows import BEHIND, JOB, WAITING
from storage.unit import Unit

ROOM = "rom:"
"""What the lane of a log's room begins with."""
_OF_ROOMS = ("rom", "rom_nytt")

_FIRST_BEHIND = (
    select(func.min(JOB.c.id))
    .where(JOB.c.state == BEHIND, JOB.c.lane == bindparam("of"))
    .scalar_subquery()
)
_RELEASE = update(JOB).where(JOB.c.id == _FIRST_BEHIND).values(state=WAITING)
_RELEASE_OLDER = _RELEASE.where(JOB.c.id < bindparam("than"))
_KEY = func.unnest(bindparam("keys", type_=ARRAY(BigInteger))).column_valued("key")
_TRY_LOCKS = select(_KEY).where(func.pg_try_advisory_xact_lock(_KEY))
_WAIT_FOR_LOCK = select(func.pg_advisory_xact_lock(bindparam("key", type_=BigInteger)))


def lane_of(kind: str, ids: Mapping[str, Any]) -> str:
    """Name what keeps a job in order with others: a room, a person's chat, a chat; else nothing.

    A word to one person in a room goes with their chat: it need not wait for the room's own cards.
    """
    room = ids.get("room") or (ids.get("logg") if kind in _OF_ROOMS else None)
    if room and not ids.get("recipient"):
        return f"{ROOM}{room}"
    return str(ids.get("person") or ids.get("conversation") or "")


def hold(unit: Unit, lanes: Iterable[str]) -> frozenset[str]:
    """Lock lanes until the transaction ends; gives those that nobody else holds."""
    if unit.alone:
        return frozenset(lanes)
    keys = {_key(lane): lane for lane in lanes}
    got = unit.db.execute(_TRY_LOCKS, {"keys": list(keys)}).scalars()
    return frozenset(keys[key] for key in got)


def release(unit: Unit, lane: str, older_than: str | None = None) -> None:
    """Let the first job that waits behind be claimed (`older_than`: if it is older than that)."""
    if not unit.alone:
        unit.db.execute(_WAIT_FOR_LOCK, {"key": _key(lane)})
    if older_than is None:
        unit.db.execute(_RELEASE, {"of": lane})
    else:
        unit.db.execute(_RELEASE_OLDER, {"of": lane, "than": older_than})


def _key(lane: str) -> int:
    return int.from_bytes(sha256(lane.encode()).digest()[:8], signed=True)
