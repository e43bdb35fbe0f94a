"""The log itself and its participants, as rows."""

from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, insert, select, update

from domain.bodies import Opened, Participation
from domain.codes import EntryType, ParticipantState, Role
from storage import tables
from storage.core import table, upsert
from storage.errors import BadEntry
from storage.unit import Unit

LOGG = table(tables.Logg)
PARTICIPANT = table(tables.Participant)

_STATES = {
    EntryType.DELTAKER_INVITERT: ParticipantState.INVITERT,
    EntryType.DELTAKER_MED: ParticipantState.MED,
    EntryType.DELTAKER_UT: ParticipantState.UT,
}
_POINTS = {Role.PERSON: "person_no", Role.STAFETTHOLDER: "stafettholder_no"}
_WHO = select(PARTICIPANT.c.person).where(
    PARTICIPANT.c.logg == bindparam("logg"), PARTICIPANT.c.no == bindparam("no")
)


def change(unit: Unit, logg: str, **values: Any) -> None:
    """Change columns of a log's row."""
    unit.db.execute(update(LOGG).where(LOGG.c.id == logg).values(**values))


def opened(unit: Unit, logg: str, at: datetime, body: Opened) -> None:
    """Add a log; who it is for is told by the participants that follow."""
    row = {
        "id": logg,
        "code": body.code,
        "state": body.state,
        "level": 1,
        "kind": body.kind,
        "purpose": body.purpose,
        "policy": body.policy,
        "created": at,
        "person_no": 0,
        "stafettholder_no": 0,
        "rule": body.ages.rule,
        "rule_until": body.ages.until,
        "rule_then": body.ages.then,
        "services": ",".join(body.services),
    }
    unit.db.execute(insert(LOGG).values(row))


def participation(
    unit: Unit, logg: str, at: datetime, what: EntryType, body: Participation
) -> None:
    """Keep that somebody is asked, joins or leaves; `BadEntry` when the number is another's."""
    known = unit.db.execute(_WHO, {"logg": logg, "no": body.participant}).scalar()
    if known not in (None, body.person):
        raise BadEntry(f"Participant {body.participant} of log {logg} is somebody else.")
    state = _STATES[what]
    row = {
        "logg": logg,
        "no": body.participant,
        "person": body.person,
        "role": body.role,
        "service": body.service,
        "relation": body.relation,
        "state": state,
        "since": at,
        "digital": body.digital,
    }
    upsert(unit.db, PARTICIPANT, row)
    points = _POINTS.get(body.role)
    if points and state is not ParticipantState.UT:
        change(unit, logg, **{points: body.participant})
