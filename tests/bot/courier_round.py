"""A courier at work on a database, with a router and a connector that do as they are told."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import select

from bot.bell import Bell
from bot.call import Parcel
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
    more: dict[str, Any] = field(default_factory=dict)

    def parcel(self, unit, job) -> Parcel | None:
        if job.key in self.stumbles:
            raise ValueError("hemmelig")
        if job.key in self.drops:
            return None
        person = job.ids.get("person", "")
        identity = people.identity_of(unit, person) if person else None
        to = job.ids.get("conversation", ""), job.ids.get("service_url", "")
        return Parcel(person, identity, {"key": job.key}, "Nytt i loggen", *to, **self.more)


@dataclass
class FakeConnector:
    """Keeps what is sent; says no as it is told."""

    sent: list[tuple[str, str]] = field(default_factory=list)
    tries: int = 0
    tried: asyncio.Event = field(default_factory=asyncio.Event)
    nos: list[Exception] = field(default_factory=list)
    edited: list[str] = field(default_factory=list)
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
        self.tried.set()
        if self.gate is not None and conversation == "chat-slow":
            await self.gate.wait()
        if self.nos:
            raise self.nos.pop(0)
        self.sent.append((conversation, activity["attachments"][0]["content"]["key"]))
        return "1"

    async def update(self, service_url, conversation, sent, activity, *, targeted=False) -> None:
        if self.nos:
            raise self.nos.pop(0)
        self.edited.append(sent + "!" * targeted)

    async def members(self, service_url: str, conversation: str) -> list[dict[str, Any]]:
        return []


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

    def put(self, key: str, kind: str = "varsel", **ids: Any) -> None:
        self.database.do(lambda unit: jobs.add(unit, kind, key, ids))

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


@asynccontextmanager
async def at_work(database, clock, lease=LEASE, connector=None) -> AsyncIterator[Round]:
    """Let a courier of its own work on a database."""
    bell, router, connector = Bell(), FakeRouter(), connector or FakeConnector()
    turns = Watched(database)
    carriers = dict.fromkeys(KINDS, Delivery(turns, router, connector))
    courier = Courier(turns, carriers, bell, clock, lease=lease, chance=lambda: 0.0)
    running = asyncio.create_task(courier.run())
    yield Round(database, turns, clock, bell, router, connector)
    running.cancel()
    await asyncio.gather(running, return_exceptions=True)
