"""One log with its people, and those who keep its room in a network in memory."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import pytest

from bot.ports import Carried
from bot.rooms.hosts import Hosts
from bot.rooms.keeper import Keeper
from bot.rooms.newsroom import Newsroom
from storage import jobs, people, rooms
from storage.database import Database
from storage.jobs import JobRow
from storage.rooms import RoomRow
from storage.unit import Unit
from tests.bot.fake_rooms import HOME, NEXT, FakeDrawer, FakePost, FakeRoom
from tests.support import rows
from tests.support.clocks import StillClock


def fill(unit: Unit) -> None:
    rows.logg(unit, "a", code="SL-7F3K")
    for no, (person, role, service, tenant) in enumerate(
        (
            ("emil", "person", "", HOME),
            ("kari", "stafettholder", "skole", HOME),
            ("marte", "foresatt", "", HOME),
            ("nora", "fagperson", "helsestasjon", HOME),
            ("per", "fagperson", "ppt", NEXT),
        ),
        1,
    ):
        rows.person(unit, person)
        people.bind(unit, person, tenant, f"oid-{person}")
        rows.participant(unit, "a", no, person, role, service=service)
        if service:
            rows.works(unit, person, service)


@dataclass
class Town:
    """The network of rooms and those who keep one log's room in it."""

    database: Database
    clock: StillClock
    network: FakeRoom
    post: FakePost
    drawer: FakeDrawer
    hosts: Hosts

    async def keeps(self, attempts: int = 1) -> Carried:
        keeper = Keeper(self.database, self.network, self.hosts, self.drawer, self.post)
        return await self._carry(keeper, {"logg": "a"}, attempts)

    async def posts(self, seq: int = 7) -> Carried:
        newsroom = Newsroom(self.database, self.network, self.hosts, self.drawer, self.post)
        return await self._carry(newsroom, {"logg": "a", "seq": seq})

    async def _carry(self, carrier: Any, ids: dict[str, Any], attempts: int = 1) -> Carried:
        carried = await carrier.carry(JobRow("1", "rom", "k", ids, self.clock(), attempts))
        if carried.also is not None:
            self.database.do(carried.also)
        return carried

    @property
    def room(self) -> RoomRow:
        found = self.database.do(lambda unit: rooms.of(unit, "a"))
        assert found is not None
        return found

    def inside(self) -> list[str]:
        return [subject.removeprefix("oid-") for _, subject in self.network.only().members[1:]]

    def told(self) -> list[tuple[str, str]]:
        """Give whom something was put down for, and what, since the last time."""
        claimed = self.database.do(lambda unit: jobs.claim(unit, 99, timedelta(1)))
        for job in claimed:
            self.database.do(lambda unit, job=job: jobs.done(unit, job.id))
        more = self.told() if claimed else []
        notices = [one for one in claimed if one.kind == "varsel"]
        return [(one.ids["person"], one.ids["notice"]) for one in notices] + more


@pytest.fixture(name="town")
def room_town(sqlite: Database, clock: StillClock) -> Town:
    sqlite.do(fill)
    network = FakeRoom()
    hosts = Hosts(HOME, ("team-1", "team-2"), (HOME, NEXT))
    return Town(sqlite, clock, network, FakePost(network), FakeDrawer(), hosts)
