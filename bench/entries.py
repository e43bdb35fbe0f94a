"""Genuine entries by the hundred thousand: the same sealing and chain as a turn's, in bulk."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from sqlalchemy import insert, update

from bench.village import TEACHER, author
from domain.asking import Intent
from domain.bodies import Written
from domain.chain import entry_hash
from domain.codes import Door, EntryType
from domain.entry import Inside, Outside
from domain.gate import Allow, decide
from storage import heads, logs
from storage.access import ACCESS
from storage.database import Database
from storage.envelope import lock_in
from storage.heads import HEAD
from storage.log import ENTRY
from storage.projections import ITEM
from storage.timeline import STANDS
from storage.unit import End, Unit

TEXT = (
    "I dag ble han med i gruppa helt fra starten, og valgte selv hva de skulle lage. "
    "Vi holder på avtalen om en rolig plass etter lunsj, og prøver to dager til uten "
    "ekstra voksen i friminuttet. Det fungerer bedre når han vet om bytter kvelden før."
)
_AT_ONCE = 2_000
Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class _Entry:
    """One entry as the rows of its tables."""

    entry: Row
    item: Row
    access: Row
    end: End


def fill(
    database: Database,
    logg: str,
    person: str,
    count: int,
    gap: timedelta,
    told: Callable[[int], object],
) -> None:
    """Add updates of the teacher's to a log, `gap` apart; `told` hears how many each time."""
    left = count
    while left > 0:
        some = min(_AT_ONCE, left)
        database.do(lambda unit, some=some: _add(unit, logg, person, some, gap))
        left -= some
        told(some)


def _add(unit: Unit, logg: str, person: str, count: int, gap: timedelta) -> None:
    end = heads.lock(unit, logg)
    made = list(_made(unit, logg, person, end, count, gap))
    unit.db.execute(insert(ENTRY), [one.entry for one in made])
    unit.db.execute(insert(ITEM), [one.item for one in made])
    unit.db.execute(insert(ACCESS), [one.access for one in made])
    moved = update(HEAD).where(HEAD.c.logg == logg).values(**made[-1].end._asdict())
    unit.db.execute(moved)


def _made(
    unit: Unit, logg: str, person: str, end: End, count: int, gap: timedelta
) -> Iterator[_Entry]:
    inside = _inside(unit, logg, person)
    for _ in range(count):
        seq, at = end.seq + 1, end.at + gap
        outside = Outside(logg=logg, seq=seq, at=at, prev=end.hash)
        ciphertext = lock_in(unit.keys.new_entry(logg, seq), outside, inside)
        end = End(seq, entry_hash(outside, ciphertext), at)
        entry = {**outside.model_dump(), "hash": end.hash, "ciphertext": ciphertext}
        yield _Entry(entry, _item(outside, inside), _access(unit, outside, person), end)


def _inside(unit: Unit, logg: str, person: str) -> Inside:
    intent = Intent(EntryType.OPPDATERING, "skole", "samordning")
    yes = decide(
        logs.viewer(unit, logg, person), intent, logs.ledger(unit, logg), unit.policy, unit.now
    )
    assert isinstance(yes, Allow), yes  # noqa: S101 - the bydel is made so that it is
    return Inside(
        type=intent.type,
        author=author(TEACHER),
        category=intent.category,
        purpose=intent.purpose,
        consents=yes.consents,
        body=Written(text=TEXT),
    )


def _item(outside: Outside, inside: Inside) -> Row:
    return {
        "logg": outside.logg,
        "seq": outside.seq,
        "type": inside.type,
        "author": inside.author.participant,
        "service": inside.author.service,
        "role": inside.author.role,
        "category": inside.category,
        "purpose": inside.purpose,
        "at": outside.at,
        "hidden": False,
        "about": "",
        "to_seq": None,
        "replaced_by": None,
        "state": STANDS,
    }


def _access(unit: Unit, outside: Outside, person: str) -> Row:
    return {
        "id": unit.new_id(),
        "at": outside.at,
        "logg": outside.logg,
        "viewer": person,
        "dialog": "oppdatering",
        "door": Door.SKREVET,
        "seqs": f",{outside.seq},",
        "outcome": "skrevet",
    }
