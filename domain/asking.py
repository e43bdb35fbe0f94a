"""What the gate is asked: who wants to read or write, and what."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from domain.codes import EntryType, ParticipantState, Role


class Reason(StrEnum):
    """Why the gate says no; a viewer is told only what they may know (`cards.refusal`)."""

    UKJENT = "ukjent"
    IKKE_AKTIV = "ikke_aktiv"
    TEMA = "tema"
    SAMTYKKE = "samtykke"
    ANDRE = "andre"
    SKJULT = "skjult"
    BORTE = "borte"
    ROLLE = "rolle"


@dataclass(frozen=True, slots=True)
class Viewer:
    """Somebody as a participant of the log in question."""

    person: str
    participant: int
    role: Role
    service: str
    state: ParticipantState


@dataclass(frozen=True, slots=True)
class Item:
    """What the projection knows of an entry: enough to decide, nothing to read."""

    logg: str
    seq: int
    type: EntryType
    author: int
    category: str
    purpose: str
    at: datetime
    hidden: bool = False
    about: tuple[int, ...] = ()
    gone: bool = False


@dataclass(frozen=True, slots=True)
class Intent:
    """What somebody wants to write; `to` is the entry that a reply hangs on."""

    type: EntryType
    category: str
    purpose: str
    hidden: bool = False
    about: tuple[int, ...] = ()
    to: Item | None = None
