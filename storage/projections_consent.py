"""Consents as rows: the cells that stand, each giver's last word, the log that opens by them."""

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Row, and_, delete, insert, select, update

from domain.clock import oslo_day
from domain.codes import LogState
from domain.consent_bodies import ConsentExpired, ConsentGiven, ConsentRefused, ConsentWithdrawn
from storage import logs
from storage.consent_rows import (
    ANSWER,
    PERMIT,
    WHOLE_LOG,
    Place,
    answered,
    keep_answer,
    left,
    of_word,
    permit_row,
)
from storage.projections_log import change
from storage.types import EPOCH
from storage.unit import Unit


def given(unit: Unit, place: Place, body: ConsentGiven) -> None:
    """Put a yes in place of that giver's earlier word on that service; it may open the log."""
    old = {
        (row.category, row.purpose, row.right): row
        for row in unit.db.execute(select(PERMIT).where(of_word(PERMIT, place.logg, body)))
    }
    unit.db.execute(delete(PERMIT).where(of_word(PERMIT, place.logg, body)))
    new = {
        (term.category, term.purpose, right): _reads_from(
            old.get((term.category, term.purpose, right)), place.at, body
        )
        for term in body.terms
        for right in term.rights
    }
    if new:
        unit.db.execute(insert(PERMIT), [permit_row(place, body, *cell) for cell in new.items()])
    keep_answer(unit, place, body, "gitt", body.service)
    whole = of_word(ANSWER, place.logg, body, service=WHOLE_LOG)
    unit.db.execute(delete(ANSWER).where(whole))  # a no to the whole log is no longer the last word
    if body.ages is not None:
        ages = body.ages
        change(unit, place.logg, rule=ages.rule, rule_until=ages.until, rule_then=ages.then)
    _open_log(unit, place)


def refused(unit: Unit, place: Place, body: ConsentRefused) -> None:
    """Keep a no; it takes back what that giver gave the service, or the whole log."""
    services = {body.service, *answered(unit, place.logg, body)}
    unit.db.execute(delete(PERMIT).where(of_word(PERMIT, place.logg, body)))
    for service in sorted(services):
        keep_answer(unit, place, body, "avslatt", service)


def withdrawn(unit: Unit, place: Place, body: ConsentWithdrawn) -> None:
    """Remove what is taken back; a service with nothing left is withdrawn whole."""
    services = set(answered(unit, place.logg, body, "gitt"))
    if body.service != WHOLE_LOG:
        services.add(body.service)
    gone = of_word(PERMIT, place.logg, body)
    if body.categories:
        gone = and_(gone, PERMIT.c.category.in_(body.categories))
    unit.db.execute(delete(PERMIT).where(gone))
    for service in sorted(services - left(unit, place.logg, body)):
        keep_answer(unit, place, body, "trukket", service)


def expired(unit: Unit, place: Place, body: ConsentExpired) -> None:
    """Remove the cells whose last day is past; one that was renewed stays."""
    past = and_(of_word(PERMIT, place.logg, body), PERMIT.c.end < oslo_day(place.at))
    unit.db.execute(delete(PERMIT).where(past))
    for service in set(answered(unit, place.logg, body, "gitt")) - left(unit, place.logg, body):
        said = of_word(ANSWER, place.logg, body, service=service)
        unit.db.execute(
            update(ANSWER).where(said).values(state="utlopt", at=place.at, seq=place.seq)
        )


def _reads_from(before: Row[Any] | None, at: datetime, body: ConsentGiven) -> datetime:
    """Keep what a cell could read if it goes on without a gap; else from now, or from the start."""
    if body.before:
        return EPOCH
    if before is not None and body.start <= before.end + timedelta(days=1):
        return before.reads_from
    return at


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
