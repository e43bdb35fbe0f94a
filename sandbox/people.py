"""Who can sit at the screen: the made-up people of bydel.toml and their ids in Teams."""

import base64
import hashlib
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field, ValidationError

LOCALES = {"nb": "nb-NO", "nn": "nn-NO", "en": "en-US"}


class BydelError(ValueError):
    """The file of people cannot be used; the message says what is wrong."""


class Tenant(BaseModel):
    """One organisation with its own sign-in."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    key: str
    id: UUID
    name: str


class Person(BaseModel):
    """One made-up person; `tenant` is the key of the home tenant, `app`: it comes with the bot."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    key: str = Field(pattern=r"^[a-z][a-z0-9]*$")
    name: str
    oid: UUID
    tenant: str
    upn: str
    language: Literal["nb", "nn", "en"]
    title: str
    services: tuple[str, ...] = ()
    role: str = ""
    story: str = ""
    colour: str = Field(default="#5b5f66", pattern=r"^#[0-9a-f]{6}$")
    app: bool = True

    @property
    def initials(self) -> str:
        """First letters of the first and the last name."""
        words = self.name.split()
        return (words[0][0] + words[-1][0]).upper()


class Team(BaseModel):
    """A team that may hold channels; `owner` is the object id of the account that owns them."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    key: str
    id: UUID
    name: str
    tenant: str
    owner: UUID

    @property
    def thread(self) -> str:
        """The id of the team as the Connector knows it."""
        digest = hashlib.sha256(self.id.bytes).digest()
        return f"19:{base64.urlsafe_b64encode(digest).decode().rstrip('=')}1@thread.tacv2"


@dataclass(frozen=True)
class Account:
    """Who a member of a conversation is; without `key` an account that nobody sits at."""

    oid: str
    teams_id: str
    tenant: str
    name: str
    upn: str
    key: str | None = None


class Bydel:
    """All people, tenants and teams, found by key or by any id that a bot may use."""

    def __init__(
        self, tenants: list[Tenant], people: list[Person], teams: list[Team], app_id: str
    ) -> None:
        """Take the tables as read; `app_id` colours the ids, since they differ from bot to bot."""
        self.tenants = {tenant.key: tenant for tenant in tenants}
        self.people = {person.key: person for person in people}
        self.teams = {str(team.id): team for team in teams}
        self._app_id = app_id
        accounts = [self._owner(team) for team in teams] + [self.account_of(p) for p in people]
        self._by_id = {one.teams_id: one for one in accounts} | {one.oid: one for one in accounts}

    def teams_id(self, person: Person) -> str:
        """Give the id that this bot knows the person by (29:…)."""
        return self._pairwise(person.oid)

    def tenant_id(self, owned: Person | Team) -> str:
        """Give the id of a person's home tenant, or of the one that hosts a team."""
        return str(self.tenants[owned.tenant].id)

    def account(self, member_id: str) -> Account | None:
        """Find an account by Teams id or Entra object id."""
        return self._by_id.get(member_id) or self._by_id.get(member_id.lower())

    def account_of(self, person: Person) -> Account:
        """Give the account of a person."""
        oid, tenant = str(person.oid), self.tenant_id(person)
        return Account(oid, self._pairwise(person.oid), tenant, person.name, person.upn, person.key)

    def find(self, member_id: str) -> Person | None:
        """Find somebody who sits at the screen, by Teams id or Entra object id."""
        found = self.account(member_id)
        return self.people[found.key] if found and found.key else None

    def _owner(self, team: Team) -> Account:
        upn = f"{team.key}@{team.tenant}.example"
        teams_id = self._pairwise(team.owner)
        return Account(str(team.owner), teams_id, self.tenant_id(team), f"{team.name} (eier)", upn)

    def _pairwise(self, oid: UUID) -> str:
        digest = hashlib.sha256(f"{self._app_id}/{oid}".encode()).digest()
        return "29:1" + base64.urlsafe_b64encode(digest).decode().rstrip("=")


def read_bydel(path: Path, app_id: str) -> Bydel:
    """Read and check the file of people (BydelError)."""
    try:
        raw: dict[str, Any] = tomllib.loads(path.read_text(encoding="utf-8"))
        tenants = [Tenant(**row) for row in raw.get("tenant", [])]
        people = [Person(**row) for row in raw.get("person", [])]
        teams = [Team(**row) for row in raw.get("team", [])]
    except (OSError, tomllib.TOMLDecodeError, ValidationError) as error:
        raise BydelError(f"{path} cannot be read: {error}") from error
    known = {tenant.key for tenant in tenants}
    for one in [*people, *teams]:
        if one.tenant not in known:
            raise BydelError(f"{path}: {one.key} belongs to an unknown tenant {one.tenant}.")
    if not people or len({person.key for person in people}) != len(people):
        raise BydelError(f"{path}: every person needs a key of their own.")
    return Bydel(tenants, people, teams, app_id)
