"""Rooms in the sandbox's Graph and Connector, kept by a running bot: nothing but HTTP between."""

import asyncio
import re
import socket
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from bot.app import running
from bot.commands import bydel
from bot.commands.surroundings import APP_ID, Surroundings
from bot.opening import open_database, open_policy
from bot.settings import Settings, load_settings
from domain.clock import system_clock
from sandbox.app import running as sandbox_running
from sandbox.client import Client
from sandbox.settings import Settings as SandboxSettings
from storage import people, rooms, schema
from storage.database import Database
from storage.master import load_master_key
from storage.rooms import RoomRow, RoomState
from tests.support import story
from tests.support.story import Opened
from tests.support.team import Someone, Team

PATIENCE = 15


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as one:
        return one.getsockname()[1]


def opened_log(database: Database, settings: Settings) -> Opened:
    """Let Kari open a log for Emil, with Nora of the health service and Per of the next bydel."""
    team = Team(database, system_clock, open_policy(settings))
    there = {one.name: one for one in bydel.read_bydel().colleagues}

    def somebody(name: str) -> Someone:
        one = there[name]
        person = database.do(lambda unit: people.find(unit, one.tenant, one.subject))
        return Someone(team, name, one.tenant, one.subject, person.id if person else "")

    log = story.opened(team, somebody("Kari Lærer"), "skole", "helsestasjon", "ppt")
    mother = story.connected(log)
    ticks = story.ticks() | {"les_ppt": "skole", "skriv_ppt": "skole"}
    story.consents(mother, log.code, **ticks)
    story.on_paper(log, **ticks)
    story.joins(log, somebody("Nora Dahl"), "helsestasjon")
    story.joins(log, somebody("Per Aamodt"), "ppt")
    return log


@dataclass
class Town:
    """A running sandbox and bot, and the bot's database beside it."""

    teams: Client
    database: Database
    log: Opened

    @property
    def name(self) -> str:
        return f"Stafett {self.log.code.removeprefix('SL-')}"

    def room(self) -> RoomRow | None:
        def read(unit: Any) -> RoomRow | None:
            return rooms.of(unit, rooms.logs.by_code(unit, self.log.code) or "")

        return self.database.do(read)

    async def comes(self, is_so: Callable[[], bool]) -> None:
        """Wait until something is so."""
        for _ in range(PATIENCE * 10):
            if is_so():
                return
            await asyncio.sleep(0.1)
        raise AssertionError(self.room())

    async def writes(self, text: str) -> None:
        """Let Kari write about school."""
        dialog = await self.teams.composes("kari", "oppdatering")
        said = await self.teams.submits("kari", dialog, "Legg i loggen", tekst=text, tema="skole")
        assert "Det står i loggen nå" in str(said)

    async def members(self, channel: str) -> list[str]:
        [room] = [one for one in await self.teams.rooms("kari") if one["channel"] == channel]
        return sorted(one["key"] for one in room["members"] if one["key"])


@pytest.fixture
async def town(tmp_path: Path) -> AsyncIterator[Town]:
    around, known = Surroundings(tmp_path, free_port(), free_port()), bydel.read_bydel()
    settings = load_settings(**around.settings("token", known.tenants, known.teams[0]))
    load_master_key(settings.key_file)
    schema.upgrade(settings.database_url, None)
    database = open_database(settings, open_policy(settings))
    database.do(lambda unit: bydel.fill(unit, known))
    log = await asyncio.to_thread(opened_log, database, settings)
    there = SandboxSettings(
        port=around.sandbox_port,
        bot_url=f"http://127.0.0.1:{around.port}/api/messages",
        app_id=APP_ID,
        app_token="token",
        data=tmp_path / "sandbox",
    )
    try:
        async with (
            sandbox_running(there) as real,
            Client(real.service_url) as client,
            running(settings),
        ):
            await client.installed()
            yield Town(client, database, log)
    finally:
        database.close()


async def test_the_helpers_get_a_room_where_two_cards_stand(town: Town):
    channel = await town.teams.room("nora", town.name, seconds=PATIENCE)
    await town.teams.waits_for("nora", "Chatten er ikke loggen", PATIENCE, room=channel)
    await town.comes(lambda: bool(town.room().home))
    assert await town.members(channel) == ["kari", "nora", "per"]
    [room] = await town.teams.rooms("per")  # of the next tenant
    assert re.fullmatch(r"Stafett [0-9A-Z]{4,}", room["name"])
    assert "Emil" not in str(room)


async def test_a_stranger_stops_the_room_and_the_stafettholder_hears_of_it(town: Town):
    channel = await town.teams.room("kari", town.name, seconds=PATIENCE)
    await town.comes(lambda: bool(town.room().home))
    await town.teams.adds(channel, "tor")
    await town.teams.waits_for("kari", "Rommet er stanset", PATIENCE)
    assert town.room().state is RoomState.STANSET
    await town.writes("Han sang.")
    await town.teams.waits_for("nora", "Nytt i loggen", PATIENCE)  # in her own chat
    assert "Nytt i loggen" not in str(await town.teams.chat("nora", room=channel))
    await town.teams.removes(channel, "tor")
    await town.teams.waits_for("kari", "Rommet er i bruk igjen", PATIENCE)
    await town.writes("Han lo.")
    await town.teams.waits_for("nora", "Nytt i loggen", PATIENCE, room=channel)


async def test_a_deleted_room_is_made_anew_when_the_stafettholder_asks_for_it(town: Town):
    channel = await town.teams.room("kari", town.name, seconds=PATIENCE)
    await town.comes(lambda: bool(town.room().home))
    await town.teams.deletes_room(channel)
    card = await town.teams.waits_for("kari", "Rommet er borte", PATIENCE)
    assert await town.teams.rooms("nora") == []
    done = await town.teams.clicks("kari", "Lag nytt rom", within=card)
    assert "Et nytt rom blir laget" in str(done)
    again = await town.teams.room("nora", f"{town.name} 2", seconds=PATIENCE)
    assert again != channel
    await town.teams.waits_for("nora", "Chatten er ikke loggen", PATIENCE, room=again)


async def test_whoever_leaves_the_log_is_taken_out_of_the_room(town: Town):
    channel = await town.teams.room("per", town.name, seconds=PATIENCE)
    await town.comes(lambda: bool(town.room().home))
    await town.teams.says("nora", "deltakere")
    await town.teams.waits_for("nora", "Deltakere", PATIENCE)
    dialog = await town.teams.clicks("nora", "Åpne")
    dialog = await town.teams.submits("nora", dialog, "Gå ut av loggen")
    await town.teams.submits("nora", dialog, "Ja, gå ut")
    for _ in range(PATIENCE * 10):
        if await town.members(channel) == ["kari", "per"]:
            return
        await asyncio.sleep(0.1)
    raise AssertionError(await town.members(channel))


async def test_a_busy_graph_in_the_middle_ends_with_one_room_and_everybody_in_it(town: Town):
    await town.teams.fault(kind="429", count=3, seconds=1, scope="graph")
    await town.teams.fault(kind="drop", count=2, scope="graph")
    channel = await town.teams.room("per", town.name, seconds=PATIENCE)
    await town.comes(lambda: bool(town.room().home))
    assert await town.members(channel) == ["kari", "nora", "per"]
    assert len(await town.teams.rooms("kari")) == 1
