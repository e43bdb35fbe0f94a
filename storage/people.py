"""Who is who: people by our own random ids, their ways to sign in, their identity cards."""

from dataclasses import dataclass

from sqlalchemy import bindparam, func, insert, select, update

from storage import tables
from storage.core import insert_new, table
from storage.errors import StorageError
from storage.identity_cards import IdentityCard, card, cards, names, set_card
from storage.unit import Unit

__all__ = [
    "AlreadyBound",
    "IdentityCard",
    "NoSuchPerson",
    "PersonRow",
    "bind",
    "card",
    "cards",
    "create",
    "find",
    "get",
    "identities",
    "is_claimed",
    "names",
    "root",
    "same",
    "set_card",
    "set_language",
]

PERSON = table(tables.Person)
IDENTITY = table(tables.Identity)

_ROOT = func.coalesce(PERSON.c.same_as, PERSON.c.id)
_FIND = (
    select(_ROOT)
    .join(IDENTITY, IDENTITY.c.person == PERSON.c.id)
    .where(IDENTITY.c.issuer == bindparam("issuer"), IDENTITY.c.subject == bindparam("subject"))
)
_GET = select(PERSON).where(PERSON.c.id == bindparam("person"))


class NoSuchPerson(StorageError):
    """No person has this id."""


class AlreadyBound(StorageError):
    """Somebody else already signs in as this person."""


@dataclass(frozen=True, slots=True)
class PersonRow:
    """Somebody who signs in or is spoken of; `language` is None until they chose one."""

    id: str
    language: str | None


def create(unit: Unit, card: IdentityCard, language: str | None = None) -> str:
    """Keep a new person and their identity card; give our own random id for them."""
    person = unit.new_id()
    row = {"id": person, "language": language, "created": unit.now, "card": None}
    unit.db.execute(insert(PERSON), row)
    set_card(unit, person, card)
    return person


def find(unit: Unit, issuer: str, subject: str) -> PersonRow | None:
    """Give the person who signs in by an identity, as the one they turned out to be."""
    found = unit.db.execute(_FIND, {"issuer": issuer, "subject": subject}).scalar()
    return None if found is None else get(unit, found)


def get(unit: Unit, person: str) -> PersonRow | None:
    """Give the person that an id means, as the one they turned out to be."""
    row = unit.db.execute(_GET, {"person": root(unit, person)}).first()
    return None if row is None else PersonRow(row.id, row.language)


def set_language(unit: Unit, person: str, language: str) -> None:
    """Keep the language that somebody wants to be spoken to in."""
    chosen = update(PERSON).where(PERSON.c.id == root(unit, person)).values(language=language)
    unit.db.execute(chosen)


def root(unit: Unit, person: str) -> str:
    """Give the id that a person signs in under; an id that nobody has is its own."""
    row = unit.db.execute(_GET, {"person": person}).first()
    return person if row is None else row.same_as or row.id


def same(unit: Unit, person: str) -> list[str]:
    """List all ids that mean this person, the one they sign in under first."""
    own = root(unit, person)
    others = select(PERSON.c.id).where(PERSON.c.same_as == own).order_by(PERSON.c.id)
    return [own, *unit.db.execute(others).scalars()]


def identities(unit: Unit, person: str) -> list[tuple[str, str]]:
    """List the ways (issuer, subject) in which somebody signs in, oldest first."""
    found = (
        select(IDENTITY.c.issuer, IDENTITY.c.subject)
        .where(IDENTITY.c.person.in_(same(unit, person)))
        .order_by(IDENTITY.c.since, IDENTITY.c.issuer, IDENTITY.c.subject)
    )
    return [(row.issuer, row.subject) for row in unit.db.execute(found)]


def bind(unit: Unit, person: str, issuer: str, subject: str) -> str:
    """Let an identity mean a person; give the id they sign in under from now on.

    When the identity is already somebody's, `person` turns out to be them. Raises `AlreadyBound`
    when someone else signs in as `person`: two people who sign in are never made one.
    """
    if unit.db.execute(_GET.with_for_update(), {"person": person}).first() is None:
        raise NoSuchPerson(person)
    row = {"issuer": issuer, "subject": subject, "person": person, "since": unit.now}
    owner = find(unit, issuer, subject)
    if owner is None:
        if root(unit, person) != person:
            raise AlreadyBound
        if insert_new(unit.db, IDENTITY, row):
            return person
        owner = find(unit, issuer, subject)
    if owner is None or owner.id == root(unit, person):
        return root(unit, person)
    if is_claimed(unit, person):
        raise AlreadyBound
    unit.db.execute(update(PERSON).where(PERSON.c.id == person).values(same_as=owner.id))
    return owner.id


def is_claimed(unit: Unit, person: str) -> bool:
    """Tell whether somebody signs in as this person."""
    return bool(identities(unit, person))
