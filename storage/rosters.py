"""Who is on a log today: as its entries say, and as long as they work in the service they act for.

A log does not hear that somebody has changed jobs. Whoever takes part for a service in which they
no longer work counts as out from that day, and takes part again when they are granted it again.
"""

from dataclasses import replace

from sqlalchemy import Date, and_, bindparam, exists, func, or_, select

from domain.clock import oslo_day
from domain.codes import ParticipantState
from storage import tables
from storage.core import table
from storage.log_rows import Member, read_member
from storage.prepared import Prepared
from storage.unit import Unit

PARTICIPANT = table(tables.Participant)
PERSON = table(tables.Person)
MEMBERSHIP = table(tables.Membership)

_ROOT = func.coalesce(PERSON.c.same_as, PARTICIPANT.c.person)
_OTHER = PERSON.alias("other")
_OTHERS = select(_OTHER.c.id).where(_OTHER.c.same_as == _ROOT).correlate(PARTICIPANT, PERSON)
_DAY = bindparam("day", type_=Date)
_WORKS = exists().where(
    MEMBERSHIP.c.service == PARTICIPANT.c.service,
    or_(MEMBERSHIP.c.person == _ROOT, MEMBERSHIP.c.person.in_(_OTHERS)),
    MEMBERSHIP.c.start <= _DAY,
    or_(MEMBERSHIP.c.end.is_(None), MEMBERSHIP.c.end >= _DAY),
)
_TAKES_PART = or_(PARTICIPANT.c.service == "", _WORKS.correlate(PARTICIPANT, PERSON))
_ROSTER = Prepared(
    select(PARTICIPANT, _ROOT.label("root"), _TAKES_PART.label("works"))
    .outerjoin(PERSON, PERSON.c.id == PARTICIPANT.c.person)
    .where(PARTICIPANT.c.logg == bindparam("logg"))
    .order_by(PARTICIPANT.c.no)
)
LOGS_OF_PERSONS = (
    select(PARTICIPANT.c.logg)
    .outerjoin(PERSON, PERSON.c.id == PARTICIPANT.c.person)
    .where(
        PARTICIPANT.c.person.in_(bindparam("persons", expanding=True)),
        or_(
            PARTICIPANT.c.state == ParticipantState.INVITERT,
            and_(PARTICIPANT.c.state == ParticipantState.MED, _TAKES_PART),
        ),
    )
)
"""The logs that some ids (`persons`) take part in on a day (`day`), or are invited to."""


def members(unit: Unit, logg: str) -> list[tuple[str, Member]]:
    """List a log's participants by number, each after the id they sign in under."""
    rows = _ROSTER.all(unit.reads, logg=logg, day=oslo_day(unit.now))
    return [(row.root, _today(read_member(row), works=bool(row.works))) for row in rows]


def _today(member: Member, *, works: bool) -> Member:
    """Give a participant as they stand today; an invitation is checked when it is answered."""
    gone = member.state is ParticipantState.MED and not works
    return replace(member, state=ParticipantState.UT) if gone else member
