"""People, by our own random ids: who they are, what they are called, which language they want."""

from dataclasses import dataclass

from sqlalchemy import bindparam, func, insert, select, update

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
)
from storage.identity_cards import IdentityCard, card, cards, names, set_card
from storage.prepared import Prepared
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
IDENTITY = table(tables.Identity)

_ROOT = PERSON.alias("root")
_AS_ROOT = select(_ROOT.c.id, _ROOT.c.language).join(
    PERSON, _ROOT.c.id == func.coalesce(PERSON.c.same_as, PERSON.c.id)
)
_BY_ID = Prepared(_AS_ROOT.where(PERSON.c.id == bindparam("person")))
SIGNED_IN = _AS_ROOT.join(IDENTITY, IDENTITY.c.person == PERSON.c.id).where(
    IDENTITY.c.issuer == bindparam("issuer"), IDENTITY.c.subject == bindparam("subject")
)
"""Whoever signs in by an identity (`issuer`, `subject`), as the one they turned out to be."""
_BY_IDENTITY = Prepared(SIGNED_IN)


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
    row = _BY_IDENTITY.first(unit.reads, issuer=issuer, subject=subject)
    return None if row is None else PersonRow(row.id, row.language)


def by_id(unit: Unit, person: str) -> PersonRow:
    """Give the person that an id means, as the one they turned out to be; or `NoSuchPerson`."""
    row = _BY_ID.first(unit.reads, person=person)
    if row is None:
        raise NoSuchPerson(person)
    return PersonRow(row.id, row.language)


def set_language(unit: Unit, person: str, language: str) -> None:
    """Keep the language that somebody wants to be spoken to in."""
    chosen = update(PERSON).where(PERSON.c.id == root(unit, person)).values(language=language)
    unit.db.execute(chosen)
