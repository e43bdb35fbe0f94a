"""People, by our own random ids: who they are, what they are called, which language they want."""

from dataclasses import dataclass

from sqlalchemy import bindparam, insert, select, update

from storage import tables
from storage.core import table
from storage.identities import (
    AlreadyBound,
    NoSuchPerson,
    bind,
    identities,
    identity_of,
    is_claimed,
    root,
    same,
    signed_in,
)
from storage.identity_cards import IdentityCard, card, cards, names, set_card
from storage.unit import Unit

__all__ = [
    "AlreadyBound",
    "IdentityCard",
    "NoSuchPerson",
    "PersonRow",
    "bind",
    "by_id",
    "card",
    "cards",
    "create",
    "find",
    "identities",
    "identity_of",
    "is_claimed",
    "names",
    "root",
    "same",
    "set_card",
    "set_language",
]

PERSON = table(tables.Person)

_PERSON = select(PERSON.c.id, PERSON.c.language).where(PERSON.c.id == bindparam("person"))


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
    found = signed_in(unit, issuer, subject)
    return None if found is None else by_id(unit, found)


def by_id(unit: Unit, person: str) -> PersonRow:
    """Give the person that an id means, as the one they turned out to be; or `NoSuchPerson`."""
    row = unit.db.execute(_PERSON, {"person": root(unit, person)}).first()
    if row is None:
        raise NoSuchPerson(person)
    return PersonRow(row.id, row.language)


def set_language(unit: Unit, person: str, language: str) -> None:
    """Keep the language that somebody wants to be spoken to in."""
    chosen = update(PERSON).where(PERSON.c.id == root(unit, person)).values(language=language)
    unit.db.execute(chosen)
