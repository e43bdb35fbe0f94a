"""Who is on a log today: as its entries say, and as long as they work in the service they act for.

A log does not hear that somebody has changed jobs. Whoever takes part for a service in which they
no longer work counts as out from that day, and takes part again when they are granted it again.
"""

from dataclasses import dataclass, replace

from sqlalchemy import Date, and_, bindparam, exists, func, or_, select

from domain.asking import Viewer
from domain.clock import oslo_day
from domain.codes import ParticipantState, Role
from storage import tables
from storage.core import table
from storage.log_rows import Member, read_member
from storage.prepared import Prepared
from storage.unit import Unit

PARTICIPANT = table(tables.Participant)
PERSON = table(tables.Person)
MEMBERSHIP = table(tables.Membership)

_NEAREST = tuple(ParticipantState[name] for name in ("MED", "INVITERT", "UT"))
GUARDIANS = (Role.FORESATT, Role.VERGE)
ROOT = func.coalesce(PERSON.c.same_as, PARTICIPANT.c.person)
"""The id that a participant signs in under, with their person joined."""
_OTHER = PERSON.alias("other")
_OTHERS = select(_OTHER.c.id).where(_OTHER.c.same_as == ROOT).correlate(PARTICIPANT, PERSON)
_DAY = bindparam("day", type_=Date)
_WORKS = exists().where(
    MEMBERSHIP.c.service == PARTICIPANT.c.service,
    or_(MEMBERSHIP.c.person == ROOT, MEMBERSHIP.c.person.in_(_OTHERS)),
    MEMBERSHIP.c.start <= _DAY,
    or_(MEMBERSHIP.c.end.is_(None), MEMBERSHIP.c.end >= _DAY),
)
_TAKES_PART = or_(PARTICIPANT.c.service == "", _WORKS.correlate(PARTICIPANT, PERSON))
_ROSTER = Prepared(
    select(PARTICIPANT, ROOT.label("root"), _TAKES_PART.label("works"))
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


@dataclass(frozen=True, slots=True)
class Roster:
    """A log's participants by number, the ids they sign in under, and who are its guardians."""

    members: list[Member]
    roots: list[str]
    guardians: frozenset[int]

    def viewer(self, root: str) -> Viewer | None:
        """Give somebody as a participant, by the id they sign in under; None when not there.

        Whoever is there more than once is the one that takes part, and of those the first.
        """
        theirs = [member for of, member in zip(self.roots, self.members, strict=True) if of == root]
        nearest = min(theirs, key=lambda one: _NEAREST.index(one.state), default=None)
        return None if nearest is None else replace(nearest.viewer(), person=root)


def read(unit: Unit, logg: str) -> Roster:
    """Read who is on a log."""
    rows = _ROSTER.all(unit.reads, logg=logg, day=oslo_day(unit.now))
    said = [read_member(row) for row in rows]
    guardians = frozenset(
        one.no for one in said if one.role in GUARDIANS and one.state is not ParticipantState.UT
    )
    today = [_today(one, works=row.works) for one, row in zip(said, rows, strict=True)]
    return Roster(today, [row.root for row in rows], guardians)


def members(unit: Unit, logg: str) -> list[tuple[str, Member]]:
    """List a log's participants by number, each after the id they sign in under."""
    whole = read(unit, logg)
    return list(zip(whole.roots, whole.members, strict=True))


def _today(member: Member, *, works: bool) -> Member:
    """Give a participant as they stand today; an invitation is checked when it is answered."""
    gone = member.state is ParticipantState.MED and not works
    return replace(member, state=ParticipantState.UT) if gone else member
