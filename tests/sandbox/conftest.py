"""A sandbox and the fake bot beside it, on free ports of this machine."""

import socket
from collections.abc import AsyncGenerator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from sandbox.app import running
from sandbox.client import Client
from sandbox.keys import KeyRing
from sandbox.settings import Settings
from tests.sandbox.fake_bot import FakeBot, serving
from tests.support.browser import browser_page  # noqa: F401

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


@cache
def _keys() -> str:
    """Make one signing key for all tests; a key takes a while to make."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "keys.json"
        KeyRing(path)
        return path.read_text(encoding="utf-8")


@pytest.fixture
async def town(tmp_path: Path) -> AsyncGenerator[Town]:
    bot = FakeBot(sandbox=f"http://127.0.0.1:{free_port()}/")
    (tmp_path / "sandbox").mkdir()
    (tmp_path / "sandbox" / "keys.json").write_text(_keys(), encoding="utf-8")
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
