"""Identity cards: names and birth dates, each encrypted under its person's own key."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import select, update

from storage import tables
from storage.core import table
from storage.errors import KeyGone
from storage.prepared import Listing
from storage.sealed import seal_for_person, unseal_for_person
from storage.unit import Unit

PERSON = table(tables.Person)
_ROOT = PERSON.alias("root")
_CARDS = Listing(
    lambda persons: (
        select(
            PERSON.c.id, PERSON.c.card, _ROOT.c.id.label("root"), _ROOT.c.card.label("root_card")
        )
        .outerjoin(_ROOT, _ROOT.c.id == PERSON.c.same_as)
        .where(PERSON.c.id.in_(persons))
    )
)


@dataclass(frozen=True, slots=True)
class IdentityCard:
    """What is known of a person in plain words."""

    first_name: str
    full_name: str
    born: date | None = None
    title: str = ""


def set_card(unit: Unit, person: str, card: IdentityCard) -> None:
    """Keep a person's identity card in place of the one before."""
    data = {
        "first_name": card.first_name,
        "full_name": card.full_name,
        "born": card.born.isoformat() if card.born else None,
        "title": card.title,
    }
    sealed = seal_for_person(unit, person, data, _aad(person))
    unit.db.execute(update(PERSON).where(PERSON.c.id == person).values(card=sealed))


def card(unit: Unit, person: str) -> IdentityCard:
    """Give a person's card, or that of who they turned out to be; a blank one when none is left."""
    return cards(unit, (person,)).get(person, IdentityCard("", ""))


def cards(unit: Unit, persons: Iterable[str]) -> dict[str, IdentityCard]:
    """Give the cards of many people at once; whoever has none left is left out."""
    found: dict[str, IdentityCard] = {}
    rows = _CARDS.all(unit.reads, sorted(set(persons)))
    unit.keys.look_up([row.id if row.card else row.root for row in rows])
    for row in rows:
        opened = _open(unit, row)
        if opened is not None:
            found[row.id] = opened
    return found


def names(unit: Unit, persons: Iterable[str]) -> dict[str, str]:
    """Give first names, which is what participants see of each other; see `cards`."""
    return {person: card.first_name for person, card in cards(unit, persons).items()}


def _open(unit: Unit, row: Any) -> IdentityCard | None:
    person, sealed = (row.id, row.card) if row.card else (row.root, row.root_card)
    if not sealed:
        return None
    try:
        data = unseal_for_person(unit, person, sealed, _aad(person))
    except KeyGone:
        return None
    born = data["born"]
    return IdentityCard(
        first_name=data["first_name"],
        full_name=data["full_name"],
        born=date.fromisoformat(born) if born else None,
        title=data["title"],
    )


def _aad(person: str) -> str:
    return f"card|{person}"
