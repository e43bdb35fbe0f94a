"""What stands in the tables and in inboxes, for tests that something was kept, or was not."""

from typing import Any

from sqlalchemy import func, select
from sqlmodel import SQLModel

from domain.codes import EntryType, Method
from domain.consent_bodies import ConsentWithdrawn
from domain.entry import Author, Inside
from storage import log, logs, people, tables
from storage.core import table
from tests.support.team import Seen, Someone, Team

ENTRY = table(tables.Entry)


def rows(team: Team, model: type[SQLModel]) -> list[tuple[Any, ...]]:
    """Give every row of a table."""
    of = table(model)
    return team.database.do(lambda unit: [tuple(row) for row in unit.db.execute(select(of))])


def everything(team: Team) -> dict[str, list[tuple[Any, ...]]]:
    """Give every row of every table."""

    def read(unit: Any) -> dict[str, list[tuple[Any, ...]]]:
        of = SQLModel.metadata.sorted_tables
        return {one.name: [tuple(row) for row in unit.db.execute(select(one))] for one in of}

    return team.database.do(read)


def entries(team: Team, code: str) -> int:
    """Count the entries of the log that has a code."""

    def count(unit: Any) -> int:
        of = select(func.count()).where(ENTRY.c.logg == logs.by_code(unit, code))
        return unit.db.execute(of).scalar_one()

    return team.database.do(count)


def received(someone: Someone, words: str) -> Seen:
    """Give the newest card in somebody's chat that says something; fails when none does."""
    found = [card for card in someone.inbox() if words in card]
    assert found, f"nobody told {someone.name} «{words}»"
    return found[-1]


def takes_back(giver: Someone, code: str, service: str) -> None:
    """Let a giver take back their consent for a service, as an entry of the log."""

    def write(unit: Any) -> None:
        logg = logs.by_code(unit, code)
        person = people.find(unit, giver.tenant, giver.subject)
        assert logg
        assert person
        viewer = logs.viewer(unit, logg, person.id)
        assert viewer
        body = ConsentWithdrawn(
            giver=viewer.participant,
            about=logs.summary(unit, logg).person_no,
            service=service,
            method=Method.DIGITALT,
        )
        author = Author(participant=viewer.participant, role=viewer.role)
        inside = Inside(type=EntryType.SAMTYKKE_TRUKKET, author=author, body=body)
        log.append(unit, logg, inside, None)

    giver.team.database.do(write)
