"""The composition root: settings, policies, database, parts and door, and back in reverse."""

import asyncio
import gc
import signal
import socket
from collections.abc import AsyncGenerator
from contextlib import AsyncExitStack, asynccontextmanager, closing

import aiohttp
import structlog
from aiohttp import web

from bot.adapter import LARGEST
from bot.opening import open_database, open_master_key, open_policy
from bot.parts import Parts
from bot.production import assert_may_serve, is_production
from bot.settings import Settings, SettingsError
from domain.clock import Clock, system_clock
from domain.policy import Policy
from storage.database import Database

PATIENCE = 10.0
"""Seconds that a stop waits for calls under way."""
_HEADERS = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'",
    "Referrer-Policy": "no-referrer",
    "Server": "stafett",
    "X-Content-Type-Options": "nosniff",
}
_HTTPS_ALONE = {"Strict-Transport-Security": "max-age=31536000"}
_log = structlog.get_logger(__name__)


async def serve(settings: Settings) -> None:
    """Run the bot until the process is asked to stop."""
    stop, loop = asyncio.Event(), asyncio.get_running_loop()
    for name in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(name, stop.set)
    async with running(settings):
        gc.collect()
        gc.freeze()  # what is there now stays: no turn need wait while it is looked through again
        await stop.wait()


@asynccontextmanager
async def running(settings: Settings, clock: Clock = system_clock) -> AsyncGenerator[int]:
    """Run the bot inside a `with`; gives the port that it listens on."""
    policy = open_policy(settings)
    assert_may_serve(settings, policy)
    async with AsyncExitStack() as stack:
        listener = stack.enter_context(closing(listen(settings)))
        database = await stack.enter_async_context(_open(settings, policy, clock))
        jar = aiohttp.DummyCookieJar()
        session = await stack.enter_async_context(aiohttp.ClientSession(cookie_jar=jar))
        master_key = open_master_key(settings)
        parts = Parts(settings, policy, master_key, database, session, clock)
        await stack.enter_async_context(parts.at_work())
        await stack.enter_async_context(_served(application(settings, parts), listener))
        _log.info("serving", path=settings.listen)
        yield listener.getsockname()[1]
        _log.info("stopping")


def application(settings: Settings, parts: Parts) -> web.Application:
    """Build the HTTP application: the door, the health routes, the headers of every answer."""
    headers = _HEADERS | (_HTTPS_ALONE if is_production(settings) else {})

    async def protect(_: web.Request, response: web.StreamResponse) -> None:
        response.headers.update(headers)

    app = web.Application(client_max_size=LARGEST)
    app.on_response_prepare.append(protect)
    app.router.add_post("/api/messages", parts.adapter.handle)
    app.add_routes(parts.health.routes())
    return app


def listen(settings: Settings) -> socket.socket:
    """Take the address; raises `SettingsError` when it is not to be had."""
    family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
    try:
        return socket.create_server((settings.host, settings.port), family=family)
    except OSError as error:
        raise SettingsError(
            f"STAFETT_LISTEN: {settings.listen} cannot be listened on ({error.strerror})."
        ) from None


@asynccontextmanager
async def _open(settings: Settings, policy: Policy, clock: Clock) -> AsyncGenerator[Database]:
    database = await asyncio.to_thread(open_database, settings, policy, clock=clock)
    try:
        yield database
    finally:
        await asyncio.to_thread(database.close)


@asynccontextmanager
async def _served(app: web.Application, listener: socket.socket) -> AsyncGenerator[None]:
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=PATIENCE)
    await runner.setup()
    try:
        await web.SockSite(runner, listener).start()
        yield
    finally:
        await runner.cleanup()
