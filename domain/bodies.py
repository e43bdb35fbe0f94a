"""What the inside of an entry holds: one pydantic model per type and version."""

from typing import Literal

from domain.body import AgeRule, Body, Line, ParticipantNo, Seq, Text
from domain.codes import EntryType, LogState, Role
from domain.consent_bodies import ConsentExpired, ConsentGiven, ConsentRefused, ConsentWithdrawn

PersonKind = Literal["gravid", "barn", "ungdom", "forelder", "voksen", "eldre"]


class Written(Body):
    """A text by a participant: oppdatering and lysglimt; `title` may be empty."""

    text: Text
    title: Line = ""


class Reply(Body):
    """A comment on the entry `to`."""

    to: Seq
    text: Text


class Thanks(Body):
    """«Takk» for the entry `to`; says nothing more."""

    to: Seq


class Correction(Body):
    """A new version of the text of the entry `to`, by its author, with the reason."""

    to: Seq
    text: Text
    title: Line = ""
    why: Line = ""


class Opened(Body):
    """The log's first entry: why it was opened, for whom, and who was asked for."""

    code: str
    kind: PersonKind
    decision: Literal["ja"] = "ja"
    criteria: tuple[str, ...] = ()
    services: tuple[str, ...]
    purpose: str
    policy: str
    ages: AgeRule
    state: LogState = LogState.UTKAST


class Misfiled(Body):
    """An entry in the wrong log: the second word names the first in `yes_to`."""

    to: Seq
    why: Line = ""
    yes_to: Seq | None = None


class Participation(Body):
    """Somebody is invited, joins or leaves; `person` is our own random id."""

    participant: ParticipantNo
    person: str
    role: Role
    service: str = ""
    relation: Line = ""
    digital: bool = True
    why: Line = ""


BODIES: dict[tuple[EntryType, int], type[Body]] = {
    (EntryType.OPPDATERING, 1): Written,
    (EntryType.LYSGLIMT, 1): Written,
    (EntryType.KOMMENTAR, 1): Reply,
    (EntryType.TAKK, 1): Thanks,
    (EntryType.RETTING, 1): Correction,
    (EntryType.SAMTYKKE_GITT, 1): ConsentGiven,
    (EntryType.SAMTYKKE_AVSLATT, 1): ConsentRefused,
    (EntryType.SAMTYKKE_TRUKKET, 1): ConsentWithdrawn,
    (EntryType.SAMTYKKE_UTLOPT, 1): ConsentExpired,
    (EntryType.OPPRETTET, 1): Opened,
    (EntryType.FEILFORT, 1): Misfiled,
    (EntryType.DELTAKER_INVITERT, 1): Participation,
    (EntryType.DELTAKER_MED, 1): Participation,
    (EntryType.DELTAKER_UT, 1): Participation,
}
"""The model of a body by type and version; an old version stays for ever, to be read."""


def newest(type_: EntryType) -> int:
    """Give the version in which a type is written today."""
    return max(version for known, version in BODIES if known is type_)
