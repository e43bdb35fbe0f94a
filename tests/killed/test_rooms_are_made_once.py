"""A bot that is killed while it makes the logs' rooms makes each of them once."""

import asyncio
import sqlite3
import time
from collections import Counter
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from sandbox.client import Client
from storage import rooms
from storage.rooms import RoomState
from tests.killed.instance import PATIENCE, Instance, free_port
from tests.killed.siege import instance, sandbox
from tests.killed.world import HOST, OWNER, World, build
from tests.support.team import TENANT

pytestmark = pytest.mark.xdist_group("killed")
KILLS = 2
LOGS = 2
SLOW = 0.3


def are_ready(world: World) -> bool:
    database = world.open()
    try:
        with database.reading() as unit:
            found = [rooms.of(unit, log.id) for log in world.logs]
    finally:
        database.close()
    return all(one and one.state is RoomState.KLAR and one.home for one in found)


async def killed_while_it_makes_rooms(world: World, bot: Instance, teams: Client) -> None:
    """Kill the bot in the middle of its second, third … call of Graph since it was started."""
    bot.start()
    for call in range(2, 2 + KILLS):
        await teams.fault(kind="slow", count=call, seconds=SLOW, scope="graph")
        until = time.monotonic() + PATIENCE
        while await teams.ask("GET", "/sandbox/faults"):
            assert time.monotonic() < until, f"Graph is not called: {bot.last_words()}"
            await asyncio.sleep(0.02)
        bot.kill()
        bot.start()
    await bot.ready()
    until = time.monotonic() + PATIENCE
    while not await asyncio.to_thread(are_ready, world):
        assert time.monotonic() < until, bot.last_words()
        await asyncio.sleep(0.3)


async def besieged(world: World) -> list[list[str]]:
    """Give what the bot has posted in each room, by how the cards begin."""
    port = free_port()
    async with sandbox(world, port) as (settings, teams):
        bot = instance(world, settings, 0, port)
        more = {"rooms": "delt", "room_tenant": TENANT, "room_teams": HOST, "room_owner": OWNER}
        bot = replace(bot, settings={**bot.settings, **more, "teams_app": settings.app_id})
        try:
            await killed_while_it_makes_rooms(world, bot, teams)
            found: list[list[str]] = []
            for log in world.logs:
                teacher, nurse = log.people["teacher"].key, log.people["nurse"].key
                [room] = await teams.rooms(teacher)
                assert room["name"] == f"Stafett {log.code.removeprefix('SL-')}"
                members = {one["key"] for one in room["members"] if one["key"]}
                assert members == {teacher, nurse}
                chat = await teams.chat(teacher, room=room["channel"])
                found.append([str(one["activity"]["summary"]) for one in chat])
        finally:
            bot.kill()
    return found


def test_each_log_has_one_room_with_its_helpers_and_its_two_cards(
    sqlite_url: str, tmp_path: Path
) -> None:
    world = build(tmp_path, sqlite_url, LOGS)
    posted = asyncio.run(besieged(world))
    with closing(sqlite3.connect(tmp_path / "sandbox" / "chats.sqlite")) as chats:
        names = chats.execute("SELECT name FROM conversation WHERE team <> ''").fetchall()
    assert len(names) == LOGS
    repeated = 0
    for cards in posted:
        count = Counter(cards)
        assert len(count) == 2, cards
        repeated += sum(count.values()) - 2
    assert repeated <= KILLS
