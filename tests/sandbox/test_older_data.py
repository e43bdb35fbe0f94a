"""A data folder is kept from start to start, and one of an earlier version is brought along."""

import json
import sqlite3
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager, closing
from pathlib import Path

from sandbox.app import running
from sandbox.client import Client
from sandbox.schema import open_database
from sandbox.settings import Settings
from tests.sandbox.conftest import Town, free_port
from tests.sandbox.fake_bot import FakeBot, serving
from tests.sandbox.graph_calls import enable, heard, make_room, part

_FIRST_VERSION = """
CREATE TABLE conversation (
  id TEXT PRIMARY KEY, person TEXT NOT NULL UNIQUE, told INTEGER NOT NULL DEFAULT 0);
CREATE TABLE message (
  seq INTEGER PRIMARY KEY AUTOINCREMENT, conversation TEXT NOT NULL, id TEXT NOT NULL,
  sender TEXT NOT NULL, edited INTEGER NOT NULL DEFAULT 0, activity TEXT NOT NULL,
  UNIQUE (conversation, id));
CREATE TABLE locale (person TEXT PRIMARY KEY, code TEXT NOT NULL);
INSERT INTO conversation VALUES ('a:1kari', 'kari', 1), ('a:1nora', 'nora', 0);
INSERT INTO message VALUES (1, 'a:1kari', '10', 'person', 0, '{"id": "10", "text": "hei"}');
INSERT INTO message VALUES (7, 'a:1kari', '11', 'bot', 1, '{"id": "11", "text": "Hei, Kari"}');
INSERT INTO locale VALUES ('kari', 'nn-NO');
"""


@asynccontextmanager
async def a_town(folder: Path, bot: FakeBot) -> AsyncGenerator[Town]:
    async with serving(bot) as url:
        port = int(bot.sandbox.rsplit(":", 1)[1].rstrip("/"))
        settings = Settings(port=port, bot_url=url, data=folder)
        async with running(settings) as real, Client(real.service_url) as teams:
            await teams.installed()
            yield Town(real, bot, teams)


async def test_rooms_and_what_was_said_in_them_are_there_at_the_next_start(tmp_path: Path) -> None:
    bot = FakeBot(sandbox=f"http://127.0.0.1:{free_port()}/")
    async with a_town(tmp_path, bot) as town:
        room = await make_room(town, "kari", "per")
        await town.teams.says("kari", "Hei, alle", room=room)
        await town.teams.installs("per", installed=False)
        listed, said = await town.teams.rooms("per"), await town.teams.chat("per", room=room)
    async with a_town(tmp_path, bot) as town:
        assert await town.teams.rooms("per") == listed
        assert await town.teams.chat("per", room=room) == said
        await town.bot.post(part(room), text="Hei igjen")
        await town.teams.waits_for("kari", "Hei igjen", room=room)
        assert (await town.teams.says("per", "hei"))["kind"] == "problem"
        assert (await enable(town, room))[0] == 409
        await town.teams.adds(room, "nora")
        assert len(await heard(town, "channelMemberAdded", 4)) == 4


async def test_chats_of_the_first_version_are_brought_along(tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / "chats.sqlite")) as db:
        db.executescript(_FIRST_VERSION)
    bot = FakeBot(sandbox=f"http://127.0.0.1:{free_port()}/")
    async with a_town(tmp_path, bot) as town:
        first, second = await town.teams.chat("kari")
        assert (first["seq"], first["sender"], first["edited"]) == (1, "person", False)
        assert (second["seq"], second["sender"], second["edited"]) == (7, "bot", True)
        assert second["activity"]["text"] == "Hei, Kari"
        people = {one["key"]: one for one in (await town.teams.state())["people"]}
        assert (people["kari"]["locale"], people["kari"]["latest"]) == ("nn-NO", 7)
        assert all(one["app"] and one["installed"] for one in people.values())
        await town.teams.says("kari", "hjelp")
        assert town.bot.received[-1]["conversation"]["id"] == "a:1kari"
    met = {json.dumps(one["from"]["name"]) for one in bot.received if one["type"] != "message"}
    assert len(met) == 8


def test_a_file_is_brought_up_to_date_once(tmp_path: Path) -> None:
    for _ in range(2):
        with closing(open_database(tmp_path / "chats.sqlite")) as db:
            assert db.execute("PRAGMA user_version").fetchone() == (2,)
