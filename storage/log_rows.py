"""What the rest of the product is handed of a log's projections."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Row

from domain.asking import Viewer
from domain.body import AgeRule
from domain.codes import LogState, Method, ParticipantState, Right, Role
from domain.ledger import Permit

# Asking an enumeration for its member takes ten times as long, and a turn does it fifty times.
_LOG_STATES = {one.value: one for one in LogState}
_ROLES = {one.value: one for one in Role}
_STATES = {one.value: one for one in ParticipantState}
_RIGHTS = {one.value: one for one in Right}


@dataclass(frozen=True, slots=True)
class LogSummary:
    """A log in brief; `person_no` and `stafettholder_no` are participants' numbers, 0 for none."""

    id: str
    code: str
    state: LogState
    level: int
    kind: str
    purpose: str
    policy: str
    created: datetime
    person_no: int
    stafettholder_no: int
    ages: AgeRule
    services: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Member:
    """One participant of a log, as the roster shows them; `person` is our own random id."""

    no: int
    person: str
    role: Role
    service: str
    relation: str
    state: ParticipantState
    digital: bool
    since: datetime

    def viewer(self) -> Viewer:
        """Give this participant as the gate asks for them."""
        return Viewer(self.person, self.no, self.role, self.service, self.state)


@dataclass(frozen=True, slots=True)
class Answer:
    """One giver's last word on one service: gitt, avslatt, trukket or utlopt."""

    giver: int
    about: int
    service: str
    state: str
    method: Method
    at: datetime
    end: date | None
    seq: int


@dataclass(frozen=True, slots=True)
class RunOut:
    """One giver's consent for one service whose period, or a part of it, is over."""

    logg: str
    giver: int
    about: int
    service: str


def read_summary(row: Row[Any]) -> LogSummary:
    """Read a row of `Logg`."""
    return LogSummary(
        id=row.id,
        code=row.code,
        state=_LOG_STATES[row.state],
        level=row.level,
        kind=row.kind,
        purpose=row.purpose,
        policy=row.policy,
        created=row.created,
        person_no=row.person_no,
        stafettholder_no=row.stafettholder_no,
        ages=AgeRule(rule=row.rule, until=row.rule_until, then=row.rule_then),
        services=tuple(code for code in row.services.split(",") if code),
    )


def read_member(row: Row[Any]) -> Member:
    """Read a row of `Participant`."""
    return Member(
        no=row.no,
        person=row.person,
        role=_ROLES[row.role],
        service=row.service,
        relation=row.relation,
        state=_STATES[row.state],
        digital=row.digital,
        since=row.since,
    )


def read_permit(row: Row[Any]) -> Permit:
    """Read a row of `PermitRow`."""
    return Permit(
        giver=row.giver,
        about=row.about,
        service=row.service,
        category=row.category,
        purpose=row.purpose,
        right=_RIGHTS[row.right],
        start=row.start,
        end=row.end,
        reads_from=row.reads_from,
        seq=row.seq,
        holder_reads_all=row.holder_reads_all,
    )


def read_answer(row: Row[Any]) -> Answer:
    """Read a row of `Answer`."""
    return Answer(
        giver=row.giver,
        about=row.about,
        service=row.service,
        state=row.state,
        method=Method(row.method),
        at=row.at,
        end=row.end,
        seq=row.seq,
    )
