"""A made-up bydel: logs that both parents have said yes to, each with a teacher and a nurse."""

from collections.abc import Callable
from datetime import timedelta

from bench.names import TENANT, Account, Log
from domain.bodies import Opened, Participation
from domain.body import AgeRule, Body
from domain.clock import oslo_day
from domain.codes import EntryType, Method, Right, Role
from domain.consent_bodies import ConsentGiven, Term
from domain.entry import Author, Inside
from storage import identities, log, logs, memberships, people
from storage.database import Database
from storage.identity_cards import IdentityCard
from storage.memberships import Grant
from storage.unit import Unit

TOPICS = ("skole", "trivsel")
CHILD, TEACHER, MOTHER, FATHER, NURSE = 1, 2, 3, 4, 5
FIRST = 11
"""The number of the first entry after those that a log begins with."""
_ROLES = {
    CHILD: (Role.PERSON, "", "Emil Berg"),
    TEACHER: (Role.STAFETTHOLDER, "skole", "Kari Lærer"),
    MOTHER: (Role.FORESATT, "", "Marte Berg"),
    FATHER: (Role.FORESATT, "", "Jonas Berg"),
    NURSE: (Role.FAGPERSON, "helsestasjon", "Nora Dahl"),
}
_WITH_TEAMS = (TEACHER, MOTHER, NURSE)
_AT_ONCE = 20


def settle(database: Database, count: int, told: Callable[[int], object]) -> list[Log]:
    """Open logs with everybody on them, some in each turn; `told` hears how many each time."""
    found: list[Log] = []
    while len(found) < count:
        more = min(_AT_ONCE, count - len(found))
        found += database.do(lambda unit, more=more: [_open(unit) for _ in range(more)])
        told(more)
    return found


def author(no: int) -> Author:
    """Give a participant as the author of an entry."""
    role, service, _ = _ROLES[no]
    return Author(participant=no, service=service, role=role)


def _open(unit: Unit) -> Log:
    persons = {no: _person(unit, no) for no in _ROLES}
    opened = Opened(
        code=logs.new_code(unit),
        kind="barn",
        services=("skole", "helsestasjon"),
        purpose="samordning",
        policy="oslo-standard/1",
        ages=AgeRule(rule="barn"),
    )
    logg = log.create(unit, opened, author(TEACHER))
    for no, (role, service, _) in _ROLES.items():
        digital = no in _WITH_TEAMS
        body = Participation(
            participant=no, person=persons[no].person, role=role, service=service, digital=digital
        )
        _note(unit, logg, EntryType.DELTAKER_MED, body, TEACHER)
    for giver in (MOTHER, FATHER):
        for service in ("skole", "helsestasjon"):
            _note(unit, logg, EntryType.SAMTYKKE_GITT, _yes(unit, giver, service), giver)
    return Log(logg, opened.code, persons[TEACHER], persons[NURSE])


def _person(unit: Unit, no: int) -> Account:
    _, service, name = _ROLES[no]
    card = IdentityCard(first_name=name.split()[0], full_name=name)
    person, subject = people.create(unit, card, None), unit.new_id()
    if no in _WITH_TEAMS:
        identities.bind(unit, person, TENANT, subject)
    if service:
        since = oslo_day(unit.now) - timedelta(days=30)
        memberships.grant(unit, Grant(person, service, since, "bench"))
    return Account(person, subject)


def _yes(unit: Unit, giver: int, service: str) -> ConsentGiven:
    start = oslo_day(unit.now)
    return ConsentGiven(
        giver=giver,
        about=CHILD,
        service=service,
        terms=tuple(Term(category=t, purpose="samordning", rights=tuple(Right)) for t in TOPICS),
        start=start,
        end=start + timedelta(days=360),
        method=Method.DIGITALT,
        language="nb",
        text_version="2026-1",
    )


def _note(unit: Unit, logg: str, type_: EntryType, body: Body, by: int) -> None:
    log.append(unit, logg, Inside(type=type_, author=author(by), body=body), None)
