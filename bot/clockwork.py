"""What happens by the clock: APScheduler wakes, the rows in the database decide."""

# apscheduler has no types.
# pyright: reportMissingTypeStubs=false, reportUnknownMemberType=false

import asyncio
import time
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from pathlib import Path

import structlog
from apscheduler.schedulers.asyncio import AsyncIOScheduler
from apscheduler.triggers.interval import IntervalTrigger

from bot import upkeep
from bot.bell import Bell
from bot.metrics import OUTBOX, OUTBOX_AGE
from bot.openid import KeySource
from domain.clock import Clock, oslo_day
from storage import anchor, erasures, jobs, undelivered
from storage.database import Database
from storage.undelivered import Tally

POLL = 2
"""Seconds between two looks for jobs that have fallen due."""
COUNT = 10
"""Seconds between two counts of what waits and what was given up."""
HOUR = 3600
Hourly = Mapping[str, Callable[[Database], int]]
_HOURLY: Hourly = {
    "purge": upkeep.purge,
    "discard_drafts": upkeep.discard_drafts,
    "expire_consents": upkeep.expire_consents,
    "replay_erasures": erasures.replay,
    "mend_lanes": lambda database: database.do(undelivered.mend),
}
_log = structlog.get_logger(__name__)


class Clockwork:
    """The one scheduler of this process; `beat` is when it last ran (`time.monotonic`).

    `outbox` is how many jobs wait and how many were given up, as of a few seconds ago.

    `also` is done each hour beside what is always done.
    """

    def __init__(
        self, database: Database, bell: Bell, keys: KeySource, clock: Clock, also: Hourly
    ) -> None:
        self._database = database
        self._bell = bell
        self._keys = keys
        self._clock = clock
        self._hourly = {**_HOURLY, **also}
        # In memory: a store of its own would lose or double what fell due while nobody ran.
        self._scheduler = AsyncIOScheduler(
            timezone="UTC",
            job_defaults={"coalesce": True, "misfire_grace_time": None, "max_instances": 1},
        )
        self.beat = time.monotonic()
        self.outbox = Tally(0, 0)

    def start(self, anchors: Path, anchor_key: bytes) -> None:
        """Begin, with everything once at the start; the day's anchor is looked for each hour."""

        def make_anchor() -> None:
            anchor.make(self._database, anchor_key, anchors, oslo_day(self._clock()))

        self._each("poll", self._poll, POLL)
        self._each("outbox", self._count, COUNT)
        self._each("first_keys", self._fetch_first_keys, 15)
        self._each("keys", self._keys.refresh, 24 * HOUR)
        self._each("anchor", make_anchor, HOUR)
        for name, work in self._hourly.items():
            self._each(name, self._told(name, work), HOUR)
        self._scheduler.start()

    async def stop(self) -> None:
        """Begin nothing more."""
        self._scheduler.shutdown(wait=False)
        await asyncio.sleep(0)  # the scheduler ends in the loop's next round

    def _each(self, name: str, work: Callable[[], object], seconds: int) -> None:
        """Run work at once and then at an interval; what is not async runs in a thread."""
        trigger, first = IntervalTrigger(seconds=seconds), datetime.now(UTC)
        self._scheduler.add_job(work, trigger, id=name, next_run_time=first)

    async def _poll(self) -> None:
        self.beat = time.monotonic()
        age = await asyncio.wrap_future(self._database.turn(jobs.age_of_oldest))
        OUTBOX_AGE.set(age.total_seconds())
        self._bell.ring()

    async def _count(self) -> None:
        self.outbox = await asyncio.wrap_future(self._database.turn(undelivered.tally))
        OUTBOX.labels(state="waiting").set(self.outbox.waiting)
        OUTBOX.labels(state="given_up").set(self.outbox.given_up)

    async def _fetch_first_keys(self) -> None:
        if not self._keys.known:
            await self._keys.refresh()

    def _told(self, name: str, work: Callable[[Database], int]) -> Callable[[], None]:
        def run() -> None:
            count = work(self._database)
            if count:
                _log.info("upkeep", command=name, count=count)

        return run
