"""The rows of consents: the cells that stand, and each giver's last word."""

from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Table, and_, select

from domain.consent_bodies import ConsentExpired, ConsentGiven, ConsentRefused, ConsentWithdrawn
from storage import tables
from storage.core import table, upsert
from storage.unit import Unit

PERMIT = table(tables.PermitRow)
ANSWER = table(tables.Answer)
WHOLE_LOG = ""
"""Stands where a service does when a word is about the whole log."""


class Place(NamedTuple):
    """Where an entry stands: its log, number and moment."""

    logg: str
    seq: int
    at: datetime


Word = ConsentGiven | ConsentRefused | ConsentWithdrawn | ConsentExpired


def of_word(rows: Table, logg: str, body: Word, service: str | None = None) -> ColumnElement[bool]:
    """Say which rows a word is about; the whole log unless it names a service."""
    about = and_(rows.c.logg == logg, rows.c.giver == body.giver, rows.c.about == body.about)
    if service is None and body.service == WHOLE_LOG:
        return about
    return and_(about, rows.c.service == (body.service if service is None else service))


def permit_row(
    place: Place, body: ConsentGiven, cell: tuple[str, str, str], reads_from: datetime
) -> dict[str, Any]:
    """Give the row of one cell (category, purpose, right) of a yes."""
    category, purpose, right = cell
    return {
        "logg": place.logg,
        "giver": body.giver,
        "about": body.about,
        "service": body.service,
        "category": category,
        "purpose": purpose,
        "right": right,
        "start": body.start,
        "end": body.end,
        "reads_from": reads_from,
        "seq": place.seq,
        "holder_reads_all": body.holder_reads_all,
    }


def keep_answer(
    unit: Unit,
    place: Place,
    body: ConsentGiven | ConsentRefused | ConsentWithdrawn,
    state: str,
    service: str,
) -> None:
    """Keep a giver's word on a service in place of the one before."""
    row = {
        "logg": place.logg,
        "giver": body.giver,
        "about": body.about,
        "service": service,
        "state": state,
        "method": body.method,
        "at": place.at,
        "end": body.end if isinstance(body, ConsentGiven) else None,
        "seq": place.seq,
    }
    upsert(unit.db, ANSWER, row)


def answered(unit: Unit, logg: str, body: Word, state: str | None = None) -> list[str]:
    """List the services that a word is about and that its giver has answered before."""
    found = select(ANSWER.c.service).where(
        of_word(ANSWER, logg, body), ANSWER.c.service != WHOLE_LOG
    )
    if state is not None:
        found = found.where(ANSWER.c.state == state)
    return list(unit.db.execute(found).scalars())


def left(unit: Unit, logg: str, body: Word) -> set[str]:
    """Give the services for which the giver still has a cell."""
    found = select(PERMIT.c.service).where(of_word(PERMIT, logg, body)).distinct()
    return set(unit.db.execute(found).scalars())
