"""Builds the sandbox from its parts, starts it on a port and stops it."""

import asyncio
import socket
from collections.abc import AsyncGenerator, Coroutine
from contextlib import AsyncExitStack, asynccontextmanager, closing, suppress
from dataclasses import replace

import aiohttp
from aiohttp import web
from aiohttp.typedefs import Middleware

from sandbox import site
from sandbox.activities import Pen
from sandbox.chats import Chats
from sandbox.clock import Clock, system_clock
from sandbox.connector import Connector
from sandbox.door import Door
from sandbox.events import Events
from sandbox.faults import Faults
from sandbox.gestures import Gestures
from sandbox.graph.channels import Channels
from sandbox.graph.finding import Finding
from sandbox.graph.members import Members
from sandbox.guard import Guard
from sandbox.issuer import Issuer
from sandbox.keys import KeyRing
from sandbox.limits import Limits
from sandbox.line import Line
from sandbox.live import Live
from sandbox.lobby import Lobby
from sandbox.panel import Panel
from sandbox.people import read_bydel
from sandbox.reach import Reach
from sandbox.register import Register
from sandbox.rooms import Rooms
from sandbox.rosters import Rosters
from sandbox.schema import open_database
from sandbox.settings import Settings, SettingsError
from sandbox.store import Store
from sandbox.watch import Watch

_MAX_BODY = 512 * 1024


@asynccontextmanager
async def running(settings: Settings, clock: Clock = system_clock) -> AsyncGenerator[Settings]:
    """Run the sandbox inside a `with`; gives the settings with the port that it really has."""
    bydel = read_bydel(settings.bydel, settings.app_id)
    listener = _listen(settings)
    settings = replace(settings, port=listener.getsockname()[1])
    async with AsyncExitStack() as stack:
        stack.enter_context(closing(listener))
        db = stack.enter_context(closing(open_database(settings.data / "chats.sqlite")))
        session = await stack.enter_async_context(aiohttp.ClientSession())
        issuer = Issuer(settings, KeyRing(settings.data / "keys.json"), clock)
        live = Live()
        faults = Faults(lambda on: live.tell({"kind": "faults", "faults": on}))
        store = Store(db)
        register = Register(db, store)
        chats = Chats(store, register, live, bydel, clock)
        pen, line = Pen(settings, chats), Line(settings, issuer, faults, session)
        events = Events(pen, line)
        rooms = Rooms(register, chats, live, events.tell, settings.bot_id)
        gestures = Gestures(pen, line, chats)
        routes = [
            *issuer.routes(),
            *_apis(settings, chats, rooms),
            *Door(gestures, chats, live).routes(),
            *Lobby(rooms, chats, gestures).routes(),
            *Panel(settings, chats, faults, issuer, line).routes(),
            *site.routes(settings.node_modules),
        ]
        app = _application(routes, Guard(settings.app_token, faults, Limits(clock)).middleware())
        await stack.enter_async_context(_served(app, listener, live))
        await stack.enter_async_context(_background(Watch(line, gestures, chats, live).run()))
        await stack.enter_async_context(_background(events.run()))
        yield settings


def _apis(settings: Settings, chats: Chats, rooms: Rooms) -> list[web.RouteDef]:
    reach, finding, url = Reach(chats), Finding(rooms), settings.service_url
    return [
        *Connector(settings, chats, reach, Rosters(chats, rooms, reach)).routes(),
        *Channels(rooms, chats, finding, url).routes(),
        *Members(rooms, finding, url).routes(),
    ]


def _application(routes: list[web.AbstractRouteDef], guard: Middleware) -> web.Application:
    app = web.Application(middlewares=[site.headers, guard], client_max_size=_MAX_BODY)
    app.add_routes(routes)
    return app


def _listen(settings: Settings) -> socket.socket:
    try:
        return socket.create_server((settings.host, settings.port))
    except OSError as error:
        raise SettingsError(
            f"Port {settings.port} is taken: choose another one with SANDBOX_PORT."
        ) from error


@asynccontextmanager
async def _served(
    app: web.Application, listener: socket.socket, live: Live
) -> AsyncGenerator[None]:
    async def let_go(_: web.Application) -> None:
        live.close()

    app.on_shutdown.append(let_go)
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=2)
    await runner.setup()
    await web.SockSite(runner, listener).start()
    try:
        yield
    finally:
        await runner.cleanup()


@asynccontextmanager
async def _background(work: Coroutine[None, None, None]) -> AsyncGenerator[None]:
    task = asyncio.create_task(work)
    try:
        yield
    finally:
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task
