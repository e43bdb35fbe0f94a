"""The parts that keep rooms, as the settings ask; or what stands in where logs have none."""

from collections.abc import Mapping

import aiohttp

from bot.credential import Credential, TokenCache, make_credential
from bot.pace import Pace
from bot.ports import Carried, Carrier, Post, Turns
from bot.rooms.channel import Channel
from bot.rooms.graph import Graph
from bot.rooms.hosts import Hosts
from bot.rooms.keeper import Keeper
from bot.rooms.newsroom import Newsroom
from bot.rooms.port import Room, RoomDrawer
from bot.settings import Settings
from storage.jobs import JobRow

KEEP, NEWS = "rom", "rom_nytt"
"""The kinds of jobs that are carried here."""


class NoRooms:
    """Carries what was put down for rooms in a deployment that keeps none."""

    def __init__(self, drawer: RoomDrawer) -> None:
        self._drawer = drawer

    async def carry(self, job: JobRow) -> Carried:
        """Keep no room; have the readers of what is new told in their own chats."""
        if job.kind != NEWS:
            return Carried("dropped")
        logg, seq = str(job.ids["logg"]), int(job.ids["seq"])
        return Carried("told", lambda unit: _ignore(self._drawer.room_news(unit, logg, seq, None)))


def _ignore(_: object) -> None:
    return None


def room_of(
    settings: Settings, session: aiohttp.ClientSession, credential: Credential
) -> Room | None:
    """Build the kind of room that the settings name; None when they name none."""
    if not settings.rooms:
        return None
    graph = Graph(session, TokenCache(credential), Pace(), url=settings.graph_url)
    return Channel(
        graph,
        settings.rooms,
        tenant=settings.room_tenant,
        owner=settings.room_owner,
        app=settings.teams_app,
    )


def hosts_of(settings: Settings) -> Hosts:
    """Give the teams that hold the rooms."""
    tenants = tuple(tenant.lower() for tenant in settings.tenants)
    return Hosts(settings.room_tenant, settings.room_teams, tenants)


class RoomParts:
    """The carriers of rooms, and the credential that they show Graph."""

    def __init__(
        self,
        settings: Settings,
        session: aiohttp.ClientSession,
        database: Turns,
        drawer: RoomDrawer,
        post: Post,
    ) -> None:
        self._credential = make_credential(settings, settings.graph_scope)
        room = room_of(settings, session, self._credential)
        self.kept = room is not None
        self.carriers: Mapping[str, Carrier] = dict.fromkeys((KEEP, NEWS), NoRooms(drawer))
        if room is not None:
            given = database, room, hosts_of(settings), drawer, post
            self.carriers = {KEEP: Keeper(*given), NEWS: Newsroom(*given)}

    async def close(self) -> None:
        """Let go of the credential's connections."""
        await self._credential.close()
