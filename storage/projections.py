"""What queries and the gate need of an entry, written in the transaction that appends it.

Only the entry, the policy and earlier projections decide, never the clock: a replay of the log
gives the same rows.
"""

from datetime import datetime

from sqlalchemy import insert

from domain.bodies import Correction, Misfiled, Opened, Participation, Reply, Thanks
from domain.consent_bodies import ConsentExpired, ConsentGiven, ConsentRefused, ConsentWithdrawn
from domain.entry import Inside
from storage import projections_consent as consent
from storage import projections_log as log
from storage import projections_misfiled as misfiled
from storage import tables
from storage.consent_rows import Place
from storage.core import table
from storage.prepared import Prepared
from storage.unit import Unit

ITEM = table(tables.Item)
_INSERT = Prepared(insert(ITEM))


def project(unit: Unit, logg: str, seq: int, at: datetime, inside: Inside) -> None:
    """Project one entry whose body is typed; raises `BadEntry` when the log says otherwise."""
    body, place = inside.body, Place(logg, seq, at)
    _add_item(unit, logg, seq, at, inside)
    match body:
        case Opened():
            log.opened(unit, logg, at, body)
        case Participation():
            log.participation(unit, logg, at, inside.type, body)
        case ConsentGiven():
            consent.given(unit, place, body)
        case ConsentRefused():
            consent.refused(unit, place, body)
        case ConsentWithdrawn():
            consent.withdrawn(unit, place, body)
        case ConsentExpired():
            consent.expired(unit, place, body)
        case Correction():
            misfiled.corrected(unit, logg, seq, body)
        case Misfiled():
            misfiled.misfiled(unit, logg, inside.author.participant, body)
        case _:
            pass


def add_erased(unit: Unit, logg: str, seq: int, at: datetime) -> None:
    """Project an entry whose key is destroyed: that it was there, and nothing of what it was."""
    row = {"logg": logg, "seq": seq, "at": at, **misfiled.ERASED}
    _INSERT.run(unit.db, row)


def _add_item(unit: Unit, logg: str, seq: int, at: datetime, inside: Inside) -> None:
    body, author = inside.body, inside.author
    hangs = isinstance(body, Reply | Thanks | Correction | Misfiled)
    row = {
        "logg": logg,
        "seq": seq,
        "type": inside.type,
        "author": author.participant,
        "service": author.service,
        "role": author.role,
        "category": inside.category,
        "purpose": inside.purpose,
        "at": at,
        "hidden": inside.hidden,
        "about": ",".join(str(no) for no in inside.about),
        "to_seq": body.to if hangs else None,
        "replaced_by": None,
        "state": misfiled.STANDS,
    }
    _INSERT.run(unit.db, row)
