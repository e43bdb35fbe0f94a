"""The platform's limits and broken lines, as a bot meets them."""

import asyncio
from collections.abc import AsyncGenerator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from shutil import copyfile
from typing import Any

import aiohttp
import pytest

from sandbox.app import running
from sandbox.client import Client
from sandbox.faults import Faults, Switch
from tests.sandbox.conftest import Town
from tests.sandbox.fake_bot import FakeBot
from tests.sandbox.graph_calls import TEAM, graph, make_room, part
from tests.sandbox.test_connector import chat_of, wish

MESSAGE = {"type": "message", "text": "hei"}


@dataclass
class Hands:
    """A clock that a test turns."""

    now: datetime

    def __call__(self) -> datetime:
        return self.now

    def on(self, seconds: float) -> None:
        self.now += timedelta(seconds=seconds)


@pytest.fixture
async def turned(town: Town, tmp_path: Path) -> AsyncGenerator[tuple[Town, Hands]]:
    hands = Hands(datetime.now(UTC))
    folder = tmp_path / "turned"
    folder.mkdir()
    copyfile(town.settings.data / "keys.json", folder / "keys.json")
    settings = replace(town.settings, port=0, data=folder)
    async with running(settings, hands) as real, Client(real.service_url) as teams:
        await teams.installed()
        await teams.fault(kind="limits", scope="all")
        yield Town(real, replace(town.bot, sandbox=real.service_url), teams), hands


async def sends(town: Town, path: str, count: int) -> list[int]:
    return [(await town.bot.call("POST", path, MESSAGE))[0] for _ in range(count)]


async def retry_after(bot: FakeBot, path: str) -> str:
    headers = {"Authorization": f"Bearer {bot.token}"}
    url = f"{bot.sandbox}v3/{path}"
    async with (
        aiohttp.ClientSession(headers=headers) as session,
        session.post(url, json=MESSAGE) as response,
    ):
        assert response.status == 429
        return response.headers["Retry-After"]


async def test_one_conversation_takes_7_a_second_8_in_two_and_60_in_thirty(
    turned: tuple[Town, Hands],
) -> None:
    town, hands = turned
    path = f"conversations/{await chat_of(town)}/activities"
    assert await sends(town, path, 8) == [201] * 7 + [429]
    hands.on(1.01)
    assert await sends(town, path, 2) == [201, 429]
    hands.on(1.01)
    sent = 8
    while sent < 60:
        sent += (await sends(town, path, 8)).count(201)
        hands.on(2.01)
    assert sent == 60
    assert await sends(town, path, 1) == [429]
    assert 10 < int(await retry_after(town.bot, path)) <= 30
    other, _ = await town.bot.call("POST", "conversations", wish())
    assert other == 201
    hands.on(30)
    assert await sends(town, path, 1) == [201]


async def test_the_threads_of_a_channel_share_what_it_takes(
    turned: tuple[Town, Hands],
) -> None:
    town, hands = turned
    async with asyncio.timeout(10):
        await town.teams.mends()
        made = asyncio.create_task(make_room(town, "kari"))
        while not made.done():
            hands.on(0.1)
            await asyncio.sleep(0.01)
        room = await made
    post = await town.bot.post(part(room), text="hei")
    await town.teams.fault(kind="limits")
    whole = f"conversations/{part(room)}/activities"
    under = f"conversations/{part(f'{room};messageid={post}')}/activities"
    assert await sends(town, whole, 4) == [201] * 4
    assert await sends(town, under, 4) == [201] * 3 + [429]
    members = f"conversations/{part(room)}/pagedmembers"
    reads = [(await town.bot.call("GET", members))[0] for _ in range(15)]
    assert reads == [200] * 14 + [429]


async def test_the_tenant_takes_50_a_second(turned: tuple[Town, Hands]) -> None:
    town, _ = turned
    path = f"conversations/{await chat_of(town)}/activities/1"
    answers = [(await town.bot.call("DELETE", path))[0] for _ in range(50)]
    assert answers == [404] * 49 + [429]


async def test_graph_takes_4_a_second_for_one_team(turned: tuple[Town, Hands]) -> None:
    town, hands = turned
    answers = [(await graph(town, "GET", f"teams/{TEAM}"))[0] for _ in range(5)]
    assert answers == [200] * 4 + [429]
    _, _, headers = await graph(town, "GET", f"teams/{TEAM}")
    assert headers["Retry-After"] == "1"
    hands.on(1.01)
    assert (await graph(town, "GET", f"teams/{TEAM}"))[0] == 200


@pytest.mark.parametrize(("moment", "kept"), [("before", 0), ("after", 1)])
async def test_a_dropped_connection_answers_nothing_though_it_may_have_done_all(
    town: Town, moment: str, kept: int
) -> None:
    path = f"conversations/{await chat_of(town)}/activities"
    await town.teams.fault(kind="drop", count=1, moment=moment)
    with pytest.raises(aiohttp.ServerDisconnectedError):
        await town.bot.call("POST", path, MESSAGE)
    assert len(await town.teams.chat("kari")) == kept
    assert (await town.bot.call("POST", path, MESSAGE))[0] == 201
    await town.teams.fault(kind="drop", count=1, scope="graph")
    assert (await town.bot.call("POST", path, MESSAGE))[0] == 201
    with pytest.raises(aiohttp.ServerDisconnectedError):
        await graph(town, "POST", f"teams/{TEAM}/channels", {})


def test_a_fault_with_a_chance_strikes_as_often_and_counts_only_then() -> None:
    drawn = iter([0.9, 0.1, 0.9, 0.1])
    faults = Faults(draw=lambda: next(drawn))
    faults.switch(Switch(kind="502", count=2, chance=0.5))
    struck = [faults.take("502") is not None for _ in range(4)]
    assert struck == [False, True, False, True]
    assert faults.listed() == []


def test_a_dropped_connection_is_before_or_after_by_chance_when_nobody_says() -> None:
    drawn = iter([0.1, 0.9])
    faults = Faults(draw=lambda: next(drawn))
    faults.switch(Switch(kind="drop"))
    fault: Any = faults.take("drop")
    assert [faults.strikes_before(fault) for _ in range(2)] == [True, False]


async def test_a_chance_is_no_more_than_one(town: Town) -> None:
    with pytest.raises(AssertionError, match="400"):
        await town.teams.fault(kind="502", chance=1.5)
    with pytest.raises(AssertionError, match="400"):
        await town.teams.fault(kind="502", scope="everywhere")
