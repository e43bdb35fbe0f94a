"""What is put down is delivered once, in order, when it still holds; or is given up aloud."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from typing import Any

import pytest
from sqlalchemy import select

from bot.bell import Bell
from bot.call import Parcel
from bot.connector import ConnectorError
from bot.courier import LEASE, Courier
from bot.delivery import KINDS, Delivery
from storage import addresses, jobs, people, tables
from storage.core import table
from storage.people import IdentityCard

JOB = table(tables.Job)
TENANT = "home"
URL = "https://smba.example/no/"


@dataclass
class FakeRouter:
    """Draws a card for each job but those whose key it is told to drop or to stumble over."""

    drops: set[str] = field(default_factory=set)
    stumbles: set[str] = field(default_factory=set)

    def parcel(self, unit, job) -> Parcel | None:
        if job.key in self.stumbles:
            raise ValueError("hemmelig")
        if job.key in self.drops:
            return None
        person = job.ids.get("person", "")
        identity = people.identity_of(unit, person) if person else None
        to = job.ids.get("conversation", ""), job.ids.get("service_url", "")
        return Parcel(person, identity, {"key": job.key}, "Nytt i loggen", *to)


@dataclass
class FakeConnector:
    """Keeps what is sent; says no as it is told."""

    sent: list[tuple[str, str]] = field(default_factory=list)
    tries: int = 0
    nos: list[ConnectorError] = field(default_factory=list)
    made: list[tuple[str, str, str]] = field(default_factory=list)
    urls: dict[str, str] = field(default_factory=dict)
    gate: asyncio.Event | None = None

    def trust(self, tenant: str, service_url: str) -> None:
        self.urls[tenant] = service_url

    def service_url_of(self, tenant: str) -> str | None:
        return self.urls.get(tenant)

    async def create_conversation(self, service_url: str, tenant: str, subject: str) -> str:
        self.made.append((service_url, tenant, subject))
        return f"chat-{subject}"

    async def send(
        self, service_url: str, conversation: str, activity: dict[str, Any], recipient: str = ""
    ) -> str:
        self.tries += 1
        if self.gate is not None and conversation == "chat-slow":
            await self.gate.wait()
        if self.nos:
            raise self.nos.pop(0)
        self.sent.append((conversation, activity["attachments"][0]["content"]["key"]))
        return "1"


@dataclass
class Watched:
    """A database whose turns under way can be seen."""

    database: Any
    futures: list[Any] = field(default_factory=list)

    def turn(self, work):
        self.futures.append(self.database.turn(work))
        return self.futures[-1]

    def under_way(self) -> bool:
        self.futures = [one for one in self.futures if not one.done()]
        return bool(self.futures)


@dataclass
class Round:
    """A courier at work, and what it works with."""

    database: Any
    turns: Watched
    clock: Any
    bell: Bell
    router: FakeRouter
    connector: FakeConnector

    def person(self, subject: str, *, met: bool = True) -> str:
        def make(unit) -> str:
            person = people.create(unit, IdentityCard("Kari", "Kari Lærer"))
            people.bind(unit, person, TENANT, subject)
            if met:
                addresses.learn(unit, person, TENANT, URL, f"chat-{subject}")
            return person

        return self.database.do(make)

    def put(self, key: str, **ids: Any) -> None:
        self.clock.move(microseconds=1)  # what is put down in one moment has no order
        self.database.do(lambda unit: jobs.add(unit, "varsel", key, ids))

    async def goes(self) -> None:
        """Ring, and wait until nothing more happens."""
        self.bell.ring()
        quiet = 0
        while quiet < 3:
            await asyncio.sleep(0.01)
            quiet = 0 if self.turns.under_way() else quiet + 1

    def states(self) -> dict[str, tuple[str, str]]:
        found = select(JOB.c.key, JOB.c.state, JOB.c.error).order_by(JOB.c.key)
        rows = self.database.do(lambda unit: unit.db.execute(found).all())
        return {row.key: (row.state, row.error) for row in rows}


@pytest.fixture
async def round_(sqlite, clock) -> AsyncIterator[Round]:
    bell, router, connector = Bell(), FakeRouter(), FakeConnector()
    turns = Watched(sqlite)
    carriers = dict.fromkeys(KINDS, Delivery(turns, router, connector))
    courier = Courier(turns, carriers, bell, clock, chance=lambda: 0.0)
    running = asyncio.create_task(courier.run())
    yield Round(sqlite, turns, clock, bell, router, connector)
    running.cancel()
    await asyncio.gather(running, return_exceptions=True)


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
