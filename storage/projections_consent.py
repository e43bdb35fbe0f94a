"""Consents as rows: the cells that stand, each giver's last word, the log that opens by them."""

from datetime import datetime, timedelta
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Row, Table, and_, delete, insert, select, update

from domain.bodies import ConsentExpired, ConsentGiven, ConsentRefused, ConsentWithdrawn
from domain.clock import oslo_day
from domain.codes import LogState
from storage import logs, tables
from storage.core import table, upsert
from storage.projections_log import change
from storage.types import EPOCH
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


def given(unit: Unit, place: Place, body: ConsentGiven) -> None:
    """Put a yes in place of that giver's earlier word on that service; it may open the log."""
    old = {
        (row.category, row.purpose, row.right): row
        for row in unit.db.execute(select(PERMIT).where(_of(PERMIT, place.logg, body)))
    }
    unit.db.execute(delete(PERMIT).where(_of(PERMIT, place.logg, body)))
    new = {
        (term.category, term.purpose, right): _reads_from(
            old.get((term.category, term.purpose, right)), place.at, body
        )
        for term in body.terms
        for right in term.rights
    }
    if new:
        unit.db.execute(insert(PERMIT), [_row(place, body, *cell) for cell in new.items()])
    _answer(unit, place, body, "gitt", body.service)
    whole = _of(ANSWER, place.logg, body, service=WHOLE_LOG)
    unit.db.execute(delete(ANSWER).where(whole))  # a no to the whole log is no longer the last word
    if body.ages is not None:
        ages = body.ages
        change(unit, place.logg, rule=ages.rule, rule_until=ages.until, rule_then=ages.then)
    _open_log(unit, place)


def refused(unit: Unit, place: Place, body: ConsentRefused) -> None:
    """Keep a no; it takes back what that giver gave the service, or the whole log."""
    services = {body.service, *_answered(unit, place.logg, body)}
    unit.db.execute(delete(PERMIT).where(_of(PERMIT, place.logg, body)))
    for service in sorted(services):
        _answer(unit, place, body, "avslatt", service)


def withdrawn(unit: Unit, place: Place, body: ConsentWithdrawn) -> None:
    """Remove what is taken back; a service with nothing left is withdrawn whole."""
    services = set(_answered(unit, place.logg, body, "gitt"))
    if body.service != WHOLE_LOG:
        services.add(body.service)
    gone = _of(PERMIT, place.logg, body)
    if body.categories:
        gone = and_(gone, PERMIT.c.category.in_(body.categories))
    unit.db.execute(delete(PERMIT).where(gone))
    for service in sorted(services - _left(unit, place.logg, body)):
        _answer(unit, place, body, "trukket", service)


def expired(unit: Unit, place: Place, body: ConsentExpired) -> None:
    """Remove the cells whose last day is past; one that was renewed stays."""
    past = and_(_of(PERMIT, place.logg, body), PERMIT.c.end < oslo_day(place.at))
    unit.db.execute(delete(PERMIT).where(past))
    for service in set(_answered(unit, place.logg, body, "gitt")) - _left(unit, place.logg, body):
        said = _of(ANSWER, place.logg, body, service=service)
        unit.db.execute(
            update(ANSWER).where(said).values(state="utlopt", at=place.at, seq=place.seq)
        )


def _of(rows: Table, logg: str, body: Word, service: str | None = None) -> ColumnElement[bool]:
    """Say which rows a word is about; the whole log unless it names a service."""
    about = and_(rows.c.logg == logg, rows.c.giver == body.giver, rows.c.about == body.about)
    if service is None and body.service == WHOLE_LOG:
        return about
    return and_(about, rows.c.service == (body.service if service is None else service))


def _reads_from(before: Row[Any] | None, at: datetime, body: ConsentGiven) -> datetime:
    """Keep what a cell could read if it goes on without a gap; else from now, or from the start."""
    if body.before:
        return EPOCH
    if before is not None and body.start <= before.end + timedelta(days=1):
        return before.reads_from
    return at


def _row(
    place: Place, body: ConsentGiven, cell: tuple[str, str, str], reads_from: datetime
) -> dict[str, Any]:
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


def _answer(
    unit: Unit,
    place: Place,
    body: ConsentGiven | ConsentRefused | ConsentWithdrawn,
    state: str,
    service: str,
) -> None:
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


def _answered(unit: Unit, logg: str, body: Word, state: str | None = None) -> list[str]:
    """List the services that a word is about and that its giver has answered before."""
    found = select(ANSWER.c.service).where(_of(ANSWER, logg, body), ANSWER.c.service != WHOLE_LOG)
    if state is not None:
        found = found.where(ANSWER.c.state == state)
    return list(unit.db.execute(found).scalars())


def _left(unit: Unit, logg: str, body: Word) -> set[str]:
    """Give the services for which the giver still has a cell."""
    found = select(PERMIT.c.service).where(_of(PERMIT, logg, body)).distinct()
    return set(unit.db.execute(found).scalars())


def _open_log(unit: Unit, place: Place) -> None:
    """Make a draft active when all who must have given something that is the same for all."""
    ledger, today = logs.ledger(unit, place.logg), oslo_day(place.at)
    if ledger.state is not LogState.UTKAST:
        return
    given_by: dict[int, set[tuple[str, ...]]] = {
        giver: set() for giver in ledger.required(ledger.person, today, unit.policy)
    }
    for permit in ledger.permits:
        if permit.about == ledger.person and permit.holds(today) and permit.giver in given_by:
            cell = (permit.service, permit.category, permit.purpose, permit.right)
            given_by[permit.giver].add(cell)
    first, *others = given_by.values() or [set[tuple[str, ...]]()]
    if first.intersection(*others):
        change(unit, place.logg, state=LogState.AKTIV)
