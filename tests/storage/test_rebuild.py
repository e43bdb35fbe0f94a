"""Rebuild: every difference from what the log says is told, and put right."""

import pytest
from sqlalchemy import delete, update

from storage import rebuild, tables
from storage.core import table
from storage.errors import BadEntry
from storage.keys import KeySession
from storage.rebuild import Difference
from storage.replay import log_column
from tests.broken_logs import changed_body
from tests.broken_logs.hand import break_log
from tests.support.made_logs import MARTE, active_log, misfile, open_log, write

LOGG, ITEM = table(tables.Logg), table(tables.Item)
PERMIT, PARTICIPANT = table(tables.PermitRow), table(tables.Participant)
ANSWER, ERASURE = table(tables.Answer), table(tables.Erasure)


@pytest.fixture
def logg(database):
    def makes(unit):
        logg = active_log(unit)
        for _ in range(3):
            write(unit, logg)
        return logg

    database.do(lambda unit: open_log(unit, "SL-OTHER"))
    return database.do(makes)


def run(database, command):
    database.do(lambda unit: unit.db.execute(command))


def test_what_was_projected_is_what_the_log_says(database, logg):
    assert rebuild.check(database) == []
    assert rebuild.check(database, logg) == []


@pytest.mark.parametrize(
    ("harm", "what", "columns"),
    [
        (update(LOGG).values(state="utkast", level=3), "ulik", ("state", "level")),
        (delete(ITEM).where(ITEM.c.seq == 9), "mangler", ()),
        (update(ITEM).values(hidden=True).where(ITEM.c.seq == 9), "ulik", ("hidden",)),
        (delete(ANSWER).where(ANSWER.c.giver == MARTE), "mangler", ()),
        (delete(PARTICIPANT).where(PARTICIPANT.c.no == 5), "mangler", ()),
    ],
    ids=["logg", "item gone", "item", "answer", "participant"],
)
def test_a_row_that_was_changed_is_named_without_its_values(database, logg, harm, what, columns):
    run(database, harm.where(log_column(harm.table) == logg))
    (found,) = rebuild.check(database)
    assert (found.table, found.what, found.columns) == (harm.table.name, what, columns)
    assert rebuild.rebuild(database) == 2
    assert rebuild.check(database) == []


def test_a_consent_that_nobody_gave_is_found_and_taken_away(database, logg):
    row = {
        "giver": MARTE,
        "about": 1,
        "service": "barnevern",
        "category": "hjem",
        "purpose": "samordning",
        "right": "leser",
    }

    def forge(unit):
        known = unit.db.execute(PERMIT.select().where(PERMIT.c.logg == logg)).mappings().first()
        unit.db.execute(PERMIT.insert().values(**{**known, **row}))

    database.do(forge)
    key = (logg, *row.values())
    assert rebuild.check(database) == [Difference("permit", key, "for_mye")]
    rebuild.rebuild(database, logg)
    assert rebuild.check(database) == []


def test_an_order_to_erase_that_was_taken_away_is_given_again(database, logg, monkeypatch):
    def misfiled(unit):
        misfile(unit, logg, 9, by=5, yes_to=misfile(unit, logg, 9))

    with monkeypatch.context() as patch:
        patch.setattr(KeySession, "destroy", lambda *_: None)
        database.do(misfiled)
        assert rebuild.check(database) == []
        run(database, delete(ERASURE))
    missing = Difference("erasure", (logg, 9), "mangler")
    assert missing in rebuild.check(database)
    rebuild.rebuild(database, logg)
    assert rebuild.check(database) == []
    with database.reading() as unit:
        assert unit.keys.many(logg, [9]) == {}


def test_a_log_that_cannot_be_read_is_told_and_left_alone(database, logg):
    break_log(database, changed_body.breaks, logg, "")
    assert rebuild.check(database) == [Difference("entry", (logg,), "uleselig")]
    with pytest.raises(BadEntry, match="verify"):
        rebuild.rebuild(database, logg)


@pytest.mark.usefixtures("logg")
def test_progress_counts_logs(database):
    told = []
    rebuild.check(database, progress=lambda done, of: told.append((done, of)))
    rebuild.rebuild(database, progress=lambda done, of: told.append((done, of)))
    assert told == [(1, 2), (2, 2)] * 2
