"""The merkelapp: a participant's own short name for a log, that nobody else can read."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Row, bindparam, delete, select

from storage import tables
from storage.core import table, upsert
from storage.errors import KeyGone
from storage.prepared import Listing
from storage.sealed import seal_for_person, unseal_for_person
from storage.unit import Unit

LABEL = table(tables.Label)

LONGEST = 12
"""Characters of a merkelapp."""

_THEIRS = Listing(
    lambda loggs: select(LABEL).where(
        LABEL.c.person == bindparam("person"), LABEL.c.logg.in_(loggs)
    )
)


def set(unit: Unit, logg: str, person: str, text: str) -> None:  # noqa: A001 - `labels.set`
    """Keep a person's merkelapp for a log; "" takes it away; over 12 characters: `ValueError`."""
    if len(text) > LONGEST:
        raise ValueError(f"a merkelapp has at most {LONGEST} characters")
    if not text:
        mine = (LABEL.c.logg == logg) & (LABEL.c.person == person)
        unit.db.execute(delete(LABEL).where(mine))
        return
    sealed = seal_for_person(unit, person, {"text": text}, _aad(logg, person))
    upsert(unit.db, LABEL, {"logg": logg, "person": person, "ciphertext": sealed})


def get(unit: Unit, logg: str, person: str) -> str | None:
    """Give a person's own merkelapp for a log."""
    return many(unit, person, (logg,)).get(logg)


def many(unit: Unit, person: str, loggs: Sequence[str]) -> dict[str, str]:
    """Give a person's own merkelapper for many logs at once; a log without one is left out."""
    rows = _THEIRS.all(unit.reads, loggs, person=person)
    opened = {row.logg: _open(unit, row) for row in rows}
    return {logg: text for logg, text in opened.items() if text is not None}


def _open(unit: Unit, row: Row[Any]) -> str | None:
    try:
        return unseal_for_person(unit, row.person, row.ciphertext, _aad(row.logg, row.person))[
            "text"
        ]
    except KeyGone:
        return None


def _aad(logg: str, person: str) -> str:
    return f"label|{person}|{logg}"
