"""What the courier keeps: cards that stand, in their place; and what it carries, while it lives."""

import asyncio
from collections.abc import AsyncIterator
from datetime import timedelta

import pytest

from bot.connector import ConnectorError
from bot.courier import LEASE
from domain.clock import system_clock
from storage import jobs, posted
from storage.posted import Spot
from tests.bot.courier_round import URL, FakeConnector, Round, at_work
from tests.support import databases


@pytest.fixture
async def round_(sqlite, clock) -> AsyncIterator[Round]:
    async with at_work(sqlite, clock) as one:
        yield one


def keep_card(round_, person: str) -> str:
    spot = Spot(URL, f"chat-{person}", "card-1")
    round_.database.do(lambda unit: posted.keep(unit, "a", person, spot, {"logg": "a"}))
    return round_.database.do(lambda unit: posted.of_log(unit, "a"))[0].id


async def test_a_card_is_drawn_anew_in_its_place(round_):
    card = keep_card(round_, "kari")
    there = {"conversation": "a:1", "service_url": URL}
    round_.router.more = {"replaces": "card-1"}
    round_.put("en", kind="rediger", posted=card, **there)
    round_.put("to", kind="rediger", posted=card, conversation="19:r@thread.tacv2", service_url=URL)
    round_.put(
        "tre",
        kind="rediger",
        posted=card,
        **there | {"conversation": "19:r@thread.tacv2"} | {"person": round_.person("kari")},
    )
    await round_.goes()
    assert sorted(round_.connector.edited) == ["card-1", "card-1", "card-1!"]
    assert round_.connector.sent == []


async def test_a_card_that_somebody_deleted_is_forgotten(round_):
    card = keep_card(round_, "kari")
    round_.connector.nos = [ConnectorError(404, "ActivityNotFoundInConversation")]
    round_.router.more = {"replaces": "card-1"}
    round_.put("en", kind="rediger", posted=card, conversation="a:1", service_url=URL)
    await round_.goes()
    assert round_.states() == {"en": ("ferdig", "")}
    assert round_.database.do(lambda unit: posted.of_log(unit, "a")) == []


async def test_a_posted_card_is_remembered_under_the_id_that_it_knows(round_):
    round_.router.more = {"keep": {"logg": "a", "ids": {"seq": 3}}, "posted": "kort1"}
    round_.put("en", person=round_.person("kari"))
    await round_.goes()
    [kept] = round_.database.do(lambda unit: posted.of_log(unit, "a"))
    assert (kept.id, kept.activity, kept.ids["ids"]) == ("kort1", "1", {"seq": 3})


async def test_what_takes_longer_than_its_lease_is_sent_once_beside_another_courier(sqlite_url):
    slow, lease = FakeConnector(gate=asyncio.Event()), timedelta(seconds=0.3)
    with (
        databases.opened(sqlite_url, system_clock) as one,
        databases.opened(sqlite_url, system_clock) as two,
    ):
        async with (
            at_work(one, system_clock, lease, slow) as first,
            at_work(two, system_clock, lease) as second,
        ):
            first.put("en", person=first.person("slow"))
            first.bell.ring()
            for _ in range(20):
                await asyncio.sleep(0.05)
                second.bell.ring()
            slow.gate.set()
            await first.goes()
            await second.goes()
            assert (slow.sent, second.connector.sent) == ([("chat-slow", "en")], [])
            assert first.states() == {"en": ("ferdig", "")}


async def test_what_another_has_taken_over_is_let_go(sqlite, clock):
    lease = timedelta(seconds=0.15)
    slow = FakeConnector(gate=asyncio.Event())
    async with at_work(sqlite, clock, lease, slow) as round_:
        round_.put("en", person=round_.person("slow"))
        round_.bell.ring()
        await slow.tried.wait()
        clock.move(seconds=1)  # as if this process had been asleep
        [theirs] = sqlite.do(lambda unit: jobs.claim(unit, 1, LEASE))
        await asyncio.sleep(0.2)
        slow.gate.set()
        await round_.goes()
        assert slow.sent == []
        assert round_.states() == {"en": (jobs.OUT, "")}
        sqlite.do(lambda unit: jobs.done(unit, theirs.id, theirs.attempts))
