"""What stands in the policy files: one model a file."""

from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

Code = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]{1,31}$")]


def _in_bokmal(names: dict[str, str]) -> dict[str, str]:
    if not names.get("nb"):
        raise ValueError("a name in bokmål (nb) is missing")
    return names


Names = Annotated[dict[str, str], AfterValidator(_in_bokmal)]
"""What something is called, by language; bokmål is there for whoever has no other."""


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
    navn: Names

    def name(self, language: str) -> str:
        """Give the name in a language, in bokmål where the language has none."""
        return self.navn.get(language) or self.navn["nb"]


class Service(Named):
    """A service and the topics (at most six) that a consent for it can name."""

    temaer: tuple[str, ...] = Field(min_length=1, max_length=6)

    def said(self, language: str) -> str:
        """Give the name as it stands inside a sentence."""
        return super().name(language)

    def name(self, language: str) -> str:
        """Give the name as it stands alone or first."""
        said = self.said(language)
        return said[0].upper() + said[1:]


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


class Opening(Signed):
    """What is asked before a log is opened."""

    kriterium: tuple[Named, ...] = Field(min_length=1)


class ConsentTerms(Signed):
    """The text version that is shown, and how long things last (months, days, days)."""

    tekst_versjon: str
    hoyst_maneder: Annotated[int, Field(ge=1, le=24)]
    utkast_dager: Annotated[int, Field(ge=1)]
    kode_dager: Annotated[int, Field(ge=1)]
