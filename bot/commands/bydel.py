"""The made-up bydel: the people of `sandbox/bydel.toml` who work in it become known to the bot."""

import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from domain.clock import oslo_day
from storage import memberships, people
from storage.memberships import Grant
from storage.people import IdentityCard
from storage.unit import Unit

FILE = Path(__file__).parents[2] / "sandbox" / "bydel.toml"
BY = "bydelen"


@dataclass(frozen=True, slots=True)
class Colleague:
    """Somebody who works in the bydel or beside it."""

    tenant: str
    subject: str
    name: str
    title: str
    language: str
    services: tuple[str, ...]
    role: str


@dataclass(frozen=True, slots=True)
class HostTeam:
    """A team that holds rooms, its tenant, and the object id of the account that owns them."""

    id: str
    tenant: str
    owner: str


@dataclass(frozen=True, slots=True)
class Bydel:
    """The tenants, the home one first, and those who work; families meet the bot by themselves."""

    tenants: tuple[str, ...]
    colleagues: tuple[Colleague, ...]
    teams: tuple[HostTeam, ...] = ()


def read_bydel(file: Path = FILE) -> Bydel:
    """Read the file as data; its format stands at its top."""
    said = tomllib.loads(file.read_text(encoding="utf-8"))
    tenants = {one["key"]: str(one["id"]).lower() for one in said["tenant"]}
    working = [_colleague(one, tenants) for one in said["person"] if one["services"]]
    teams = [HostTeam(one["id"], tenants[one["tenant"]], one["owner"]) for one in said["team"]]
    return Bydel(tuple(tenants.values()), tuple(working), tuple(teams))


def fill(unit: Unit, bydel: Bydel) -> int:
    """Keep those whom the bot does not know yet, with their memberships; give how many."""
    return sum(_keep(unit, one) for one in bydel.colleagues)


def _keep(unit: Unit, one: Colleague) -> bool:
    if people.find(unit, one.tenant, one.subject) is not None:
        return False
    card = IdentityCard(one.name.split()[0], one.name, title=one.title)
    person = people.create(unit, card, one.language)
    people.bind(unit, person, one.tenant, one.subject)
    for service in one.services:
        grant = Grant(person, service, oslo_day(unit.now), BY, one.role)
        memberships.grant(unit, grant)
    return True


def _colleague(said: dict[str, Any], tenants: dict[str, str]) -> Colleague:
    return Colleague(
        tenant=tenants[said["tenant"]],
        subject=str(said["oid"]).lower(),
        name=said["name"],
        title=said["title"],
        language=said["language"],
        services=tuple(said["services"]),
        role=said["role"] or memberships.EMPLOYEE,
    )
