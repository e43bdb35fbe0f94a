"""Who works in which service, granted by somebody else, from a day until a day."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, or_, select, update

from storage import people, tables
from storage.core import table, upsert
from storage.errors import StorageError
from storage.unit import Unit

MEMBERSHIP = table(tables.Membership)

EMPLOYEE = "ansatt"
LEADER = "enhetsleder"


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


def of_person(unit: Unit, person: str, day: date) -> list[Grant]:
    """List what somebody is granted on a day, by service."""
    found = select(MEMBERSHIP).where(_theirs(unit, person), _holds(day))
    rows = unit.db.execute(found.order_by(MEMBERSHIP.c.service, MEMBERSHIP.c.person))
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
