"""What the inside of an entry holds: one pydantic model per type and version."""

from datetime import date
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from domain.codes import EntryType, LogState, Method, Right, Role

TEXT_LIMIT = 4000
LINE_LIMIT = 200

Text = Annotated[str, StringConstraints(min_length=1, max_length=TEXT_LIMIT)]
Line = Annotated[str, StringConstraints(max_length=LINE_LIMIT)]
Seq = Annotated[int, Field(ge=1)]
ParticipantNo = Annotated[int, Field(ge=1)]


PersonKind = Literal["gravid", "barn", "ungdom", "forelder", "voksen", "eldre"]


class Body(BaseModel):
    """The common ground of bodies: frozen, nothing unknown let in."""

    model_config = ConfigDict(extra="forbid", frozen=True)


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


class Term(Body):
    """One cell of a consent: a category, a purpose and the rights given in it."""

    category: str
    purpose: str
    rights: tuple[Right, ...]


class AgeRule(Body):
    """Who must consent now, until which day, and by which rule after it (`domain.ages`)."""

    rule: str
    until: date | None = None
    then: str | None = None


class ConsentGiven(Body):
    """One giver's yes for one service, in place of that giver's earlier word on that service.

    `about` is the participant whom the information is about (the person the log is for, or another
    family member). `before` says that what was written earlier may be read too. `recorded_by` is
    the helper who filed a paper or an oral answer.
    """

    giver: ParticipantNo
    about: ParticipantNo
    service: str
    terms: tuple[Term, ...]
    start: date
    end: date
    before: bool = False
    holder_reads_all: bool = False
    method: Method
    evidence: Line = ""
    language: str
    text_version: str
    recorded_by: ParticipantNo | None = None
    ages: AgeRule | None = None


class ConsentRefused(Body):
    """One giver's no, to one service or (`service` empty) to the log."""

    giver: ParticipantNo
    about: ParticipantNo
    service: str = ""
    method: Method
    evidence: Line = ""
    language: str
    text_version: str
    recorded_by: ParticipantNo | None = None


class ConsentWithdrawn(Body):
    """One giver takes back: everything, one service, or some categories of one service."""

    giver: ParticipantNo
    about: ParticipantNo
    service: str = ""
    categories: tuple[str, ...] = ()
    method: Method
    evidence: Line = ""
    recorded_by: ParticipantNo | None = None


class ConsentExpired(Body):
    """The period of one giver's consent for one service has run out."""

    giver: ParticipantNo
    about: ParticipantNo
    service: str


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
