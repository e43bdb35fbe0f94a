"""SQLite's one writer: many turns in a commit, run again when that commit is lost."""

import sqlite3
import threading
import time
from functools import partial

import pytest
from sqlalchemy import event
from sqlalchemy.exc import OperationalError

from storage import work, writer
from storage.errors import TooLate
from tests.storage.test_database import add, people


@pytest.fixture
def database(sqlite_database):
    return sqlite_database


@pytest.fixture
def commits(database):
    """Count commits of the log's own database."""
    found = []

    def note(_db, _cursor, statement, *_rest):
        if statement == "COMMIT":
            found.append(statement)

    event.listen(database._engine, "before_cursor_execute", note)
    return found


def held(database):
    """Hold the writer until the event is set, so that what is handed in meanwhile waits."""
    go, holds = threading.Event(), threading.Event()
    database.turn(lambda _: (holds.set(), go.wait(10)))
    assert holds.wait(10)
    time.sleep(2 * writer.LONGEST)  # the next turns are in a commit of their own
    return go


def test_all_that_wait_share_a_commit(database, commits):
    go = held(database)
    turns = [database.turn(partial(add, id_=f"p{no}")) for no in range(40)]
    go.set()
    assert [turn.result() for turn in turns] == [f"p{no}" for no in range(40)]
    assert len(commits) < 20


def test_no_commit_takes_more_than_its_share(database, commits):
    go = held(database)
    turns = [database.turn(partial(add, id_=f"p{no}")) for no in range(3 * writer.MOST)]
    go.set()
    assert all(turn.result() for turn in turns)
    assert len(commits) >= 4


def test_nobody_is_answered_before_the_commit(database):
    waits, order = threading.Event(), []
    go = held(database)
    first = database.turn(partial(add, id_="a"))
    first.add_done_callback(lambda _: order.append("answered"))
    second = database.turn(lambda _: (order.append("second runs"), waits.wait(1)))
    go.set()
    second.result()
    first.result()
    assert order[0] == "second runs"


def test_a_turn_that_is_late_at_commit_is_out_and_the_others_run_again(database, monkeypatch):
    monkeypatch.setattr(work, "SECONDS", 0.3)
    runs = []

    def slow(unit):
        runs.append(add(unit, "slow"))
        time.sleep(0.4 if len(runs) == 1 else 0)
        return len(runs)

    go = held(database)
    quick = database.turn(partial(add, id_="quick"), arrived=time.monotonic())
    other = database.turn(slow)
    go.set()
    with pytest.raises(TooLate):
        quick.result()
    assert other.result() == 2
    assert people(database) == {"slow"}


def test_a_commit_that_fails_is_tried_again_and_answered_once(database):
    failing = [True, True]

    def break_commit(_db, _cursor, statement, *_rest):
        if statement == "COMMIT" and failing:
            failing.pop()
            raise sqlite3.OperationalError("disk I/O error")

    event.listen(database._engine, "before_cursor_execute", break_commit)
    turns = [database.turn(partial(add, id_=name)) for name in "abc"]
    assert [turn.result() for turn in turns] == list("abc")
    assert people(database) == set("abc")


def test_a_disk_that_stays_full_is_told_to_those_who_wait(database):
    def break_commit(_db, _cursor, statement, *_rest):
        if statement == "COMMIT":
            raise sqlite3.OperationalError("database or disk is full")

    event.listen(database._engine, "before_cursor_execute", break_commit)
    with pytest.raises((OperationalError, sqlite3.OperationalError)):
        database.do(partial(add, id_="a"))
    event.remove(database._engine, "before_cursor_execute", break_commit)
    assert database.do(partial(add, id_="b")) == "b"
    assert people(database) == {"b"}


def test_a_turn_that_loses_the_transaction_loses_its_own_work_alone(database):
    def loses(unit):
        add(unit, "lost")
        unit.db.exec_driver_sql("ROLLBACK")

    go = held(database)
    turns = [database.turn(one) for one in (partial(add, id_="a"), loses, partial(add, id_="b"))]
    go.set()
    with pytest.raises(OperationalError):
        turns[1].result()
    assert [turns[0].result(), turns[2].result()] == ["a", "b"]
    assert people(database) == {"a", "b"}
