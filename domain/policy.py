"""The policies: ages, topics, services and consent terms, read from versioned TOML."""

import tomllib
from functools import cached_property
from importlib import resources
from pathlib import Path
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError

Code = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]{1,31}$")]
FILES = ("aldersregler", "temaer", "tjenester", "samtykke")


class PolicyError(Exception):
    """A policy file is missing or wrong; the text is one sentence that names the file."""


class Row(BaseModel):
    """The common ground of policy data: nothing unknown let in."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Signed(Row):
    """A policy file's head; `godkjent_av` is empty until somebody has answered for it."""

    policy: str
    version: int
    kilde: str
    godkjent_av: str = ""


class AgeRow(Row):
    """Who gives consent from an age on, and what guardians see."""

    kode: Code
    fra: Annotated[int, Field(ge=0, le=120)]
    givere: tuple[str, ...] = Field(min_length=1)
    foresatte_ser: bool
    kan_skjules: bool


class Named(Row):
    """A code with its name in nb, nn and en."""

    kode: Code
    navn: dict[str, str]

    def name(self, language: str) -> str:
        """Give the name in a language, in bokmål where the language has none."""
        return self.navn.get(language) or self.navn["nb"]


class Service(Named):
    """A service and the topics (at most six) that a consent for it can name."""

    temaer: tuple[str, ...] = Field(min_length=1, max_length=6)


class Ages(Signed):
    """The age rules, youngest first."""

    rad: tuple[AgeRow, ...] = Field(min_length=1)


class Topics(Signed):
    """What entries can be about, and for what purpose."""

    formal: tuple[Named, ...] = Field(min_length=1)
    tema: tuple[Named, ...] = Field(min_length=1)


class Services(Signed):
    """The services a log can ask."""

    tjeneste: tuple[Service, ...] = Field(min_length=1)


class ConsentTerms(Signed):
    """The text version that is shown, and how long things last (months, days, days)."""

    tekst_versjon: str
    hoyst_maneder: Annotated[int, Field(ge=1, le=24)]
    utkast_dager: Annotated[int, Field(ge=1)]
    kode_dager: Annotated[int, Field(ge=1)]


class Policy(Row):
    """All policies of one deployment."""

    aldersregler: Ages
    temaer: Topics
    tjenester: Services
    samtykke: ConsentTerms

    @cached_property
    def services(self) -> dict[str, Service]:
        """Give the services by code."""
        return {service.kode: service for service in self.tjenester.tjeneste}

    @cached_property
    def topics(self) -> dict[str, Named]:
        """Give the topics (categories) by code."""
        return {topic.kode: topic for topic in self.temaer.tema}

    @cached_property
    def purposes(self) -> dict[str, Named]:
        """Give the purposes by code."""
        return {purpose.kode: purpose for purpose in self.temaer.formal}

    @cached_property
    def age_rows(self) -> dict[str, AgeRow]:
        """Give the age rules by code."""
        return {row.kode: row for row in self.aldersregler.rad}

    @property
    def purpose(self) -> str:
        """Give the code of the purpose that a log has unless it says another."""
        return self.temaer.formal[0].kode

    def unsigned(self) -> list[str]:
        """Give the names of the policies that nobody has signed."""
        files = (self.aldersregler, self.temaer, self.tjenester, self.samtykke)
        return [file.policy for file in files if not file.godkjent_av]


def load_policy(folder: Path | None = None) -> Policy:
    """Read the policies, those in `folder` first, then those that ship; raises `PolicyError`."""
    read = {name: _read(name, folder) for name in FILES}
    try:
        policy = Policy.model_validate(read)
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"])
        raise PolicyError(f"The policy file {where} is wrong: {first['msg']}.") from None
    _check_names(policy)
    return policy


def _read(name: str, folder: Path | None) -> dict[str, Any]:
    own = folder / f"{name}.toml" if folder else None
    try:
        if own and own.is_file():
            return tomllib.loads(own.read_text(encoding="utf-8"))
        shipped = resources.files("domain.defaults") / f"{name}.toml"
        return tomllib.loads(shipped.read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise PolicyError(f"The policy file {name}.toml is not TOML: {error}.") from None


def _check_names(policy: Policy) -> None:
    for service in policy.tjenester.tjeneste:
        unknown = set(service.temaer) - set(policy.topics)
        if unknown:
            raise PolicyError(f"tjenester.toml: {service.kode} names unknown topics {unknown}.")
    ages = [row.fra for row in policy.aldersregler.rad]
    if ages != sorted(set(ages)) or ages[0] != 0:
        raise PolicyError("aldersregler.toml: the rows must rise from age 0.")
    givers = {giver for row in policy.aldersregler.rad for giver in row.givere}
    if givers - {"foresatte", "personen"}:
        raise PolicyError("aldersregler.toml: givere are «foresatte» and «personen».")
