"""Bot and sandbox, each on its own port of this machine, with nothing but HTTP between them."""

import asyncio
import socket
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.app import running
from bot.commands import bydel
from bot.commands.surroundings import APP_ID, Surroundings
from bot.opening import open_database, open_policy
from bot.settings import load_settings
from sandbox.app import running as sandbox_running
from sandbox.client import Client
from sandbox.settings import Settings as SandboxSettings
from storage import schema
from storage.master import load_master_key

HELP = "Dette kan du skrive"


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as one:
        return one.getsockname()[1]


@pytest.fixture
async def teams(tmp_path: Path) -> AsyncIterator[Client]:
    """Give people in a running sandbox who speak with a running bot that knows them."""
    around = Surroundings(tmp_path, free_port(), free_port())
    settings = load_settings(**around.settings("token", bydel.read_bydel().tenants))
    load_master_key(settings.key_file)
    schema.upgrade(settings.database_url, None)
    database = open_database(settings, open_policy(settings))
    database.do(lambda unit: bydel.fill(unit, bydel.read_bydel()))
    database.close()
    there = SandboxSettings(
        port=around.sandbox_port,
        bot_url=f"http://127.0.0.1:{around.port}/api/messages",
        app_id=APP_ID,
        app_token="token",
        data=tmp_path / "sandbox",
    )
    async with (
        sandbox_running(there) as real,
        running(settings),
        Client(real.service_url) as client,
    ):
        await client.installed()
        yield client


async def answers(teams: Client, person: str) -> int:
    return sum(message["sender"] == "bot" for message in await teams.chat(person))


async def test_a_command_is_answered_with_a_card(teams):
    await teams.says("kari", "hjelp")
    await teams.waits_for("kari", HELP)
    await teams.says("kari", "ny logg")
    _, card = await teams.waits_for("kari", "Ny logg")
    dialog = await teams.clicks("kari", card["actions"][0]["title"])
    assert dialog["kind"] == "dialog"


async def test_signing_keys_that_roll_stop_nothing(teams):
    await asyncio.sleep(2.1)  # the keys have just been fetched for the first time
    await teams.rotates_keys()
    assert (await teams.says("kari", "hjelp"))["kind"] == "nothing"
    await teams.waits_for("kari", HELP)


@pytest.mark.parametrize("fault", ["429", "412", "502"])
async def test_a_no_that_passes_is_tried_again_and_said_once(teams, fault):
    await teams.breaks(fault, count=1, seconds=0)
    await teams.says("kari", "ny logg")
    await teams.waits_for("kari", "Ny logg", seconds=15)
    assert await answers(teams, "kari") == 1


async def test_a_message_that_is_delivered_twice_is_answered_once(teams):
    await teams.breaks("duplicate", count=1)
    await teams.says("kari", "ny logg")
    await teams.waits_for("kari", "Ny logg")
    await asyncio.sleep(0.5)
    assert await answers(teams, "kari") == 1


async def test_a_stranger_is_told_that_the_bot_does_not_know_them(teams):
    await teams.says("tor", "hjelp")
    await teams.waits_for("tor", "Jeg kjenner deg ikke")
