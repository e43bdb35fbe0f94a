"""What goes wrong on demand, goes wrong as it does in Teams, and stops when it should."""

import asyncio
import time

import pytest

from sandbox.client import FormError
from sandbox.faults import STATUSES, Faults, Switch
from tests.sandbox.conftest import Town
from tests.sandbox.test_connector import chat_of, code

MESSAGE = {"type": "message", "text": "hei"}


@pytest.mark.parametrize("kind", sorted(STATUSES))
async def test_the_connector_answers_the_fault_once_and_then_works(town: Town, kind: str) -> None:
    path = f"conversations/{await chat_of(town)}/activities"
    await town.teams.breaks(kind, 1)
    status, answer = await town.bot.call("POST", path, MESSAGE)
    assert (status, code(answer)) == STATUSES[kind][:2]  # pyright: ignore
    assert (await town.bot.call("POST", path, MESSAGE))[0] == 201
    assert len(await town.teams.chat("kari")) == 1
    assert (await town.teams.state())["faults"] == []


async def test_a_fault_without_a_count_lasts_until_it_is_switched_off(town: Town) -> None:
    path = f"conversations/{await chat_of(town)}/activities"
    await town.teams.breaks("502")
    for _ in range(3):
        assert (await town.bot.call("POST", path, MESSAGE))[0] == 502
    await town.teams.breaks("502", 0)
    assert (await town.bot.call("POST", path, MESSAGE))[0] == 201


async def test_too_many_requests_says_when_to_come_back(town: Town) -> None:
    await town.teams.breaks("429", 1, seconds=7)
    headers = {"Authorization": f"Bearer {town.bot.token}"}
    url = f"{town.settings.service_url}v3/conversations"
    async with town.teams.session.post(url, headers=headers, json={}) as response:
        assert (response.status, response.headers["Retry-After"]) == (429, "7")


async def test_slow_takes_its_time_and_then_answers(town: Town) -> None:
    path = f"conversations/{await chat_of(town)}/activities"
    await town.teams.breaks("slow", 1, seconds=0.3)
    started = time.monotonic()
    assert (await town.bot.call("POST", path, MESSAGE))[0] == 201
    assert time.monotonic() - started >= 0.3


async def test_a_message_that_has_come_is_posted_though_its_sender_does_not_wait(
    town: Town,
) -> None:
    path = f"conversations/{await chat_of(town)}/activities"
    await town.teams.breaks("slow", 1, seconds=0.3)
    with pytest.raises(TimeoutError):
        await asyncio.wait_for(town.bot.call("POST", path, MESSAGE), 0.1)
    await asyncio.sleep(0.4)
    assert len(await town.teams.chat("kari")) == 1


async def test_a_duplicate_is_the_very_same_activity_twice(town: Town) -> None:
    await town.teams.breaks("duplicate", 1)
    before = len(town.bot.received)
    await town.teams.says("kari", "hva")
    first, second = town.bot.received[before:]
    assert first == second
    await town.teams.says("kari", "hva")
    assert len(town.bot.received) == before + 3


async def test_a_late_delivery_comes_after_what_was_said_later(town: Town) -> None:
    await town.teams.breaks("late", 1, seconds=0.3)
    started = time.monotonic()
    await town.teams.says("kari", "hva")
    assert time.monotonic() - started >= 0.3


async def test_an_unknown_fault_is_refused(town: Town) -> None:
    with pytest.raises(FormError, match="400"):
        await town.teams.breaks("418", 1)


async def test_all_faults_go_off_at_once(town: Town) -> None:
    await town.teams.breaks("401")
    await town.teams.breaks("late")
    await town.teams.mends()
    assert (await town.teams.state())["faults"] == []


def test_faults_are_used_up_in_the_order_in_which_they_came() -> None:
    faults = Faults()
    faults.switch(Switch(kind="502", count=1))
    faults.switch(Switch(kind="401", count=1))
    assert [faults.take("401", "502").kind for _ in range(2)] == ["502", "401"]  # pyright: ignore
    assert faults.take("401", "502") is None
