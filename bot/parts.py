"""The parts of the running bot, built once and handed to each other; nothing is looked up."""

import asyncio
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from datetime import timedelta

import aiohttp

from bot.adapter import Adapter
from bot.auth import Authenticator
from bot.bell import Bell
from bot.clockwork import Clockwork
from bot.connector import Connector
from bot.courier import Courier
from bot.credential import TokenCache, make_credential
from bot.delivery import KINDS, Delivery
from bot.health import Health
from bot.openid import KeySource
from bot.ports import Carrier
from bot.rooms.events import Watch
from bot.rooms.parts import RoomParts
from bot.rooms.upkeep import follow_rooms
from bot.router import Router
from bot.settings import Settings
from bot.subkeys import ANCHORS, FORMS, subkey
from bot.teams import Teams
from dialogs.base import discover
from domain.clock import Clock
from domain.policy import Policy
from storage import addresses
from storage.database import Database


class Parts:
    """Everything between the database and the door; made inside a running event loop."""

    def __init__(
        self,
        settings: Settings,
        policy: Policy,
        master_key: bytes,
        database: Database,
        session: aiohttp.ClientSession,
        clock: Clock,
    ) -> None:
        bell, dialogs = Bell(), discover()
        self._settings, self._master_key, self._database = settings, master_key, database
        self._credential = make_credential(settings)
        self._connector = Connector(session, TokenCache(self._credential), app_id=settings.app_id)
        keys = KeySource(session, settings.openid_metadata_url)
        router = Router(
            database=database,
            dialogs=dialogs,
            policy=policy,
            clock=clock,
            form_key=subkey(master_key, FORMS),
            wake=bell.ring,
        )
        delivery = Delivery(database, router, self._connector)
        self._rooms = RoomParts(settings, session, database, router, self._connector)
        carriers: dict[str, Carrier] = dict.fromkeys(KINDS, delivery) | dict(self._rooms.carriers)
        lease = timedelta(seconds=settings.lease_seconds)
        self._courier = Courier(database, carriers, bell, clock, lease=lease)
        also = {"follow_rooms": follow_rooms} if self._rooms.kept else {}
        self._clockwork = Clockwork(database, bell, keys, clock, also)
        authenticator = Authenticator(
            keys,
            app_id=settings.app_id,
            issuer=settings.token_issuer,
            tenants=settings.tenants,
            clock=clock,
        )
        teams = Teams(router, dialogs.values(), Watch(database, bell.ring))
        self.adapter = Adapter(authenticator, self._connector, teams)
        self.health = Health(database, keys, self._clockwork)

    @asynccontextmanager
    async def at_work(self) -> AsyncGenerator[None]:
        """Let the courier and the clock work inside a `with`."""
        known = await asyncio.wrap_future(self._database.turn(addresses.service_urls))
        for tenant, service_url in known.items():
            self._connector.trust(tenant, service_url)
        courier = asyncio.create_task(self._courier.run())
        self._clockwork.start(self._settings.anchor_dir, subkey(self._master_key, ANCHORS))
        try:
            yield
        finally:
            await self._clockwork.stop()
            courier.cancel()
            await asyncio.gather(courier, return_exceptions=True)
            await self._rooms.close()
            await self._credential.close()
