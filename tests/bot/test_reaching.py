"""Whoever is meant is reached, over HTTP: known or not, of another tenant, gone and back again."""

import asyncio
import shutil
import socket
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import delete, select

from bot.app import running
from bot.commands import bydel
from bot.commands.surroundings import APP_ID, Surroundings
from bot.credential import StaticCredential, TokenCache
from bot.metrics import DELIVERIES
from bot.opening import open_database, open_policy
from bot.pace import Pace
from bot.rooms.channel import Channel
from bot.rooms.graph import Graph
from bot.settings import load_settings
from sandbox.app import running as sandbox_running
from sandbox.client import Client
from sandbox.settings import Settings as SandboxSettings
from storage import addresses, jobs, people, rooms, schema
from storage.database import Database
from storage.jobs import JOB
from storage.master import load_master_key
from storage.rooms import RoomRow, RoomState
from tests.support import rows

SAID = "Vi finner ikke dette"
KNOWN = {one.name.split()[0].lower(): one for one in bydel.read_bydel().colleagues}
HOST = bydel.read_bydel().teams[0]


@dataclass
class Reach:
    """A running sandbox and bot, the bot's database beside it, and a log of Kari's and Per's."""

    teams: Client
    database: Database
    url: str

    def person(self, name: str) -> str:
        one = KNOWN[name]
        found = self.database.do(lambda unit: people.find(unit, one.tenant, one.subject))
        assert found is not None
        return found.id

    def tell(self, name: str, number: int = 0, **ids: Any) -> None:
        """Put down a notice for somebody; it is drawn when it is sent."""
        said = {"person": self.person(name), "dialog": "hjelp", "notice": "_avslag", "logg": ""}
        said |= {"ids": {"reason": "ukjent"}} | ids
        kind = "svar" if "recipient" in ids else "varsel"
        self.database.do(lambda unit: jobs.add(unit, kind, f"{kind}:{name}:{number}", said))

    async def ends(self, name: str, state: str, seconds: float = 8) -> str:
        """Wait until somebody's job is in a state; gives its code."""
        lane = JOB.c.lane == self.person(name)
        found = select(JOB.c.state, JOB.c.error).where(lane)
        for _ in range(int(seconds * 20)):
            row = self.database.do(lambda unit: unit.db.execute(found).first())
            if row is not None and row.state == state and (row.error or state == jobs.DONE):
                return str(row.error)
            await asyncio.sleep(0.05)
        raise AssertionError(row)

    async def comes(self, name: str, room: str = "") -> None:
        await self.teams.waits_for(name, SAID, 8, room=room)

    def address(self, name: str) -> str | None:
        person = self.person(name)
        known = self.database.do(lambda unit: addresses.of(unit, person))
        return known.conversation if known else None

    async def has_room(self, *names: str, state: RoomState = RoomState.KLAR) -> str:
        """Make the log's room with some people in it; gives its channel."""
        graph = Graph(
            self.teams.session,
            TokenCache(StaticCredential("token")),
            Pace(),
            url=f"{self.url}graph/v1.0",
        )
        kind = Channel(graph, "delt", tenant=HOST.tenant, owner=HOST.owner, app=APP_ID)
        spot = await kind.make(HOST.id, "Stafett 7F3K", "Chatten er ikke loggen.")
        await kind.enable(spot)
        for name in names:
            await kind.add(spot, KNOWN[name].tenant, KNOWN[name].subject)
        where = (HOST.tenant, spot.team, spot.channel, self.url)

        def keep(unit: Any) -> None:
            rooms.keep(unit, RoomRow("a", "delt", *where, state, "", "", "", unit.now))

        self.database.do(keep)
        return spot.channel


def carried() -> dict[str, float]:
    """Give how deliveries have ended in this process."""
    outcomes = ("sent", "put_off", "retried", "given_up")
    return {one: DELIVERIES.labels(outcome=one)._value.get() for one in outcomes}


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as one:
        return one.getsockname()[1]


def without_app(folder: Path, *keys: str) -> Path:
    """Copy the bydel, without the app for some of its people."""
    copy = Path(shutil.copy(bydel.FILE, folder / "bydel.toml"))
    text = copy.read_text("utf-8")
    for key in keys:
        text = text.replace(f'key = "{key}"\n', f'key = "{key}"\napp = false\n')
    copy.write_text(text, "utf-8")
    return copy


def fill(unit: Any) -> None:
    bydel.fill(unit, bydel.read_bydel())
    found = {name: people.find(unit, one.tenant, one.subject) for name, one in KNOWN.items()}
    rows.logg(unit, "a", code="SL-7F3K")
    rows.person(unit, "emil")
    rows.participant(unit, "a", 1, "emil", "person")
    rows.participant(unit, "a", 2, found["kari"].id, "stafettholder", service="skole")
    rows.participant(unit, "a", 3, found["per"].id, "fagperson", service="ppt")


@pytest.fixture
async def reach(tmp_path: Path) -> AsyncIterator[Reach]:
    """Give everything running; Per, of the next bydel, has not installed the app."""
    around = Surroundings(tmp_path, free_port(), free_port())
    settings = load_settings(**around.settings("token", bydel.read_bydel().tenants))
    load_master_key(settings.key_file)
    schema.upgrade(settings.database_url, None)
    database = open_database(settings, open_policy(settings))
    database.do(fill)
    there = SandboxSettings(
        port=around.sandbox_port,
        bot_url=f"http://127.0.0.1:{around.port}/api/messages",
        app_id=APP_ID,
        app_token="token",
        data=tmp_path / "sandbox",
        bydel=without_app(tmp_path, "per"),
    )
    try:
        async with (
            sandbox_running(there) as real,
            running(settings),
            Client(real.service_url) as client,
        ):
            await client.installed()
            yield Reach(client, database, real.service_url)
    finally:
        database.close()


async def test_somebody_who_has_never_written_is_written_to_and_remembered(reach: Reach):
    reach.database.do(lambda unit: unit.db.execute(delete(addresses.ADDRESS)))
    reach.tell("nora")
    await reach.comes("nora")
    await reach.ends("nora", jobs.DONE)
    assert reach.address("nora")


async def test_a_chat_that_is_not_found_is_made_anew_in_the_same_carry(reach: Reach):
    await reach.teams.fault(kind="404", count=1)
    reach.tell("kari")
    await reach.comes("kari")
    await reach.ends("kari", jobs.DONE)
    assert reach.address("kari")


async def test_somebody_of_another_tenant_is_told_by_a_message_for_them_alone(reach: Reach):
    channel = await reach.has_room("kari", "per")
    reach.tell("per", logg="a")
    await reach.comes("per", room=channel)
    await reach.ends("per", jobs.DONE)
    assert await reach.teams.chat("kari", room=channel) == []
    assert reach.address("per") is None


async def test_somebody_of_another_tenant_waits_for_a_room_that_is_not_ready(reach: Reach):
    channel = await reach.has_room("kari", "per", state=RoomState.STANSET)
    reach.tell("per", logg="a")
    assert await reach.ends("per", jobs.WAITING) == "0 RoomNotReady"
    reach.database.do(lambda unit: rooms.change(unit, "a", state=RoomState.KLAR.value))
    await reach.comes("per", room=channel)


async def test_whoever_uninstalls_is_given_up_aloud_and_told_once_when_they_are_back(reach: Reach):
    await reach.teams.installs("nora", installed=False)
    assert reach.address("nora") is None
    reach.tell("nora")
    assert await reach.ends("nora", jobs.GIVEN_UP) == "403 NoWayLeft"
    await reach.teams.installs("nora")
    await reach.comes("nora")
    await reach.ends("nora", jobs.DONE)


async def test_whoever_uninstalls_is_still_told_in_the_room_of_the_log(reach: Reach):
    channel = await reach.has_room("kari", "per")
    await reach.teams.installs("kari", installed=False)
    reach.tell("kari", logg="a")
    await reach.comes("kari", room=channel)
    assert await reach.teams.chat("per", room=channel) == []


async def test_the_platforms_limits_are_kept_in_a_chat_that_much_goes_to(reach: Reach):
    """Twelve notices to one: Teams takes eight in two seconds, and is never made to say no."""
    await reach.teams.fault(kind="limits")
    before = carried()
    for n in range(12):
        reach.tell("nora", n)
    for _ in range(200):
        sent = carried()["sent"] - before["sent"]
        if sent == 12:
            break
        await asyncio.sleep(0.05)
    assert carried() == before | {"sent": before["sent"] + 12, "put_off": carried()["put_off"]}
    assert carried()["put_off"] > before["put_off"]


async def test_an_answer_in_a_room_that_they_left_comes_in_their_own_chat(reach: Reach):
    channel = await reach.has_room("per")
    there = {"conversation": channel, "service_url": reach.url, "recipient": "29:elsewhere"}
    reach.tell("kari", **there)
    await reach.comes("kari")
    assert await reach.teams.chat("per", room=channel) == []
