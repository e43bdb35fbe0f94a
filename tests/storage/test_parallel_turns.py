"""PostgreSQL's eight threads: turns that meet wait, or are run again; none is lost or doubled."""

import threading
import time
from contextlib import suppress
from functools import partial

import pytest
from sqlalchemy import select, text, update

from storage import heads, tables
from storage.core import table
from storage.errors import StorageError, TooLate
from storage.work import SECONDS
from tests.storage.test_database import add, people
from tests.support.made_logs import active_log, open_log, write

PERSON = table(tables.Person)


@pytest.fixture
def database(postgres_database):
    return postgres_database


def test_two_that_do_the_same_at_once_meet_in_what_the_first_one_did(database):
    both = threading.Barrier(2)
    runs = []

    def once(unit):
        runs.append(1)
        if unit.db.execute(select(PERSON.c.id).where(PERSON.c.id == "a")).first():
            return "found"
        if len(runs) <= 2:
            both.wait(5)
        add(unit, "a")
        return "made"

    turns = [database.turn(once), database.turn(once)]
    assert sorted(turn.result() for turn in turns) == ["found", "made"]


def test_two_that_wait_for_each_other_both_get_through(database):
    for name in "ab":
        database.do(partial(add, id_=name))
    both = threading.Barrier(2)
    runs = []

    def change(unit, first, second):
        runs.append(first)
        for number, name in enumerate((first, second)):
            if number == 1 and len(runs) <= 2:
                both.wait(5)
            unit.db.execute(update(PERSON).where(PERSON.c.id == name).values(language=first))

    turns = [database.turn(partial(change, first=x, second=y)) for x, y in ("ab", "ba")]
    for turn in turns:
        turn.result()
    assert len(runs) == 3


def test_a_turn_that_decided_without_the_lock_decides_again_with_it(database):
    logg = database.do(active_log)
    locked = []

    def decides(unit):
        locked.append(logg in unit.locked)
        return write(unit, logg)

    database.do(decides)
    assert locked == [False, True]


def test_a_turn_that_locks_first_runs_once(database):
    logg = database.do(active_log)
    runs = []

    def decides(unit):
        heads.lock(unit, logg)
        runs.append(1)
        return write(unit, logg)

    database.do(decides)
    assert len(runs) == 1


def test_a_work_that_catches_the_call_for_a_lock_gets_it_all_the_same(database):
    logg = database.do(open_log)

    def catches(unit):
        with suppress(Exception):
            heads.lock_to_write(unit, logg)
            return "locked"
        return "caught"

    assert database.do(catches) == "locked"


def test_an_error_that_the_work_hides_does_not_pass_for_a_commit(database):
    def hides(unit):
        add(unit, "a")
        with suppress(Exception):
            unit.db.execute(text("SELECT 1 / 0"))

    with pytest.raises(StorageError):
        database.do(hides)
    assert people(database) == set()


def test_who_waits_too_long_for_another_is_too_late(database):
    logg = database.do(open_log)
    go, holds = threading.Event(), threading.Event()

    def hold(unit):
        heads.lock(unit, logg)
        holds.set()
        go.wait(10)

    first = database.turn(hold)
    assert holds.wait(5)
    arrived = time.monotonic() - SECONDS + 0.3
    with pytest.raises(TooLate):
        database.turn(lambda unit: heads.lock(unit, logg), arrived=arrived).result()
    go.set()
    first.result()


def test_a_connection_lost_before_commit_is_made_again(database):
    runs = []

    def cut(unit):
        runs.append(1)
        add(unit, "a")
        if len(runs) == 1:
            unit.db.execute(text("SELECT pg_terminate_backend(pg_backend_pid())"))
        return len(runs)

    assert database.do(cut) == 2
    assert people(database) == {"a"}


def test_a_key_left_by_a_turn_that_died_at_commit_is_used_by_the_next(database):
    logg = database.do(active_log)
    seq = database.do(lambda unit: heads.lock(unit, logg).seq) + 1

    def orphan(unit):
        unit.keys.new_entry(logg, seq)
        unit.keys.commit()
        return unit.keys.for_entry(logg, seq)

    left = database.do(orphan)
    assert database.do(lambda unit: write(unit, logg)) == seq
    assert database.do(lambda unit: unit.keys.for_entry(logg, seq)) == left
