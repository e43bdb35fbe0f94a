"""Whole logs for tests of what is kept: Emil's, with his teacher, a nurse, and his two parents."""

from datetime import date
from typing import Any

from domain.asking import Intent, Item
from domain.bodies import Correction, Misfiled, Opened, Participation, Reply, Thanks, Written
from domain.body import AgeRule, Body
from domain.codes import EntryType, Method, Right, Role
from domain.consent_bodies import ConsentGiven, Term
from domain.entry import Author, Inside
from domain.gate import Allow, decide
from storage import log, logs, timeline
from storage.unit import Unit
from tests.support import rows

EMIL, KARI, MARTE, JONAS, NORA = 1, 2, 3, 4, 5
"""The participants' numbers."""
ROLES = {
    EMIL: (Role.PERSON, ""),
    KARI: (Role.STAFETTHOLDER, "skole"),
    MARTE: (Role.FORESATT, ""),
    JONAS: (Role.FORESATT, ""),
    NORA: (Role.FAGPERSON, "helsestasjon"),
}
BOTH = tuple(Right)


def author(no: int) -> Author:
    role, service = ROLES[no]
    return Author(participant=no, service=service, role=role)


def note(unit: Unit, logg: str, type_: EntryType, body: Body, by: int = KARI) -> int:
    """Append an entry that needs no yes."""
    return log.append(unit, logg, Inside(type=type_, author=author(by), body=body), None)


def open_log(unit: Unit, code: str = "SL-TEST", rule: str = "barn") -> str:
    """Open a draft with everybody on it; persons are called p1, p2 and so on."""
    opened = Opened(
        code=code,
        kind="barn",
        services=("skole", "helsestasjon"),
        purpose="samordning",
        policy="oslo-standard/1",
        ages=AgeRule(rule=rule),
    )
    logg = log.create(unit, opened, author(KARI))
    for no, (role, service) in ROLES.items():
        body = Participation(participant=no, person=f"p{no}", role=role, service=service)
        note(unit, logg, EntryType.DELTAKER_MED, body)
        if service:
            rows.works(unit, f"p{no}", service)
    return logg


def consent(**values: Any) -> ConsentGiven:
    """Give a yes of Marte's for the school, changed by `values`; `topics` become its terms."""
    topics = values.pop("topics", ("skole", "trivsel"))
    rights = values.pop("rights", BOTH)
    terms = tuple(Term(category=t, purpose="samordning", rights=rights) for t in topics)
    known: dict[str, Any] = {
        "giver": MARTE,
        "about": EMIL,
        "service": "skole",
        "terms": terms,
        "start": date(2026, 3, 1),
        "end": date(2026, 12, 31),
        "method": Method.DIGITALT,
        "language": "nb",
        "text_version": "2026-1",
    }
    return ConsentGiven(**(known | values))


def give(unit: Unit, logg: str, **values: Any) -> int:
    """Let a giver (`giver`, else Marte) say yes."""
    body = consent(**values)
    return note(unit, logg, EntryType.SAMTYKKE_GITT, body, body.giver)


def active_log(unit: Unit, code: str = "SL-TEST") -> str:
    """Open a log and let both parents say yes for the school."""
    logg = open_log(unit, code)
    for giver in (MARTE, JONAS):
        give(unit, logg, giver=giver)
    return logg


def may_write(unit: Unit, logg: str, by: int, type_: EntryType, to: Item | None = None) -> Allow:
    """Ask the gate for a participant's yes to write about school."""
    intent = Intent(type_, "skole", "samordning", to=to)
    viewer = logs.viewer(unit, logg, f"p{by}")
    yes = decide(viewer, intent, logs.ledger(unit, logg), unit.policy, unit.now)
    assert isinstance(yes, Allow), yes
    return yes


def may_read(unit: Unit, logg: str, seq: int, by: int = KARI) -> Allow:
    """Ask the gate for a participant's yes to read an entry."""
    item, viewer = timeline.item(unit, logg, seq), logs.viewer(unit, logg, f"p{by}")
    assert item is not None
    yes = decide(viewer, item, logs.ledger(unit, logg), unit.policy, unit.now)
    assert isinstance(yes, Allow), yes
    return yes


def write(unit: Unit, logg: str, body: Body | None = None, by: int = KARI) -> int:
    """Append content about school, a text unless told otherwise, with the gate's yes."""
    body = body or Written(text="Han kom hver dag denne uka.")
    types: dict[type[Body], EntryType] = {
        Written: EntryType.OPPDATERING,
        Reply: EntryType.KOMMENTAR,
        Thanks: EntryType.TAKK,
        Correction: EntryType.RETTING,
    }
    type_, to = types[type(body)], getattr(body, "to", None)
    item = None if to is None else timeline.item(unit, logg, to)
    yes = may_write(unit, logg, by, type_, item)
    inside = Inside(
        type=type_, author=author(by), category="skole", purpose="samordning", body=body
    )
    return log.append(unit, logg, inside, yes)


def misfile(unit: Unit, logg: str, seq: int, by: int = KARI, yes_to: int | None = None) -> int:
    """Say that an entry stands in the wrong log."""
    return note(unit, logg, EntryType.FEILFORT, Misfiled(to=seq, yes_to=yes_to), by)
