"""Forms under way: encrypted under their owner's key, for their owner only, for seven days."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Row, bindparam, delete, select

from storage import tables
from storage.core import is_id, table, upsert
from storage.errors import KeyGone
from storage.prepared import Prepared
from storage.sealed import seal_for_person, unseal_for_person
from storage.unit import Unit

DRAFT = table(tables.Draft)

_BY_ID = Prepared(
    select(DRAFT).where(
        DRAFT.c.id == bindparam("draft"),
        DRAFT.c.owner == bindparam("owner"),
        DRAFT.c.expires > bindparam("now", type_=DRAFT.c.expires.type),
    )
)

KEPT = timedelta(days=7)
WAITING = "venter"
"""The step of a draft that waits for consent."""


@dataclass(frozen=True, slots=True)
class Draft:
    """A form under way; `logg` is "" when it belongs to none."""

    id: str
    owner: str
    logg: str
    dialog: str
    step: str
    expires: datetime
    data: dict[str, Any]


def save(  # noqa: PLR0917 - a row is what it is
    unit: Unit,
    owner: str,
    logg: str,
    dialog: str,
    step: str,
    data: Mapping[str, Any],
    draft_id: str | None = None,
) -> str:
    """Keep what somebody has filled in, for seven days more; give the draft's id.

    `draft_id` names the draft to overwrite; when it is not one of this owner, dialog and log, or
    has run out, a new one is made. What lies there already, as when a call is delivered twice, is
    not kept twice.
    """
    known = load(unit, owner, draft_id) if draft_id else None
    if known is None or (known.logg, known.dialog) != (logg, dialog):
        for twin in of_owner(unit, owner, logg, dialog):
            if twin.data == dict(data) and twin.step in (step, WAITING):
                return twin.id
        known = None
    id_ = known.id if known else unit.new_id()
    row = {
        "id": id_,
        "owner": owner,
        "logg": logg,
        "dialog": dialog,
        "step": step,
        "expires": unit.now + KEPT,
        "ciphertext": seal_for_person(unit, owner, dict(data), _aad(id_, owner, dialog, logg)),
    }
    upsert(unit.db, DRAFT, row)
    return id_


def load(unit: Unit, owner: str, draft_id: str) -> Draft | None:
    """Give a draft to its owner; None to everybody else, and when it has run out."""
    if not draft_id or not is_id(draft_id):
        return None
    row = _BY_ID.first(unit.reads, draft=draft_id, owner=owner, now=unit.now)
    return None if row is None else _open(unit, row)


def of_owner(
    unit: Unit, owner: str, logg: str | None = None, dialog: str | None = None
) -> list[Draft]:
    """List somebody's own drafts, of one log and one dialog if asked for, last saved first."""
    found = select(DRAFT).where(_live(unit, owner))
    if logg is not None:
        found = found.where(DRAFT.c.logg == logg)
    if dialog is not None:
        found = found.where(DRAFT.c.dialog == dialog)
    rows = unit.db.execute(found.order_by(DRAFT.c.expires.desc(), DRAFT.c.id))
    opened = (_open(unit, row) for row in rows)
    return [draft for draft in opened if draft is not None]


def waiting(unit: Unit, logg: str) -> list[tuple[str, str]]:
    """List the drafts (id, owner) that wait for consent in a log; nobody's text is opened."""
    live = (DRAFT.c.logg == logg) & (DRAFT.c.step == WAITING) & (DRAFT.c.expires > unit.now)
    found = select(DRAFT.c.id, DRAFT.c.owner).where(live).order_by(DRAFT.c.id)
    return [(row.id, row.owner) for row in unit.db.execute(found)]


def drop(unit: Unit, owner: str, draft_id: str) -> None:
    """Delete a draft of this owner; another's stays."""
    if is_id(draft_id):
        unit.db.execute(delete(DRAFT).where(DRAFT.c.id == draft_id, DRAFT.c.owner == owner))


def purge_expired(unit: Unit) -> int:
    """Delete the drafts that have run out; give how many there were."""
    return unit.db.execute(delete(DRAFT).where(DRAFT.c.expires <= unit.now)).rowcount


def _live(unit: Unit, owner: str) -> ColumnElement[bool]:
    return (DRAFT.c.owner == owner) & (DRAFT.c.expires > unit.now)


def _open(unit: Unit, row: Row[Any]) -> Draft | None:
    aad = _aad(row.id, row.owner, row.dialog, row.logg)
    try:
        data = unseal_for_person(unit, row.owner, row.ciphertext, aad)
    except KeyGone:
        return None
    return Draft(row.id, row.owner, row.logg, row.dialog, row.step, row.expires, data)


def _aad(id_: str, owner: str, dialog: str, logg: str) -> str:
    return f"draft|{id_}|{owner}|{dialog}|{logg}"
