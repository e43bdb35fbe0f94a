"""The policies: ages, topics, services and consent terms, read from versioned TOML."""

import tomllib
from functools import cached_property
from importlib import resources
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from domain.codes import FAMILIEN
from domain.policy_files import (
    AgeRow,
    Ages,
    ConsentTerms,
    Named,
    Opening,
    Row,
    Service,
    Services,
    Topics,
)

FILES = ("aldersregler", "temaer", "tjenester", "samtykke", "opprettelse")


class PolicyError(Exception):
    """A policy file is missing or wrong; the text is one sentence that names the file."""


class Policy(Row):
    """All policies of one deployment."""

    aldersregler: Ages
    temaer: Topics
    tjenester: Services
    samtykke: ConsentTerms
    opprettelse: Opening

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
        files = (getattr(self, name) for name in FILES)
        return [file.policy for file in files if not file.godkjent_av]


def load_policy(folder: Path | None = None) -> Policy:
    """Read the policies, those in `folder` first, then those that ship; raises `PolicyError`."""
    if folder and not folder.is_dir():
        raise PolicyError(f"The policy folder {folder} is not there.")
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
    except UnicodeDecodeError:
        raise PolicyError(f"The policy file {name}.toml is not UTF-8.") from None
    except OSError as error:
        raise PolicyError(
            f"The policy file {name}.toml cannot be read: {error.strerror}."
        ) from None


def _check_names(policy: Policy) -> None:
    _check_codes(policy)
    for service in policy.tjenester.tjeneste:
        unknown = sorted(set(service.temaer) - set(policy.topics))
        if unknown:
            raise PolicyError(f"tjenester.toml: {service.kode} names unknown topics {unknown}.")
    ages = [row.fra for row in policy.aldersregler.rad]
    if ages != sorted(set(ages)) or ages[0] != 0:
        raise PolicyError("aldersregler.toml: the rows must rise from age 0.")
    givers = {giver for row in policy.aldersregler.rad for giver in row.givere}
    if givers - {"foresatte", "personen"}:
        raise PolicyError("aldersregler.toml: givere are «foresatte» and «personen».")


def _check_codes(policy: Policy) -> None:
    """See to it that a code means one thing, and that no service is taken for the family."""
    lists: dict[str, tuple[AgeRow | Named, ...]] = {
        "aldersregler": policy.aldersregler.rad,
        "temaer": policy.temaer.tema,
        "temaer (formal)": policy.temaer.formal,
        "tjenester": policy.tjenester.tjeneste,
        "opprettelse": policy.opprettelse.kriterium,
    }
    for file, rows in lists.items():
        codes = [row.kode for row in rows]
        twice = sorted({code for code in codes if codes.count(code) > 1})
        if twice:
            raise PolicyError(f"{file}: {twice} stand there more than once.")
    if FAMILIEN in policy.services:
        raise PolicyError(f"tjenester.toml: no service can have the code «{FAMILIEN}».")
