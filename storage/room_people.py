"""Who belongs in a log's room, who was in it when its roster was last read, and who asked for it.

Rooms hold helpers. Somebody of the family is let in when they have asked for it, and only while
they may know who helps; an account that is no active participant's is a stranger.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from sqlalchemy import bindparam, delete, insert, select

from domain.clock import oslo_day
from domain.codes import FAMILY, HELPERS, ParticipantState
from domain.knowing import knows_all
from storage import identities, logs, people, rosters, tables
from storage.core import table, upsert
from storage.log_rows import Member
from storage.unit import Unit

ACCOUNT = table(tables.RoomAccount)
WISH = table(tables.RoomWish)
Account = tuple[str, str]
"""Home tenant and Entra object id."""

_ACCOUNTS = (
    select(ACCOUNT.c.tenant, ACCOUNT.c.subject)
    .where(ACCOUNT.c.logg == bindparam("logg"))
    .order_by(ACCOUNT.c.tenant, ACCOUNT.c.subject)
)
_WISHES = select(WISH.c.person, WISH.c.inside).where(WISH.c.logg == bindparam("logg"))


@dataclass(frozen=True, slots=True)
class Belonging:
    """Whom a room is for, by the ids they sign in under.

    `wanted` are to be let in, `allowed` may be in it, `out` are to be taken out when they are.
    """

    wanted: frozenset[str]
    allowed: frozenset[str]
    out: frozenset[str]


@dataclass(frozen=True, slots=True)
class Gap:
    """What parts a room from what it should be; `present` are our people in it who may be."""

    missing: tuple[str, ...]
    leaving: tuple[Account, ...]
    strangers: tuple[Account, ...]
    present: frozenset[str]


def belonging(unit: Unit, logg: str) -> Belonging:
    """Tell whom a log's room is for today."""
    said = wishes(unit, logg)
    members = rosters.members(unit, logg)
    taking_part = [(root, one) for root, one in members if one.state is ParticipantState.MED]
    allowed = {root for root, one in taking_part if _may_be_in(unit, logg, root, one, said)}
    helpers = {root for root, one in taking_part if one.role in HELPERS}
    asked = {root for root, one in taking_part if one.role in FAMILY and said.get(root)}
    met = {root for root, one in members if one.state is not ParticipantState.INVITERT}
    return Belonging(
        frozenset((helpers | asked) & allowed), frozenset(allowed), frozenset(met - allowed)
    )


def _may_be_in(unit: Unit, logg: str, root: str, member: Member, said: dict[str, bool]) -> bool:
    if member.role not in FAMILY:
        return True
    return said.get(root, True) and may_ask(unit, logg, member)


def may_ask(unit: Unit, logg: str, member: Member) -> bool:
    """Tell whether somebody of the family may be in the room: everybody there sees who helps."""
    ledger, today = logs.ledger(unit, logg), oslo_day(unit.now)
    return knows_all(member.viewer(), ledger, today, unit.policy)


def gap(unit: Unit, logg: str, accounts: Iterable[Account]) -> Gap:
    """Compare the accounts in a room with whom it is for."""
    whole = belonging(unit, logg)
    by_account = {one: people.find(unit, *one) for one in accounts}
    persons = {one: found.id if found else "" for one, found in by_account.items()}
    present = whole.allowed & set(persons.values())
    return Gap(
        missing=tuple(sorted(whole.wanted - present)),
        leaving=tuple(one for one, person in persons.items() if person in whole.out),
        strangers=tuple(
            one for one, person in persons.items() if person not in whole.allowed | whole.out
        ),
        present=present,
    )


def way_in(unit: Unit, person: str, tenants: Collection[str]) -> Account | None:
    """Give the account of these tenants by which somebody can be let into a room."""
    ways = identities.identities(unit, person)
    return next((one for one in ways if one[0] in tenants), None)


def keep_accounts(unit: Unit, logg: str, accounts: Iterable[Account]) -> None:
    """Keep who is in a room, in place of who was."""
    unit.db.execute(delete(ACCOUNT).where(ACCOUNT.c.logg == logg))
    rows = [{"logg": logg, "tenant": one, "subject": two} for one, two in sorted(set(accounts))]
    if rows:
        unit.db.execute(insert(ACCOUNT), rows)


def accounts(unit: Unit, logg: str) -> list[Account]:
    """List the accounts that were in a room when its roster was last read."""
    found = unit.db.execute(_ACCOUNTS, {"logg": logg})
    return [(row.tenant, row.subject) for row in found]


def homes_of(unit: Unit, logg: str, subject: str) -> set[str]:
    """Give the tenants from which somebody with an object id is in a room; rightly one, or none."""
    return {tenant for tenant, known in accounts(unit, logg) if known == subject}


def wish(unit: Unit, logg: str, person: str, *, inside: bool) -> None:
    """Keep that somebody of the family wants into the room, or out of it."""
    row = {"logg": logg, "person": identities.root(unit, person), "inside": inside}
    upsert(unit.db, WISH, row)


def wishes(unit: Unit, logg: str) -> dict[str, bool]:
    """Give what each of the family last said, by the id they sign in under."""
    rows = unit.db.execute(_WISHES, {"logg": logg})
    return {identities.root(unit, row.person): row.inside for row in rows}


def family_inside(unit: Unit, logg: str) -> bool:
    """Tell whether somebody of the family is in the room, or is about to be let in."""
    here = gap(unit, logg, accounts(unit, logg))
    inside = here.present | set(here.missing)
    return any(root in inside and one.role in FAMILY for root, one in rosters.members(unit, logg))
