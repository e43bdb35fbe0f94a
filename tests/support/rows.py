"""Rows put straight into the projections, for tests of what is read out of them."""

from datetime import date
from typing import Any

from sqlalchemy import insert

from storage import memberships, tables
from storage.core import table
from storage.types import EPOCH
from storage.unit import Unit

YEAR = {"start": date(2026, 1, 1), "end": date(2026, 12, 31)}


def put(unit: Unit, model: Any, **values: Any) -> None:
    unit.db.execute(insert(table(model)).values(**values))


def logg(unit: Unit, id_: str, **values: Any) -> str:
    row = {
        "code": f"SL-{id_.upper()}",
        "state": "aktiv",
        "level": 1,
        "kind": "barn",
        "purpose": "samordning",
        "policy": "1",
        "created": unit.now,
        "person_no": 1,
        "stafettholder_no": 2,
        "rule": "barn",
        "rule_until": None,
        "rule_then": None,
        "services": "",
    }
    put(unit, tables.Logg, **(row | {"id": id_} | values))
    return id_


def participant(unit: Unit, in_logg: str, no: int, person: str, role: str, **values: Any) -> None:
    row = {"service": "", "relation": "", "state": "med", "since": unit.now, "digital": True}
    known = {"logg": in_logg, "no": no, "person": person, "role": role}
    put(unit, tables.Participant, **(row | known | values))


def works(unit: Unit, person: str, service: str) -> None:
    """Let somebody work in a service for as long as any test lasts."""
    memberships.grant(unit, memberships.Grant(person, service, date(2000, 1, 1), "test"))


def permit(unit: Unit, in_logg: str, giver: int, **values: Any) -> None:
    row = {
        "logg": in_logg,
        "giver": giver,
        "about": 1,
        "service": "skole",
        "category": "skole",
        "purpose": "samordning",
        "right": "leser",
        "reads_from": EPOCH,
        "seq": 3,
        "holder_reads_all": False,
    }
    put(unit, tables.PermitRow, **(row | YEAR | values))


def item(unit: Unit, in_logg: str, seq: int, type_: str = "oppdatering", **values: Any) -> None:
    row = {
        "author": 2,
        "service": "skole",
        "role": "fagperson",
        "category": "skole",
        "purpose": "samordning",
        "at": unit.now,
        "hidden": False,
        "about": "",
        "to_seq": None,
        "replaced_by": None,
        "state": "gjelder",
    }
    known = {"logg": in_logg, "seq": seq, "type": type_}
    put(unit, tables.Item, **(row | known | values))


def person(unit: Unit, id_: str, same_as: str | None = None) -> str:
    values = {"id": id_, "language": None, "same_as": same_as, "created": unit.now, "card": None}
    put(unit, tables.Person, **values)
    return id_
