"""One job on its way: drawn at the moment of sending, sent, settled."""

import asyncio
import random
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeVar

import structlog

from bot.backoff import MOST_ATTEMPTS, passes, wait_before
from bot.call import Parcel
from bot.connector import ConnectorError
from bot.metrics import DELIVERIES
from bot.ports import Drawer, Post, Turns
from storage import addresses, jobs, posted
from storage.jobs import JobRow
from storage.posted import Spot
from storage.unit import Unit

T = TypeVar("T")
ADAPTIVE = "application/vnd.microsoft.card.adaptive"
_log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Way:
    """Where a parcel goes; `tenant` is set when the conversation was made just now."""

    service_url: str
    conversation: str
    tenant: str = ""


class Delivery:
    """Carries jobs, one at a time in each conversation."""

    def __init__(
        self, database: Turns, drawer: Drawer, post: Post, chance: Callable[[], float] | None = None
    ) -> None:
        self._database = database
        self._drawer = drawer
        self._post = post
        self._chance = chance or random.SystemRandom().random

    async def carry(self, job: JobRow) -> datetime | None:
        """Deliver a job and settle it; gives the moment of the next try when it must wait."""
        parcel, way = await self._turn(lambda unit: self._draw(unit, job))
        if parcel is None:
            await self._settle(job, "dropped")
            return None
        try:
            way = way or await self._make_way(parcel)
            sent = await self._hand_over(parcel, way)
        except ConnectorError as error:
            return await self._failed(job, error)
        await self._settle(job, "sent", lambda unit: _learn(unit, parcel, way, sent))
        return None

    async def _hand_over(self, parcel: Parcel, way: Way) -> str:
        message = _activity(parcel)
        if parcel.replaces:
            to = way.service_url, way.conversation, parcel.replaces
            await self._post.update(*to, message)
            return parcel.replaces
        return await self._post.send(way.service_url, way.conversation, message)

    async def faulted(self, job: JobRow, error: BaseException) -> datetime | None:
        """Settle a job that met an unknown fault."""
        _log.error("delivery fault", job=job.id, kind=type(error).__name__, exc_info=error)
        return await self._failed(job, ConnectorError(0, type(error).__name__))

    async def postpone(self, job: JobRow, until: datetime) -> None:
        """Give a job back unsent, to stay behind one that waits in the same conversation."""
        await self._turn(lambda unit: jobs.retry(unit, job.id, until, "behind"))

    async def _turn(self, work: Callable[[Unit], T]) -> T:
        return await asyncio.wrap_future(self._database.turn(work))

    def _draw(self, unit: Unit, job: JobRow) -> tuple[Parcel | None, Way | None]:
        parcel = self._drawer.parcel(unit, job)
        if parcel is None:
            return None, None
        if parcel.conversation:
            return parcel, Way(parcel.service_url, parcel.conversation)
        known = addresses.of(unit, parcel.person)
        if known is None:
            return parcel, None
        # What is kept was named by a verified token once, here or at another instance.
        self._post.trust(known.tenant, known.service_url)
        return parcel, Way(known.service_url, known.conversation)

    async def _make_way(self, parcel: Parcel) -> Way:
        if parcel.identity is None:
            raise ConnectorError(404, "NoAddress")
        tenant, subject = parcel.identity
        url = self._post.service_url_of(tenant)
        if url is None:
            raise ConnectorError(0, "NoServiceUrl")
        return Way(url, await self._post.create_conversation(url, tenant, subject), tenant)

    async def _failed(self, job: JobRow, error: ConnectorError) -> datetime | None:
        code = f"{error.status} {error.code}".strip()
        if not passes(error) or job.attempts >= MOST_ATTEMPTS:
            await self._turn(lambda unit: jobs.give_up(unit, job.id, code))
            _log.error("delivery given up", job=job.id, code=code, attempts=job.attempts)
            DELIVERIES.labels(outcome="given_up").inc()
            return None
        wait = wait_before(job.attempts, error.retry_after, self._chance())

        def again(unit: Unit) -> datetime:
            jobs.retry(unit, job.id, unit.now + wait, code)
            return unit.now + wait

        _log.warning("delivery waits", job=job.id, code=code, attempts=job.attempts)
        DELIVERIES.labels(outcome="retried").inc()
        return await self._turn(again)

    async def _settle(
        self, job: JobRow, outcome: str, also: Callable[[Unit], None] | None = None
    ) -> None:
        def settle(unit: Unit) -> None:
            jobs.done(unit, job.id)
            if also is not None:
                also(unit)

        await self._turn(settle)
        DELIVERIES.labels(outcome=outcome).inc()


def _learn(unit: Unit, parcel: Parcel, way: Way, sent: str) -> None:
    if parcel.keep is not None:
        spot = Spot(way.service_url, way.conversation, sent)
        posted.keep(unit, str(parcel.keep["logg"]), parcel.person, spot, parcel.keep)
    if way.tenant and parcel.person:
        to = way.tenant, way.service_url, way.conversation
        addresses.learn(unit, parcel.person, *to)


def _activity(parcel: Parcel) -> dict[str, Any]:
    return {
        "type": "message",
        "summary": parcel.summary,
        "attachments": [{"contentType": ADAPTIVE, "content": parcel.card}],
    }
