"""What a log is now: its summary, who is on it, who consented to what."""

from datetime import date
from itertools import count

from sqlalchemy import bindparam, func, select

from domain.asking import Viewer
from domain.clock import oslo_day
from domain.codes import ParticipantState
from domain.ledger import Ledger
from storage import crockford, heads, people, rosters, tables
from storage.core import is_id, table
from storage.errors import NoSuchLog
from storage.log_rows import (
    Answer,
    LogSummary,
    Member,
    RunOut,
    read_answer,
    read_permit,
    read_summary,
)
from storage.prepared import Prepared, literals
from storage.unit import Unit

LOGG = table(tables.Logg)
PARTICIPANT = table(tables.Participant)
PERMIT = table(tables.PermitRow)
PERSON = table(tables.Person)
ANSWER = table(tables.Answer)

PREFIX = "SL-"
_CODE_LENGTH = 4
_TRIES = 4

_BY_CODE = Prepared(select(LOGG.c.id).where(LOGG.c.code == bindparam("code")))
_SUMMARY = Prepared(select(LOGG).where(LOGG.c.id == bindparam("logg")))
_OF_PERSONS = (
    select(LOGG)
    .where(LOGG.c.id.in_(rosters.LOGS_OF_PERSONS))
    .order_by(LOGG.c.created.desc(), LOGG.c.id)
)
_KNOWN_TO = Prepared(
    select(LOGG.c.id)
    .join(PARTICIPANT, PARTICIPANT.c.logg == LOGG.c.id)
    .outerjoin(PERSON, PERSON.c.id == PARTICIPANT.c.person)
    .where(LOGG.c.code == bindparam("code"), bindparam("root") == rosters.ROOT)
)
_GUARDIANS = Prepared(
    select(PARTICIPANT.c.no).where(
        PARTICIPANT.c.logg == bindparam("logg"),
        PARTICIPANT.c.role.in_(literals(rosters.GUARDIANS)),
        PARTICIPANT.c.state != ParticipantState.UT,
    )
)
_PERMITS = Prepared(select(PERMIT).where(PERMIT.c.logg == bindparam("logg")))
_ANSWERS = select(ANSWER).where(ANSWER.c.logg == bindparam("logg"))
_HIGHEST = select(func.max(PARTICIPANT.c.no)).where(PARTICIPANT.c.logg == bindparam("logg"))


def by_code(unit: Unit, code: str) -> str | None:
    """Find the log that has a code («SL-7F3K», case forgiven)."""
    meant = _meant(code)
    return _BY_CODE.scalar(unit.reads, code=meant) if is_id(meant) else None


def known_to(unit: Unit, code: str, root: str) -> str | None:
    """Find the log that has a code, if somebody stands on it, by the id they sign in under."""
    meant = _meant(code)
    return _KNOWN_TO.scalar(unit.reads, code=meant, root=root) if is_id(meant) else None


def _meant(code: str) -> str:
    return PREFIX + crockford.normal(code.strip().upper().removeprefix(PREFIX))


def new_code(unit: Unit) -> str:
    """Draw a code that no log has; it grows by a letter when the short ones are crowded."""
    for tried in count():
        code = PREFIX + crockford.draw(_CODE_LENGTH + tried // _TRIES)
        if by_code(unit, code) is None:
            return code
    raise AssertionError("counting does not end")


def summary(unit: Unit, logg: str) -> LogSummary:
    """Give a log in brief; raises `NoSuchLog`."""
    row = _SUMMARY.first(unit.reads, logg=logg)
    if row is None:
        raise NoSuchLog(logg)
    return read_summary(row)


def of_person(unit: Unit, person: str) -> list[LogSummary]:
    """List the logs that somebody takes part in or is invited to, newest first."""
    asked = {"persons": people.same(unit, person), "day": oslo_day(unit.now)}
    rows = unit.db.execute(_OF_PERSONS, asked)
    return [read_summary(row) for row in rows]


def roster(unit: Unit, logg: str) -> list[Member]:
    """List a log's participants by number, those who are out too."""
    return rosters.read(unit, logg).members


def viewer(unit: Unit, logg: str, person: str) -> Viewer | None:
    """Give somebody as a participant of a log; None when they are not on it.

    They may be there by another of their ids; `person` is always the one they sign in as.
    """
    return rosters.read(unit, logg).viewer(people.root(unit, person))


def next_no(unit: Unit, logg: str) -> int:
    """Give the number of the next participant; the log is locked so that nobody else gets it."""
    heads.lock_to_write(unit, logg)
    return (unit.db.execute(_HIGHEST, {"logg": logg}).scalar() or 0) + 1


def ledger(unit: Unit, logg: str) -> Ledger:
    """Give the consent ledger that the gate decides by; raises `NoSuchLog`."""
    return ledger_of(
        unit, summary(unit, logg), frozenset(_GUARDIANS.scalars(unit.reads, logg=logg))
    )


def ledger_of(unit: Unit, log: LogSummary, guardians: frozenset[int]) -> Ledger:
    """Give the consent ledger of a log whose summary and guardians have been read."""
    permits = tuple(read_permit(row) for row in _PERMITS.all(unit.reads, logg=log.id))
    person, holder = log.person_no, log.stafettholder_no
    return Ledger(log.id, log.state, person, guardians, holder, log.ages, permits)


def run_out(unit: Unit, day: date) -> list[RunOut]:
    """List the consents of all logs whose last day was before a day and that stand nonetheless."""
    cells = (PERMIT.c.logg, PERMIT.c.giver, PERMIT.c.about, PERMIT.c.service)
    rows = unit.db.execute(select(*cells).where(PERMIT.c.end < day).distinct().order_by(*cells))
    return [RunOut(row.logg, row.giver, row.about, row.service) for row in rows]


def answers(unit: Unit, logg: str) -> list[Answer]:
    """List each giver's last word on each service, in the order they were said."""
    rows = unit.db.execute(_ANSWERS.order_by(ANSWER.c.seq, ANSWER.c.service), {"logg": logg})
    return [read_answer(row) for row in rows]
