"""What is still to be delivered, read in the database beside the bots."""

import asyncio
import time
from datetime import datetime, timedelta

from sqlalchemy import func, select

from domain.clock import system_clock
from storage.engines import open_engine
from storage.jobs import DONE, GIVEN_UP, JOB

LATEST = timedelta(days=1)


class Outbox:
    """Waits for jobs to be done; `lease` is how long one killed with a job keeps it from others."""

    def __init__(self, url: str, lease: float) -> None:
        self._engine = open_engine(url, 1)
        self._patience = lease + 60

    def close(self) -> None:
        self._engine.dispose()

    async def empty_of_what_was_due(self, moment: datetime) -> None:
        """Wait until no job waits that was due at a moment; fails when some never go."""
        until = time.monotonic() + self._patience
        while left := await asyncio.to_thread(self._waiting, moment):
            assert time.monotonic() < until, f"{left} jobs due at {moment} are still waiting"
            await asyncio.sleep(0.1)

    async def empty(self) -> None:
        """Wait until no job waits at all, not even one that is to be tried again later."""
        await self.empty_of_what_was_due(system_clock() + LATEST)

    def _waiting(self, moment: datetime) -> int:
        waits = JOB.c.state.not_in((DONE, GIVEN_UP)) & (JOB.c.not_before <= moment)
        with self._engine.connect() as db:
            return db.execute(select(func.count()).select_from(JOB).where(waits)).scalar_one()
