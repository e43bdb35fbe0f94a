"""The people of a log that came to nothing: what was written down of them goes with it."""

from sqlalchemy import select, update

from storage import identities, tables
from storage.core import table
from storage.unit import Unit

PERSON = table(tables.Person)
PARTICIPANT = table(tables.Participant)
MEMBERSHIP = table(tables.Membership)


def people_of(unit: Unit, logg: str) -> list[str]:
    """List the ids under which people stand on a log."""
    found = select(PARTICIPANT.c.person).where(PARTICIPANT.c.logg == logg).distinct()
    return list(unit.db.execute(found.order_by(PARTICIPANT.c.person)).scalars())


def forget(unit: Unit, persons: list[str]) -> None:
    """Take away the identity cards of those who stand on no log and work in no service.

    The key of somebody who signs in nowhere goes too, after COMMIT; one who does may have more
    under theirs.
    """
    for person in persons:
        if _is_needed(unit, person):
            continue
        unit.db.execute(update(PERSON).where(PERSON.c.id == person).values(card=None))
        if not identities.is_claimed(unit, person):
            unit.after_commit(lambda person=person: unit.keys.destroy_person(person))


def _is_needed(unit: Unit, person: str) -> bool:
    on_a_log = select(PARTICIPANT.c.no).where(PARTICIPANT.c.person == person)
    at_work = select(MEMBERSHIP.c.service).where(MEMBERSHIP.c.person == person)
    return any(unit.db.execute(found.limit(1)).first() for found in (on_a_log, at_work))
