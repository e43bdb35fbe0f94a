"""One-time codes by which somebody shows who they are on a log; only digests are kept."""

import hashlib
from datetime import datetime, timedelta
from itertools import repeat

from sqlalchemy import bindparam, delete, func, select, update

from storage import crockford, logs, people, tables
from storage.core import insert_new, table, upsert
from storage.unit import Unit

INVITATION = table(tables.Invitation)
ATTEMPT = table(tables.Attempt)
PERSON = table(tables.Person)

LENGTH = 8
"""Characters of a code: 40 bits."""
MOST_TRIES = 5
WINDOW = timedelta(hours=1)

Identity = tuple[str, str]
"""Issuer (home tenant) and subject, as a verified sign-in names them."""

_USABLE = select(INVITATION.c.digest, INVITATION.c.person, INVITATION.c.logg).where(
    INVITATION.c.digest == bindparam("digest"),
    INVITATION.c.used.is_(None),
    INVITATION.c.expires > bindparam("now", type_=INVITATION.c.expires.type),
)


def make(unit: Unit, person: str, logg: str) -> str:
    """Make a code «XXXX-XXXX» for a person on a log; an earlier unused one opens nothing more."""
    earlier = delete(INVITATION).where(
        INVITATION.c.person == person, INVITATION.c.logg == logg, INVITATION.c.used.is_(None)
    )
    unit.db.execute(earlier)
    expires = unit.now + timedelta(days=unit.policy.samtykke.kode_dager)
    row = {"person": person, "logg": logg, "expires": expires, "used": None}
    for draw in repeat(crockford.draw):
        code = draw(LENGTH)
        if insert_new(unit.db, INVITATION, {**row, "digest": _digest(code)}):
            return f"{code[:4]}-{code[4:]}"
    raise AssertionError("repeating does not end")


def redeem(unit: Unit, code: str, identity: Identity) -> tuple[str, str] | None:
    """Spend a code for whoever signs in by an identity: give its (person, logg), or None.

    None is a code that is unknown, spent or run out, one that would make them somebody that another
    signs in as or a second participant of the log, and whatever comes after five different wrong
    codes in an hour, which are counted even when the caller's turn is rolled back.
    """
    by = _mark(unit, identity)
    # Two tries at once wait for each other here, so that both are counted.
    unit.db.execute(select(PERSON.c.id).where(PERSON.c.id == by).with_for_update())
    if not _may_try(unit, by):
        return None
    found = unit.db.execute(_USABLE, {"digest": _digest(code), "now": unit.now}).first()
    if found is not None and _fits(unit, found.person, found.logg, by):
        unused = (INVITATION.c.digest == found.digest) & INVITATION.c.used.is_(None)
        spent = update(INVITATION).where(unused).values(used=unit.now)
        if unit.db.execute(spent).rowcount == 1:
            return found.person, found.logg
    tried = unit.now
    _count(unit, code, by, tried)
    # Once more beside this turn: a form that comes back with an error undoes what its step did.
    unit.later(lambda unit: _count(unit, code, by, tried))
    return None


def may_try(unit: Unit, identity: Identity) -> bool:
    """Tell whether whoever signs in by an identity has a try left in this hour."""
    return _may_try(unit, _mark(unit, identity))


def purge(unit: Unit) -> int:
    """Delete codes that are spent or have run out, and tries that count no more."""
    over = INVITATION.c.used.is_not(None) | (INVITATION.c.expires <= unit.now)
    gone = unit.db.execute(delete(INVITATION).where(over)).rowcount
    old = ATTEMPT.c.at <= unit.now - WINDOW
    return gone + unit.db.execute(delete(ATTEMPT).where(old)).rowcount


def _may_try(unit: Unit, by: str) -> bool:
    recent = (ATTEMPT.c.person == by) & (ATTEMPT.c.at > unit.now - WINDOW)
    tries = unit.db.execute(select(func.count()).select_from(ATTEMPT).where(recent)).scalar_one()
    return tries < MOST_TRIES


def _mark(unit: Unit, identity: Identity) -> str:
    """Give the id of whoever signs in by an identity, or a digest for somebody unknown."""
    known = people.find(unit, *identity)
    return known.id if known else hashlib.sha256("|".join(identity).encode()).hexdigest()


def _fits(unit: Unit, person: str, logg: str, by: str) -> bool:
    """Tell whether `by` may turn out to be `person`.

    Whoever made the code, or is on the log already, could else answer for the mother there; and
    whoever got a second code could else become the one who used the first.
    """
    if people.root(unit, person) == people.root(unit, by):
        return True
    return not people.is_claimed(unit, person) and logs.viewer(unit, logg, by) is None


def _count(unit: Unit, code: str, by: str, tried: datetime) -> None:
    wrong = hashlib.sha256(f"{by}|{_digest(code)}".encode()).hexdigest()
    upsert(unit.db, ATTEMPT, {"id": wrong, "person": by, "at": tried})


def _digest(code: str) -> str:
    return hashlib.sha256(crockford.normal(code).encode()).hexdigest()
