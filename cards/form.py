"""Forms: typed answers out of what a client sends, and a sentence for each field that is wrong."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, ValidationError

from cards.words import Words
from domain.body import LINE_LIMIT, TEXT_LIMIT
from domain.text import UnwantedCharacter, tidy


class Form(BaseModel):
    """Answers to one card: unknown keys are left alone, known ones are checked."""

    model_config = ConfigDict(extra="ignore", frozen=True)


@dataclass(frozen=True, slots=True)
class Typed:
    """What somebody typed, and what was wrong with it, so that a card can be shown again."""

    values: Mapping[str, str] = field(default_factory=dict[str, str])
    errors: Mapping[str, str] = field(default_factory=dict[str, str])

    def value(self, name: str, otherwise: str = "") -> str:
        """Give what stood in a field, or what should stand there at first."""
        return self.values.get(name, otherwise)


def _tidied(value: object) -> object:
    return tidy(value) if isinstance(value, str) else value


def _split(value: object) -> object:
    if value is None:
        return ()
    if isinstance(value, str):
        return tuple(part for part in value.split(",") if part)
    return value


def _nothing(value: object) -> object:
    return None if value == "" else value


def _unique(value: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(value))


Prose = Annotated[str, Field(min_length=1, max_length=TEXT_LIMIT), BeforeValidator(_tidied)]
OptionalProse = Annotated[str, Field(max_length=TEXT_LIMIT), BeforeValidator(_tidied)]
ShortLine = Annotated[str, Field(min_length=1, max_length=LINE_LIMIT), BeforeValidator(_tidied)]
OptionalLine = Annotated[str, Field(max_length=LINE_LIMIT), BeforeValidator(_tidied)]
Choice = Annotated[str, Field(min_length=1, max_length=64), BeforeValidator(_tidied)]
Number = Annotated[
    str, Field(pattern=r"^[0-9]{1,9}$"), BeforeValidator(lambda value: str(value)[:16])
]
"""A number from a card's data, which a client may send as a number or as text."""
Many = Annotated[
    tuple[Annotated[str, Field(max_length=64)], ...],
    BeforeValidator(_split),
    AfterValidator(_unique),
    Field(max_length=40),
]
Day = Annotated[date, BeforeValidator(_tidied)]
OptionalDay = Annotated[date | None, BeforeValidator(_nothing)]
Tick = Annotated[bool, BeforeValidator(lambda value: value in (True, "true"))]


_ROOM = 4 * TEXT_LIMIT
"""Bytes of what was typed that a card comes back with: Teams takes 28 KB, its frame included."""


def typed_of(data: Mapping[str, Any], errors: Mapping[str, str] | None = None) -> Typed:
    """Keep what a client sent as text, cut to what a card has room for, to show it again."""
    kept: dict[str, str] = {}
    room = _ROOM
    for name, value in data.items():
        if isinstance(value, str | int | bool) and len(name) <= 64:
            said = str(value).encode(errors="surrogatepass")[:room]
            kept[name] = said.decode(errors="ignore")
            room -= len(said)
    return Typed(kept, errors or {})


def sentences(error: ValidationError, t: Words) -> dict[str, str]:
    """Turn a form's errors into one sentence a field."""
    found: dict[str, str] = {}
    for one in error.errors():
        name = str(one["loc"][0]) if one["loc"] else ""
        found.setdefault(name, _sentence(one["type"], dict(one.get("ctx", {})), t))
    return found


def _sentence(kind: str, context: dict[str, Any], t: Words) -> str:
    if kind == "string_too_long":
        return t("Teksten er for lang. Du kan skrive høyst {n} tegn.", n=context["max_length"])
    if kind in ("string_too_short", "missing"):
        return t("Dette må fylles ut.")
    if kind.startswith("date"):
        return t("Datoen er ikke gyldig. Velg en dag i kalenderen.")
    if isinstance(context.get("error"), UnwantedCharacter):
        return t("Teksten har usynlige tegn som ikke kan lagres. Skriv den inn på nytt.")
    if kind in ("literal_error", "enum"):
        return t("Velg en av mulighetene.")
    return t("Dette forstår vi ikke. Se over feltet og prøv igjen.")
