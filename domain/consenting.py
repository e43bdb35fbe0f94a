"""Consent as people give it: what they are asked, and what they choose."""

from calendar import monthrange
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from domain.ages import row_on
from domain.codes import FAMILIEN, Right
from domain.consent_bodies import Term
from domain.consent_scopes import Scope
from domain.ledger import Ledger
from domain.policy import Policy


class Said(StrEnum):
    """Where a giver stands; `ikke_gitt` is all that others than givers and stafettholder see."""

    GITT = "gitt"
    IKKE_SVART = "ikke_svart"
    AVSLATT = "avslatt"
    TRUKKET = "trukket"
    UTLOPT = "utlopt"
    IKKE_GITT = "ikke_gitt"


@dataclass(frozen=True, slots=True)
class Question:
    """What one giver is asked: about whom, the topics of each service, and what else is offered.

    `before` offers what was written earlier, `holder` that the stafettholder reads all; `named` is
    the one service that the question is about, "" for the whole log.
    """

    giver: int
    about: int
    topics: Mapping[str, tuple[str, ...]]
    first: date
    last: date
    before: bool
    holder: bool
    named: str = ""


@dataclass(frozen=True, slots=True)
class Chosen:
    """What one giver says yes to, until when, and whether earlier entries are in it."""

    scopes: tuple[Scope, ...]
    end: date
    before: bool = False
    holder: bool = False


def last_day(today: date, policy: Policy) -> date:
    """Give the last day that a consent given today can have."""
    months = today.month - 1 + policy.samtykke.hoyst_maneder
    year, month = today.year + months // 12, months % 12 + 1
    return date(year, month, min(today.day, monthrange(year, month)[1]))


def askable(services: Iterable[str], family: bool, policy: Policy) -> dict[str, tuple[str, ...]]:
    """Give the topics that each service can be asked for; the family reads whatever they can."""
    known = [code for code in dict.fromkeys(services) if code in policy.services]
    topics = {code: policy.services[code].temaer for code in known}
    if family:
        offered = {topic for of_service in topics.values() for topic in of_service}
        topics[FAMILIEN] = tuple(code for code in policy.topics if code in offered)
    return {code: offered for code, offered in topics.items() if offered}


def family_asks(ledger: Ledger, about: int, relatives: bool, today: date, policy: Policy) -> bool:
    """Tell whether the family needs a consent of its own to read what is about somebody."""
    row = row_on(ledger.ages, today, policy)
    return about != ledger.person or relatives or (row is not None and not row.foresatte_ser)


def terms(scope: Scope, purpose: str) -> tuple[Term, ...]:
    """Write a scope as the terms of a consent."""
    rights: dict[str, tuple[Right, ...]] = dict.fromkeys(scope.reads, (Right.LESER,))
    for topic in scope.writes:
        rights[topic] = (*rights.get(topic, ()), Right.SKRIVER)
    return tuple(Term(category=c, purpose=purpose, rights=r) for c, r in rights.items())
