"""Who can sit at the screen: the made-up people of bydel.toml and their ids in Teams."""

import base64
import hashlib
import tomllib
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
    """One made-up person; `tenant` is the key of the home tenant."""

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

    @property
    def initials(self) -> str:
        """First letters of the first and the last name."""
        words = self.name.split()
        return (words[0][0] + words[-1][0]).upper()


class Bydel:
    """All people and tenants, found by key or by any id that a bot may use."""

    def __init__(self, tenants: list[Tenant], people: list[Person], app_id: str) -> None:
        """Take the tables as read; `app_id` colours the ids, since they differ from bot to bot."""
        self.tenants = {tenant.key: tenant for tenant in tenants}
        self.people = {person.key: person for person in people}
        self._app_id = app_id
        self._by_id = {self.teams_id(person): person for person in people}
        self._by_id |= {str(person.oid): person for person in people}

    def teams_id(self, person: Person) -> str:
        """Give the id that this bot knows the person by (29:…)."""
        digest = hashlib.sha256(f"{self._app_id}/{person.oid}".encode()).digest()
        return "29:1" + base64.urlsafe_b64encode(digest).decode().rstrip("=")

    def tenant_id(self, person: Person) -> str:
        """Give the id of the person's home tenant."""
        return str(self.tenants[person.tenant].id)

    def find(self, member_id: str) -> Person | None:
        """Find somebody by Teams id or Entra object id."""
        return self._by_id.get(member_id)


def read_bydel(path: Path, app_id: str) -> Bydel:
    """Read and check the file of people (BydelError)."""
    try:
        raw: dict[str, Any] = tomllib.loads(path.read_text(encoding="utf-8"))
        tenants = [Tenant(**row) for row in raw.get("tenant", [])]
        people = [Person(**row) for row in raw.get("person", [])]
    except (OSError, tomllib.TOMLDecodeError, ValidationError) as error:
        raise BydelError(f"{path} cannot be read: {error}") from error
    known = {tenant.key for tenant in tenants}
    for person in people:
        if person.tenant not in known:
            raise BydelError(f"{path}: {person.key} belongs to an unknown tenant {person.tenant}.")
    if not people or len({person.key for person in people}) != len(people):
        raise BydelError(f"{path}: every person needs a key of their own.")
    return Bydel(tenants, people, app_id)
