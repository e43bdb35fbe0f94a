"""/healthz, /readyz and /metrics: that it lives, that it can work, what it has done."""

import asyncio
import time
from collections.abc import Awaitable, Callable

from aiohttp import web
from sqlalchemy.exc import SQLAlchemyError

from bot.clockwork import POLL, Clockwork
from bot.metrics import exposition
from bot.openid import KeySource
from storage import jobs
from storage.database import Database
from storage.errors import StorageError

PATIENCE = 3.0
"""Seconds that a turn of the database may take here."""
STALE = 600.0
"""Seconds that a due job may have waited before something must be wrong."""
Handler = Callable[[web.Request], Awaitable[web.Response]]


class Health:
    """Looks at the parts that the bot cannot work without."""

    def __init__(self, database: Database, keys: KeySource, clockwork: Clockwork) -> None:
        self._database = database
        self._keys = keys
        self._clockwork = clockwork

    def routes(self) -> list[web.RouteDef]:
        """Give the three routes."""
        return [
            web.get("/healthz", self.alive),
            web.get("/readyz", self.ready),
            web.get("/metrics", self.metrics),
        ]

    async def alive(self, _: web.Request) -> web.Response:
        """Answer 200 as long as anything answers."""
        return web.json_response({"status": "ok"})

    async def ready(self, _: web.Request) -> web.Response:
        """Answer 200 when turns can be taken, else 503; the parts stand in the body."""
        waited = await self._outbox_age()
        parts = {
            "database": waited is not None,
            "keys": self._keys.known,
            "clock": time.monotonic() - self._clockwork.beat < 15 * POLL,
            "outbox": waited is not None and waited < STALE,
        }
        good = all(parts.values())
        given_up = self._clockwork.outbox.given_up  # told, but no reason to send turns elsewhere
        body = {"status": "ok" if good else "not ready", **parts, "given_up": given_up}
        return web.json_response(body, status=200 if good else 503)

    async def metrics(self, _: web.Request) -> web.Response:
        """Answer with the metrics as Prometheus reads them."""
        return web.Response(body=exposition(), content_type="text/plain", charset="utf-8")

    async def _outbox_age(self) -> float | None:
        try:
            async with asyncio.timeout(PATIENCE):
                turn = self._database.turn(jobs.age_of_oldest)
                return (await asyncio.wrap_future(turn)).total_seconds()
        except (SQLAlchemyError, StorageError, TimeoutError):
            return None
