"""People who answer for consent in tests: bound to the log without the detour by a code."""

import re
from collections.abc import Callable
from typing import Any, TypeVar

from domain.codes import LogState
from domain.entry import Inside
from domain.gate import Allow, decide
from domain.ledger import Ledger
from storage import drafts, identities, identity_cards, log, logs, timeline
from storage.log_rows import Member
from storage.unit import Unit
from tests.support.story import Opened
from tests.support.team import Seen, Someone, Team

T = TypeVar("T")


def inside_log(opened: Opened, look: Callable[[Unit, str], T]) -> T:
    """Look into a log's rows; fails when the code is unknown."""

    def work(unit: Unit) -> T:
        found = logs.by_code(unit, opened.code)
        assert found is not None, "the log is gone"
        return look(unit, found)

    return opened.team.database.do(work)


def named(opened: Opened, first_name: str) -> Member:
    """Find a participant by first name."""

    def look(unit: Unit, logg: str) -> Member:
        roster = logs.roster(unit, logg)
        names = identity_cards.names(unit, [member.person for member in roster])
        return next(member for member in roster if names[member.person] == first_name)

    return inside_log(opened, look)


def signed_in(opened: Opened, first_name: str, locale: str = "nb-NO") -> Someone:
    """Give a participant an account in Teams."""
    member = named(opened, first_name)
    someone = opened.team.somebody(first_name, locale=locale)

    def bind(unit: Unit) -> str:
        return identities.bind(unit, member.person, someone.tenant, someone.subject)

    someone.person = opened.team.database.do(bind)
    return someone


def state(opened: Opened) -> LogState:
    """Give a log's state."""
    return inside_log(opened, lambda unit, logg: logs.summary(unit, logg).state)


def ledger(opened: Opened) -> Ledger:
    """Give a log's consents."""
    return inside_log(opened, logs.ledger)


def bodies(opened: Opened, reader: Someone) -> list[Inside]:
    """Decrypt every entry that the gate lets somebody read, oldest first."""

    def look(unit: Unit, logg: str) -> list[Inside]:
        viewer, now = logs.viewer(unit, logg, reader.person), unit.now
        held = logs.ledger(unit, logg)
        items = reversed(timeline.page(unit, logg, limit=1000))
        asked = [decide(viewer, item, held, unit.policy, now) for item in items]
        return log.read_many(unit, [one for one in asked if isinstance(one, Allow)])

    return inside_log(opened, look)


def consent_bodies(opened: Opened, reader: Someone) -> list[dict[str, Any]]:
    """Give the bodies of all consent entries that somebody may read, with their type."""
    found = bodies(opened, reader)
    return [
        {"type": one.type, **one.typed_body().model_dump(mode="json")}
        for one in found
        if one.type.startswith("samtykke_")
    ]


def also(opened: Opened, first_name: str, someone: Someone) -> None:
    """Let somebody turn out to be a participant of one more log."""
    member = named(opened, first_name)

    def bind(unit: Unit) -> str:
        return identities.bind(unit, member.person, someone.tenant, someone.subject)

    opened.team.database.do(bind)


def opened_from(team: Team, teacher: Someone, done: Seen) -> Opened:
    """Give the log that a dialog says it has opened."""
    found = re.search(r"SL-[0-9A-Z]{4,}", done.text)
    assert found, done.text
    return Opened(team, teacher, found[0])


def waiting(opened: Opened) -> list[tuple[str, str]]:
    """List the drafts that wait for consent in a log."""
    return inside_log(opened, drafts.waiting)
