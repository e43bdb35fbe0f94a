"""The courier: claims jobs when the bell rings, has each carried, and keeps what it carries."""

import asyncio
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

import structlog

from bot.bell import Bell
from bot.ports import Carrier, Turns
from bot.settling import Settling
from domain.clock import Clock
from storage import jobs
from storage.jobs import JobRow

LEASE = timedelta(minutes=2)
"""How long a job is another's when the courier that claimed it does not say that it lives."""
AT_ONCE = 24
"""Jobs in hand at most; of each lane one."""
PATIENCE = 10.0
"""Seconds that a stop waits for what is being sent."""
_log = structlog.get_logger(__name__)


@dataclass(slots=True)
class Hand:
    """A job that is being carried, and until when it is ours."""

    job: JobRow
    task: asyncio.Task[None]
    ours_until: datetime


class Courier:
    """Delivers what the turns put down, each kind by its carrier; `clock` is the database's."""

    def __init__(
        self,
        database: Turns,
        carriers: Mapping[str, Carrier],
        bell: Bell,
        clock: Clock,
        *,
        lease: timedelta = LEASE,
        chance: Callable[[], float] | None = None,
    ) -> None:
        self._database = database
        self._settling = Settling(database, carriers, chance)
        self._bell = bell
        self._clock = clock
        self._lease = lease
        self._hands: dict[str, Hand] = {}

    async def run(self) -> None:
        """Deliver until cancelled; then give what is being sent a little time."""
        keeping = asyncio.create_task(self._keep())
        try:
            while True:
                await self._bell.heard()
                await self._take()
        finally:
            await self._end()
            keeping.cancel()
            await asyncio.gather(keeping, return_exceptions=True)

    async def _take(self) -> None:
        """Claim what there is room for; the bell rings again when room is made."""
        room = AT_ONCE - len(self._hands)
        if room <= 0:
            return
        asked = self._clock()
        [claimed] = await asyncio.gather(self._claim(room), return_exceptions=True)
        if isinstance(claimed, BaseException):
            _log.error("jobs could not be claimed", kind=type(claimed).__name__)
            return
        for job in claimed:
            task = asyncio.create_task(self._carry(job))
            self._hands[job.id] = Hand(job, task, asked + self._lease)

    async def _claim(self, room: int) -> list[JobRow]:
        turn = self._database.turn(lambda unit: jobs.claim(unit, room, self._lease))
        return await asyncio.wrap_future(turn)

    async def _carry(self, job: JobRow) -> None:
        """Carry one job; whether it went or not, the next of its lane may be waiting."""
        try:
            if self._clock() < self._hands[job.id].ours_until - self._lease / 3:
                await self._settling.carry(job)
        finally:
            self._hands.pop(job.id, None)
            self._bell.ring()

    async def _keep(self) -> None:
        """Renew the leases of what takes its time; what is not ours any more is let go."""
        while True:
            await asyncio.sleep((self._lease / 3).total_seconds())
            if not self._hands:
                continue
            [kept] = await asyncio.gather(self._renew(), return_exceptions=True)
            if isinstance(kept, BaseException):
                _log.error("leases could not be renewed", kind=type(kept).__name__)
            now = self._clock()
            for hand in [hand for hand in self._hands.values() if hand.ours_until <= now]:
                _log.warning("a job was let go", job=hand.job.id)
                hand.task.cancel()

    async def _renew(self) -> None:
        hands, asked = dict(self._hands), self._clock()
        held = [hand.job for hand in hands.values()]
        turn = self._database.turn(lambda unit: jobs.renew(unit, held, self._lease))
        kept = await asyncio.wrap_future(turn)
        for job_id, hand in hands.items():
            hand.ours_until = asked + self._lease if job_id in kept else asked

    async def _end(self) -> None:
        tasks = [hand.task for hand in self._hands.values()]
        if not tasks:
            return
        _, late = await asyncio.wait(tasks, timeout=PATIENCE)
        for task in late:
            task.cancel()
        await asyncio.gather(*late, return_exceptions=True)
