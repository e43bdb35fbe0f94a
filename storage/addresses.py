"""Where each person's own chat with the bot is."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import bindparam, delete, func, select

from storage import people, tables
from storage.core import table, upsert
from storage.prepared import Prepared
from storage.unit import Unit

ADDRESS = table(tables.Address)
_FRESH = timedelta(days=1)

_ADDRESS = Prepared(select(ADDRESS).where(ADDRESS.c.person == bindparam("person")))


@dataclass(frozen=True, slots=True)
class Address:
    """A person's own chat: tenant, the Connector's address there, and the conversation."""

    person: str
    tenant: str
    service_url: str
    conversation: str
    verified: datetime


def learn(unit: Unit, person: str, tenant: str, service_url: str, conversation: str) -> bool:
    """Keep where somebody was just met; True when that was not known.

    An address known since today costs no write.
    """
    row = {"tenant": tenant, "service_url": service_url, "conversation": conversation}
    known = _ADDRESS.first(unit.reads, person=person)
    same = known is not None and row.items() <= known._asdict().items()
    if known is not None and same and known.verified >= unit.now - _FRESH:
        return False
    upsert(unit.db, ADDRESS, {**row, "person": person, "verified": unit.now})
    return not same


def forget(unit: Unit, gone: Address) -> None:
    """Forget a chat that somebody is not in any more, unless another is known by now."""
    there = (ADDRESS.c.person == gone.person) & (ADDRESS.c.conversation == gone.conversation)
    unit.db.execute(delete(ADDRESS).where(there))


def leave(unit: Unit, person: str) -> None:
    """Forget wherever somebody was met, by all their ids: they have uninstalled the app."""
    unit.db.execute(delete(ADDRESS).where(ADDRESS.c.person.in_(people.same(unit, person))))


def of(unit: Unit, person: str) -> Address | None:
    """Give the chat where somebody was met last, by whichever of their ids; None if nowhere."""
    theirs = ADDRESS.c.person.in_(people.same(unit, person))
    found = select(ADDRESS).where(theirs).order_by(ADDRESS.c.verified.desc(), ADDRESS.c.person)
    row = unit.db.execute(found.limit(1)).first()
    if row is None:
        return None
    return Address(row.person, row.tenant, row.service_url, row.conversation, row.verified)


def known_service_urls(unit: Unit) -> frozenset[str]:
    """Give the Connector addresses where anybody was ever met."""
    found = select(ADDRESS.c.service_url).distinct()
    return frozenset(unit.db.execute(found).scalars())


def service_urls(unit: Unit) -> dict[str, str]:
    """Give the Connector address where somebody of each tenant was met last."""
    each = (ADDRESS.c.tenant, ADDRESS.c.service_url)
    found = select(*each).group_by(*each).order_by(func.max(ADDRESS.c.verified))
    return {row.tenant: row.service_url for row in unit.db.execute(found)}
