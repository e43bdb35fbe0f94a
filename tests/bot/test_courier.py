"""What is put down is delivered once, in order, when it still holds; or is given up aloud."""

import asyncio
from collections.abc import AsyncIterator

import pytest
from sqlalchemy import select

from bot.backoff import MOST_FAULTS
from bot.connector import ConnectorError
from bot.courier import LEASE
from bot.pace import Held
from storage import addresses, jobs, people
from storage.jobs import JOB
from storage.people import IdentityCard
from tests.bot.courier_round import TENANT, URL, Round, at_work


@pytest.fixture
async def round_(sqlite, clock) -> AsyncIterator[Round]:
    async with at_work(sqlite, clock) as one:
        yield one


async def test_what_is_put_down_is_delivered_once(round_):
    round_.put("en", person=round_.person("kari"))
    await round_.goes()
    await round_.goes()
    assert round_.connector.sent == [("chat-kari", "en")]
    assert round_.states() == {"en": ("ferdig", "")}


async def test_a_commit_wakes_the_courier_at_once(round_):
    person = round_.person("kari")

    def put(unit):
        jobs.add(unit, "varsel", "en", {"person": person})
        unit.after_commit(round_.bell.ring)

    await asyncio.wrap_future(round_.database.turn(put))
    await asyncio.sleep(0.3)
    assert round_.connector.sent == [("chat-kari", "en")]


async def test_what_no_longer_holds_is_not_sent(round_):
    round_.router.drops = {"en"}
    round_.put("en", person=round_.person("kari"))
    await round_.goes()
    assert round_.connector.sent == []
    assert round_.states() == {"en": ("ferdig", "")}


async def test_an_answer_goes_where_it_was_asked_for(round_):
    round_.put("svar", conversation="rom", service_url=URL)
    await round_.goes()
    assert round_.connector.sent == [("rom", "svar")]


async def test_somebody_never_met_is_written_to_by_their_entra_id_and_remembered(round_):
    round_.connector.trust(TENANT, URL)
    person = round_.person("mor", met=False)
    round_.put("en", person=person)
    round_.put("to", person=person)
    await round_.goes()
    assert round_.connector.made == [(URL, TENANT, "mor")]
    assert round_.connector.sent == [("chat-mor", "en"), ("chat-mor", "to")]
    known = round_.database.do(lambda unit: addresses.of(unit, person))
    assert (known.conversation, known.service_url) == ("chat-mor", URL)


async def test_somebody_of_a_tenant_not_met_yet_is_waited_for(round_):
    round_.put("en", person=round_.person("mor", met=False))
    await round_.goes()
    assert round_.states() == {"en": ("venter", "0 NoServiceUrl")}


async def test_somebody_without_any_address_is_given_up(round_):
    person = round_.database.do(lambda unit: people.create(unit, IdentityCard("Far", "Far")))
    round_.put("en", person=person)
    await round_.goes()
    assert round_.states() == {"en": ("oppgitt", "404 NoAddress")}


@pytest.mark.parametrize("status", [0, 401, 408, 412, 429, 500, 502, 503, 504])
async def test_a_passing_no_is_tried_again(round_, status):
    round_.connector.nos = [ConnectorError(status, "X")]
    round_.put("en", person=round_.person("kari"))
    await round_.goes()
    assert round_.states() == {"en": ("venter", f"{status} X")}
    round_.clock.move(seconds=2)
    await round_.goes()
    assert round_.states() == {"en": ("ferdig", "")}


@pytest.mark.parametrize("status", [400, 405, 413])
async def test_a_lasting_no_is_given_up_with_its_reason(round_, status):
    round_.connector.nos = [ConnectorError(status, "BadSyntax")]
    round_.put("en", person=round_.person("kari"))
    await round_.goes()
    assert round_.states() == {"en": ("oppgitt", f"{status} BadSyntax")}


@pytest.mark.parametrize("status", [403, 404])
async def test_a_no_to_an_answer_is_given_up_with_its_reason(round_, status):
    round_.connector.nos = [ConnectorError(status, "BotNotInConversationRoster")]
    round_.put("svar", conversation="rom", service_url=URL)
    await round_.goes()
    assert round_.states() == {"svar": ("oppgitt", f"{status} BotNotInConversationRoster")}
    assert round_.connector.tries == 1


async def test_retry_after_is_honoured_and_the_conversation_keeps_its_order(round_):
    kari, nora = round_.person("kari"), round_.person("nora")
    round_.connector.nos = [ConnectorError(429, "Throttled", 30)]
    round_.put("k1", person=kari)
    await round_.goes()
    for key in ("k2", "k3"):
        round_.clock.move(seconds=1)
        round_.put(key, person=kari)
    round_.put("n1", person=nora)
    await round_.goes()
    assert round_.connector.sent == [("chat-nora", "n1")]
    round_.clock.move(seconds=27)
    await round_.goes()
    assert round_.connector.tries == 2
    round_.clock.move(seconds=2)
    await round_.goes()
    assert [key for _, key in round_.connector.sent] == ["n1", "k1", "k2", "k3"]


async def test_a_slow_conversation_does_not_hold_the_others_up(round_):
    round_.connector.gate = asyncio.Event()
    round_.put("s", person=round_.person("slow"))
    await round_.goes()
    round_.put("k", person=round_.person("kari"))
    await round_.goes()
    assert round_.connector.sent == [("chat-kari", "k")]
    round_.connector.gate.set()
    await round_.goes()
    assert round_.connector.sent == [("chat-kari", "k"), ("chat-slow", "s")]


async def test_a_job_that_cannot_be_drawn_waits_and_stops_nobody(round_):
    round_.router.stumbles = {"feil"}
    round_.put("feil", person=round_.person("nora"))
    round_.put("k", person=round_.person("kari"))
    await round_.goes()
    assert round_.states() == {"feil": ("venter", "0 ValueError"), "k": ("ferdig", "")}


async def test_a_fault_of_our_own_lets_go_of_its_lane_in_some_minutes(round_):
    nora = round_.person("nora")
    round_.router.stumbles = {"feil"}
    round_.put("feil", person=nora)
    round_.put("bak", person=nora)
    for _ in range(MOST_FAULTS):
        await round_.goes()
        round_.clock.move(minutes=2)
    await round_.goes()
    assert round_.states() == {"feil": ("oppgitt", "0 ValueError"), "bak": ("ferdig", "")}


async def test_many_more_jobs_than_hands_are_all_delivered(round_):
    people_ = [round_.person(f"p{n}") for n in range(10)]
    for n in range(70):
        round_.put(f"{n:02}", person=people_[n % 10])
    await round_.goes()
    assert len(round_.connector.sent) == 70
    for n in range(10):
        mine = [key for chat, key in round_.connector.sent if chat == f"chat-p{n}"]
        assert mine == sorted(mine)


async def test_a_job_left_by_a_courier_that_died_is_taken_over(round_):
    round_.put("en", person=round_.person("kari"))
    round_.database.do(lambda unit: jobs.claim(unit, 10, LEASE))
    await round_.goes()
    assert round_.connector.sent == []
    round_.clock.move(seconds=LEASE.total_seconds())
    await round_.goes()
    assert round_.connector.sent == [("chat-kari", "en")]


async def test_what_may_not_go_yet_is_put_off_without_counting_as_a_try(round_):
    round_.connector.nos = [Held("Pace", 30)]
    round_.put("en", person=round_.person("kari"))
    await round_.goes()
    assert round_.states() == {"en": ("venter", "Pace")}
    attempts = select(JOB.c.attempts)
    assert round_.database.do(lambda unit: unit.db.execute(attempts).scalar()) == 0
    round_.clock.move(seconds=30)
    await round_.goes()
    assert round_.connector.sent == [("chat-kari", "en")]


async def test_a_kind_that_only_a_newer_version_carries_is_left_for_it(round_):
    round_.put("en", kind="brev", person=round_.person("kari"))
    await round_.goes()
    assert round_.states() == {"en": ("venter", "0 NoCarrier")}


async def test_when_no_way_is_left_it_is_given_up_and_says_so(round_):
    round_.connector.nos = [ConnectorError(404, "ConversationNotFound"), ConnectorError(403, "X")]
    person = round_.person("kari")
    round_.put("en", person=person)
    await round_.goes()
    assert round_.states() == {"en": ("oppgitt", "403 NoWayLeft")}
    assert round_.database.do(lambda unit: addresses.of(unit, person)) is None


async def test_a_no_that_passes_on_another_way_is_tried_again(round_):
    round_.connector.nos = [ConnectorError(403, "X"), ConnectorError(502, "BadGateway")]
    round_.put("en", person=round_.person("kari"))
    await round_.goes()
    assert round_.states() == {"en": ("venter", "502 BadGateway")}
