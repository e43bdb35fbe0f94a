"""What consent entries hold: given, refused, withdrawn, run out."""

from datetime import date

from domain.body import AgeRule, Body, Line, ParticipantNo
from domain.codes import Method, Right


class Term(Body):
    """One cell of a consent: a category, a purpose and the rights given in it."""

    category: str
    purpose: str
    rights: tuple[Right, ...]


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
