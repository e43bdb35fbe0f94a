"""The courier: claims jobs when the bell rings, one lane for each conversation."""

import asyncio
from collections import deque
from dataclasses import dataclass, field
from datetime import datetime, timedelta

import structlog

from bot.bell import Bell
from bot.delivery import Delivery
from bot.ports import Turns
from domain.clock import Clock
from storage import jobs
from storage.jobs import JobRow

LEASE = timedelta(minutes=2)
MARGIN = timedelta(seconds=40)
"""What must be left of a lease for a job to be begun: more than the connector's time-outs."""
AT_ONCE = 24
"""Jobs in hand at most."""
PATIENCE = 10.0
"""Seconds that a stop waits for what is being sent."""
_STEP = timedelta(milliseconds=1)
_log = structlog.get_logger(__name__)


@dataclass
class Lane:
    """One conversation's jobs, in order, each with when to begin at the latest; a task carries."""

    waiting: deque[tuple[JobRow, datetime]] = field(default_factory=deque[tuple[JobRow, datetime]])
    task: asyncio.Task[None] | None = None


@dataclass
class Hold:
    """A conversation that waits: until when, and where its last postponed job stands."""

    until: datetime
    last: datetime


class Courier:
    """Delivers what the turns put down; `clock` is the database's."""

    def __init__(self, database: Turns, delivery: Delivery, bell: Bell, clock: Clock) -> None:
        self._database = database
        self._delivery = delivery
        self._bell = bell
        self._clock = clock
        self._lanes: dict[str, Lane] = {}
        self._holds: dict[str, Hold] = {}
        self._more = False

    async def run(self) -> None:
        """Deliver until cancelled; then give what is being sent a little time."""
        try:
            while True:
                await self._bell.heard()
                await self._take()
        finally:
            await self._end()

    async def _take(self) -> None:
        """Claim what there is room for and give it to the lanes."""
        room = AT_ONCE - sum(1 + len(lane.waiting) for lane in self._lanes.values())
        self._more = room <= 0
        if self._more:
            return
        begin_before = self._clock() + LEASE - MARGIN
        [claimed] = await asyncio.gather(self._claim(room), return_exceptions=True)
        if isinstance(claimed, BaseException):
            _log.error("jobs could not be claimed", kind=type(claimed).__name__)
            return
        self._more = len(claimed) == room
        for job in claimed:
            key = lane_of(job)
            lane = self._lanes.setdefault(key, Lane())
            lane.waiting.append((job, begin_before))
            if lane.task is None:
                lane.task = asyncio.create_task(self._carry(key, lane))

    async def _claim(self, room: int) -> list[JobRow]:
        turn = self._database.turn(lambda unit: jobs.claim(unit, room, LEASE))
        return await asyncio.wrap_future(turn)

    async def _carry(self, key: str, lane: Lane) -> None:
        """Carry a lane's jobs one after the other; what the lease leaves no time for lies."""
        while lane.waiting:
            job, begin_before = lane.waiting.popleft()
            if self._clock() >= begin_before:
                continue
            [found] = await asyncio.gather(self._one(key, job), return_exceptions=True)
            if isinstance(found, BaseException):
                _log.error("a job could not be settled", job=job.id, kind=type(found).__name__)
        self._lanes.pop(key, None)
        if self._more:
            self._bell.ring()

    async def _one(self, key: str, job: JobRow) -> None:
        hold = self._holds.get(key)
        if hold is not None and self._clock() < hold.until:
            hold.last += _STEP
            await self._delivery.postpone(job, hold.last)
            return
        self._holds.pop(key, None)
        [found] = await asyncio.gather(self._delivery.carry(job), return_exceptions=True)
        if isinstance(found, BaseException):
            found = await self._delivery.faulted(job, found)
        if found is not None:
            self._holds[key] = Hold(found, found)

    async def _end(self) -> None:
        tasks = [lane.task for lane in self._lanes.values() if lane.task is not None]
        for lane in self._lanes.values():
            lane.waiting.clear()
        if not tasks:
            return
        _, late = await asyncio.wait(tasks, timeout=PATIENCE)
        for task in late:
            task.cancel()
        await asyncio.gather(*late, return_exceptions=True)


def lane_of(job: JobRow) -> str:
    """Give what keeps a job in order with others: its receiver, or the chat it answers in."""
    ids = job.ids
    identity = ids.get("identity") or ()
    return str(
        ids.get("person") or "|".join(map(str, identity)) or ids.get("conversation") or job.id
    )
