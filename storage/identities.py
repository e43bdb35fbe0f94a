"""Who somebody turns out to be: their ways to sign in, and all the ids that mean them."""

from sqlalchemy import bindparam, func, select, update

from storage import tables
from storage.core import insert_new, table
from storage.errors import StorageError
from storage.prepared import Prepared
from storage.unit import Unit

PERSON = table(tables.Person)
IDENTITY = table(tables.Identity)

_ROOT = func.coalesce(PERSON.c.same_as, PERSON.c.id)
_SIGNED_IN = Prepared(
    select(_ROOT)
    .join(IDENTITY, IDENTITY.c.person == PERSON.c.id)
    .where(IDENTITY.c.issuer == bindparam("issuer"), IDENTITY.c.subject == bindparam("subject"))
)
_LOCKED = Prepared(select(_ROOT).where(PERSON.c.id == bindparam("person")).with_for_update())
_ROOT_OF = Prepared(select(_ROOT).where(PERSON.c.id == bindparam("person")))
_OTHERS = Prepared(
    select(PERSON.c.id).where(PERSON.c.same_as == bindparam("root")).order_by(PERSON.c.id)
)


class NoSuchPerson(StorageError):
    """No person has this id."""

    def __init__(self, person: str) -> None:
        super().__init__(f"There is no person {person}.")


class AlreadyBound(StorageError):
    """Somebody else already signs in as this person."""

    def __init__(self, person: str) -> None:
        super().__init__(f"Somebody else already signs in as the person {person}.")


def root(unit: Unit, person: str) -> str:
    """Give the id that a person signs in under; an id that nobody has is its own."""
    return _ROOT_OF.scalar(unit.reads, person=person) or person


def same(unit: Unit, person: str) -> list[str]:
    """List all ids that mean this person, the one they sign in under first."""
    own = root(unit, person)
    return [own, *_OTHERS.scalars(unit.reads, root=own)]


def signed_in(unit: Unit, issuer: str, subject: str) -> str | None:
    """Give the id of whoever signs in by an identity."""
    return _SIGNED_IN.scalar(unit.reads, issuer=issuer, subject=subject)


def identities(unit: Unit, person: str) -> list[tuple[str, str]]:
    """List the ways (issuer, subject) in which somebody signs in, oldest first."""
    found = (
        select(IDENTITY.c.issuer, IDENTITY.c.subject)
        .where(IDENTITY.c.person.in_(same(unit, person)))
        .order_by(IDENTITY.c.since, IDENTITY.c.issuer, IDENTITY.c.subject)
    )
    return [(row.issuer, row.subject) for row in unit.db.execute(found)]


def identity_of(unit: Unit, person: str) -> tuple[str, str] | None:
    """Give the way (issuer, subject) in which somebody first signed in; None when nobody does."""
    return next(iter(identities(unit, person)), None)


def is_claimed(unit: Unit, person: str) -> bool:
    """Tell whether somebody signs in as this person."""
    return identity_of(unit, person) is not None


def bind(unit: Unit, person: str, issuer: str, subject: str) -> str:
    """Let an identity mean a person; give the id they sign in under from now on.

    When the identity is already somebody's, `person` turns out to be them. Raises `AlreadyBound`
    when someone else signs in as `person`: two people who sign in are never made one.
    """
    if _LOCKED.first(unit.db, person=person) is None:
        raise NoSuchPerson(person)
    own, owner = root(unit, person), signed_in(unit, issuer, subject)
    if owner is None:
        if own != person:
            raise AlreadyBound(person)
        row = {"issuer": issuer, "subject": subject, "person": person, "since": unit.now}
        if insert_new(unit.db, IDENTITY, row):
            return person
        owner = signed_in(unit, issuer, subject)  # another turn was first
    if owner is None or owner == own:
        return own
    if is_claimed(unit, person):
        raise AlreadyBound(person)
    unit.db.execute(update(PERSON).where(PERSON.c.id == person).values(same_as=owner))
    return owner
