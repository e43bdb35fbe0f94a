"""How one job goes: carried and done, tried again, put off, or given up aloud."""

import asyncio
import random
from collections.abc import Callable, Mapping
from datetime import timedelta

import structlog
from structlog.contextvars import bound_contextvars

from bot.backoff import MOST_ATTEMPTS, MOST_FAULTS, passes, wait_before
from bot.metrics import DELIVERIES
from bot.pace import Held
from bot.ports import Carried, Carrier, Turns
from bot.wire import ConnectorError
from storage import jobs
from storage.jobs import JobRow
from storage.unit import Unit

_log = structlog.get_logger(__name__)


class Settling:
    """Has jobs carried, each by the carrier of its kind, and settles them."""

    def __init__(
        self,
        database: Turns,
        carriers: Mapping[str, Carrier],
        chance: Callable[[], float] | None = None,
    ) -> None:
        self._database = database
        self._carriers = carriers
        self._chance = chance or random.SystemRandom().random

    async def carry(self, job: JobRow) -> None:
        """Carry a job and settle it; one that cannot even be settled lies until its lease ends."""
        with bound_contextvars(job=job.id):
            [found] = await asyncio.gather(self._carried(job), return_exceptions=True)
            [settled] = await asyncio.gather(self._settle(job, found), return_exceptions=True)
            if isinstance(settled, BaseException):
                _log.error("a job could not be settled", kind=type(settled).__name__)

    async def _carried(self, job: JobRow) -> Carried:
        carrier = self._carriers.get(job.kind)
        if carrier is None:  # a newer version beside this one may carry it
            raise ConnectorError(0, "NoCarrier")
        return await carrier.carry(job)

    async def _settle(self, job: JobRow, found: Carried | BaseException) -> None:
        if isinstance(found, Carried):
            await self._done(job, found)
        elif isinstance(found, Held):
            await self._put_off(job, found)
        elif isinstance(found, ConnectorError):
            await self._failed(job, found)
        else:
            _log.error("delivery fault", kind=type(found).__name__, exc_info=found)
            await self._failed(job, ConnectorError(0, type(found).__name__), MOST_FAULTS)

    async def _done(self, job: JobRow, carried: Carried) -> None:
        def settle(unit: Unit) -> None:
            jobs.done(unit, job.id, job.attempts)
            if carried.also is not None:
                carried.also(unit)

        await self._turn(settle)
        DELIVERIES.labels(outcome=carried.outcome).inc()

    async def _put_off(self, job: JobRow, held: Held) -> None:
        wait = timedelta(seconds=held.wait)
        await self._turn(
            lambda unit: jobs.postpone(unit, job.id, unit.now + wait, held.code, job.attempts)
        )
        DELIVERIES.labels(outcome="put_off").inc()

    async def _failed(self, job: JobRow, error: ConnectorError, most: int = MOST_ATTEMPTS) -> None:
        code = f"{error.status} {error.code}".strip()
        if not passes(error) or job.attempts >= most:
            await self._turn(lambda unit: jobs.give_up(unit, job.id, code, job.attempts))
            _log.error("delivery given up", code=code, attempts=job.attempts)
            DELIVERIES.labels(outcome="given_up").inc()
            return
        wait = wait_before(job.attempts, error.retry_after, self._chance())
        await self._turn(lambda unit: jobs.retry(unit, job.id, unit.now + wait, code, job.attempts))
        _log.warning("delivery waits", code=code, attempts=job.attempts)
        DELIVERIES.labels(outcome="retried").inc()

    async def _turn(self, work: Callable[[Unit], None]) -> None:
        await asyncio.wrap_future(self._database.turn(work))
