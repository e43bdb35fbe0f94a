"""Logs in full use and the people around them, made through the product's own dialogs."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from string import ascii_uppercase

from sqlalchemy import select

from domain.clock import oslo_day, system_clock
from domain.policy import load_policy
from storage import identities, logs
from storage.database import Database
from storage.jobs import JOB
from storage.master import load_master_key
from storage.unit import Unit
from tests.support.story import connected, consents, joins, on_paper, opened, ticks
from tests.support.team import TENANT, Someone, Team

HOST, OWNER = "33333333-3333-3333-3333-333333333333", "33333333-3333-3333-3333-333333333334"
"""A team where rooms may be made, and the account that owns them."""
WRITES = {
    "teacher": ("skole", "trivsel"),
    "nurse": ("helse", "trivsel"),
    "mother": ("skole", "helse", "trivsel"),
}
"""Who is on each log, and the topics that they write about."""
READS = {
    "skole": {"teacher", "nurse", "mother"},
    "trivsel": {"teacher", "nurse", "mother"},
    "helse": {"nurse", "mother"},
}
"""Who reads a topic, by what the parents ticked."""


@dataclass(frozen=True)
class Account:
    """One of a log's people; `key` is their name in the sandbox, `person` our id of them."""

    key: str
    role: str
    name: str
    tenant: str
    subject: str
    person: str
    no: int


@dataclass(frozen=True)
class Log:
    """A log with its people by role."""

    code: str
    id: str
    people: Mapping[str, Account]

    def by_no(self, no: int) -> Account:
        return next(one for one in self.people.values() if one.no == no)


@dataclass(frozen=True)
class World:
    """Where everything is kept, and the logs; `before` are the jobs of their making, all done."""

    folder: Path
    url: str
    logs: tuple[Log, ...]
    before: frozenset[str] = frozenset()

    @property
    def accounts(self) -> list[Account]:
        return [one for log in self.logs for one in log.people.values()]

    @property
    def master_key(self) -> Path:
        return self.folder / "hovednokkel"

    @property
    def anchors(self) -> Path:
        return self.folder / "anker"

    @property
    def bydel(self) -> Path:
        return self.folder / "bydel.toml"

    def open(self) -> Database:
        """Open the database as one more client."""
        key = load_master_key(self.master_key)
        policy = load_policy()
        return Database(self.url, keys_url=None, master_key=key, clock=system_clock, policy=policy)


def build(folder: Path, url: str, count: int) -> World:
    """Open so many logs in an empty database, with nothing left to be delivered."""
    database = World(folder, url, ()).open()
    try:
        team = Team(database, system_clock, load_policy())
        made = tuple(_log(team, letter) for letter in ascii_uppercase[:count])
        team.deliver()
        before = database.do(lambda unit: frozenset(unit.db.execute(select(JOB.c.key)).scalars()))
    finally:
        database.close()
    world = World(folder, url, made, before)
    world.bydel.write_text(_bydel(world), encoding="utf-8")
    return world


def _log(team: Team, letter: str) -> Log:
    teacher = team.worker(f"Kari Lie-{letter}", "skole")
    nurse = team.worker(f"Nora Dahl-{letter}", "helsestasjon")
    born = oslo_day(system_clock()) - timedelta(days=9 * 365)
    log = opened(team, teacher, born=born.isoformat())
    mother = connected(log, f"Marte Berg-{letter}")
    consents(mother, log.code, **ticks())
    on_paper(log, **ticks())
    joins(log, nurse, "helsestasjon")
    there = {"teacher": teacher, "nurse": nurse, "mother": mother}
    return team.database.do(lambda unit: _seen(unit, log.code, letter, there))


def _seen(unit: Unit, code: str, letter: str, there: Mapping[str, Someone]) -> Log:
    logg = logs.by_code(unit, code)
    assert logg is not None
    members = {
        identity[1]: member
        for member in logs.roster(unit, logg)
        if (identity := identities.identity_of(unit, member.person)) is not None
    }
    people = {
        role: Account(
            f"{role}{letter.lower()}",
            role,
            someone.name,
            someone.tenant,
            someone.subject,
            members[someone.subject].person,
            members[someone.subject].no,
        )
        for role, someone in there.items()
    }
    return Log(code, logg, people)


def _bydel(world: World) -> str:
    said = [f'[[tenant]]\nkey = "bydelen"\nid = "{TENANT}"\nname = "Bydelen"\n']
    said += [
        f'[[team]]\nkey = "stafett"\nid = "{HOST}"\nname = "Stafett"\ntenant = "bydelen"\n'
        f'owner = "{OWNER}"\n'
    ]
    said += [
        f'[[person]]\nkey = "{one.key}"\nname = "{one.name}"\noid = "{one.subject}"\n'
        f'tenant = "bydelen"\nupn = "{one.key}@bydelen.example"\nlanguage = "nb"\ntitle = ""\n'
        for one in world.accounts
    ]
    return "\n".join(said)
