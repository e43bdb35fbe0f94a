"""Who works in which service, granted by somebody else, from a day until a day."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, Date, and_, bindparam, func, or_, select, update

from storage import people, tables
from storage.core import table, upsert
from storage.errors import StorageError
from storage.people import PersonRow
from storage.prepared import Prepared
from storage.unit import Unit

MEMBERSHIP = table(tables.Membership)
PERSON = table(tables.Person)

EMPLOYEE = "ansatt"
LEADER = "enhetsleder"

_DAY = bindparam("day", type_=Date)
_TODAY = and_(MEMBERSHIP.c.start <= _DAY, or_(MEMBERSHIP.c.end.is_(None), MEMBERSHIP.c.end >= _DAY))
_OWN = PERSON.alias("own")
_ROOT_OF = (
    select(func.coalesce(_OWN.c.same_as, _OWN.c.id))
    .where(_OWN.c.id == bindparam("person"))
    .scalar_subquery()
)
_IDS = select(PERSON.c.id).where(or_(PERSON.c.id == _ROOT_OF, PERSON.c.same_as == _ROOT_OF))
_OF_PERSON = Prepared(
    select(MEMBERSHIP)
    .where(or_(MEMBERSHIP.c.person == bindparam("person"), MEMBERSHIP.c.person.in_(_IDS)), _TODAY)
    .order_by(MEMBERSHIP.c.service, MEMBERSHIP.c.person)
)
_ROOT = people.SIGNED_IN.subquery("root")
_AT_WORK = Prepared(
    select(_ROOT.c.id, _ROOT.c.language, MEMBERSHIP.c.service)
    .join(PERSON, or_(PERSON.c.id == _ROOT.c.id, PERSON.c.same_as == _ROOT.c.id))
    .outerjoin(MEMBERSHIP, and_(MEMBERSHIP.c.person == PERSON.c.id, _TODAY))
)


class SelfGrant(StorageError):
    """Nobody grants a membership to themselves."""

    def __init__(self) -> None:
        super().__init__("Nobody grants a membership to themselves.")


@dataclass(frozen=True, slots=True)
class Grant:
    """That a person works in a service; `end` is the last day, None while it is not known."""

    person: str
    service: str
    start: date
    granted_by: str
    role: str = EMPLOYEE
    end: date | None = None


def services_of(unit: Unit, person: str, day: date) -> tuple[str, ...]:
    """Give the codes of the services that somebody works in on a day."""
    return tuple(sorted(grant.service for grant in of_person(unit, person, day)))


def at_work(
    unit: Unit, issuer: str, subject: str, day: date
) -> tuple[PersonRow | None, tuple[str, ...]]:
    """Give the person who signs in by an identity, and the services they work in on a day."""
    rows = _AT_WORK.all(unit.reads, issuer=issuer, subject=subject, day=day)
    if not rows:
        return None, ()
    services = tuple(sorted(row.service for row in rows if row.service is not None))
    return PersonRow(rows[0].id, rows[0].language), services


def of_person(unit: Unit, person: str, day: date) -> list[Grant]:
    """List what somebody is granted on a day, by service."""
    rows = _OF_PERSON.all(unit.reads, person=person, day=day)
    return [
        Grant(row.person, row.service, row.start, row.granted_by, row.role, row.end) for row in rows
    ]


def members(unit: Unit, service: str, day: date) -> list[str]:
    """List the people who work in a service on a day."""
    found = select(MEMBERSHIP.c.person).where(MEMBERSHIP.c.service == service, _holds(day))
    return list(unit.db.execute(found.order_by(MEMBERSHIP.c.person)).scalars())


def grant(unit: Unit, new: Grant) -> None:
    """Keep a membership in place of the person's earlier one there; raises `SelfGrant`."""
    if new.granted_by in people.same(unit, new.person):
        raise SelfGrant
    row = {
        "person": new.person,
        "service": new.service,
        "start": new.start,
        "end": new.end,
        "granted_by": new.granted_by,
        "role": new.role,
    }
    upsert(unit.db, MEMBERSHIP, row)


def leave(unit: Unit, person: str, service: str, last_day: date) -> None:
    """Let a day be the last on which somebody works in a service; it never gets a later one."""
    later = or_(MEMBERSHIP.c.end.is_(None), MEMBERSHIP.c.end > last_day)
    of_service = MEMBERSHIP.c.service == service
    ended = update(MEMBERSHIP).where(_theirs(unit, person), of_service, later)
    unit.db.execute(ended.values(end=last_day))


def is_leader(unit: Unit, person: str, service: str, day: date) -> bool:
    """Tell whether somebody leads a service on a day."""
    granted = of_person(unit, person, day)
    return any(one.role == LEADER and one.service == service for one in granted)


def _theirs(unit: Unit, person: str) -> ColumnElement[bool]:
    ids: Iterable[str] = people.same(unit, person)
    return MEMBERSHIP.c.person.in_(ids)


def _holds(day: date) -> ColumnElement[bool]:
    ends = or_(MEMBERSHIP.c.end.is_(None), MEMBERSHIP.c.end >= day)
    return (MEMBERSHIP.c.start <= day) & ends
