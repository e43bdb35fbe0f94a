"""A sandbox and the fake bot beside it, on free ports of this machine."""

import socket
from collections.abc import AsyncGenerator
from dataclasses import dataclass
from pathlib import Path

import pytest

from sandbox.app import running
from sandbox.client import Client
from sandbox.settings import Settings
from tests.sandbox.fake_bot import FakeBot, serving

MANIFEST = Path(__file__).parent / "manifest.json"


@dataclass
class Town:
    """A running sandbox with its bot, and everybody in it."""

    settings: Settings
    bot: FakeBot
    teams: Client


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return listener.getsockname()[1]


@pytest.fixture
async def town(tmp_path: Path) -> AsyncGenerator[Town]:
    bot = FakeBot(sandbox=f"http://127.0.0.1:{free_port()}/")
    async with serving(bot) as url:
        settings = Settings(
            port=int(bot.sandbox.rsplit(":", 1)[1].rstrip("/")),
            bot_url=url,
            data=tmp_path / "sandbox",
            manifest=MANIFEST,
            invoke_seconds=2,
        )
        async with running(settings) as real, Client(real.service_url) as teams:
            await teams.installed()
            yield Town(real, bot, teams)
