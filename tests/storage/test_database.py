"""Turns: each one transaction that commits whole or not at all, on both engines."""

import threading
import time
from contextlib import suppress
from functools import partial

import pytest
from sqlalchemy import insert, select
from sqlalchemy.exc import DBAPIError, IntegrityError

from storage import tables, work
from storage.core import table
from storage.errors import Closed, KeyGone, TooLate
from tests.support.databases import opened

PERSON = table(tables.Person)


class Refused(Exception):
    pass


def add(unit, id_):
    unit.db.execute(insert(PERSON).values(id=id_, created=unit.now))
    return id_


def add_and_fail(unit, id_):
    add(unit, id_)
    unit.keys.for_person(id_)
    raise Refused


def people(database):
    return set(database.do(lambda unit: unit.db.execute(select(PERSON.c.id)).scalars().all()))


def key_of(database, person):
    with database.reading() as unit:
        return unit.keys.of_person(person)


def test_what_the_work_gives_comes_out_of_the_future(database):
    turn = database.turn(partial(add, id_="a"), arrived=time.monotonic())
    assert turn.result() == "a"
    assert people(database) == {"a"}


def test_an_error_undoes_its_own_turn_and_no_other(database):
    works = [partial(add, id_="a"), partial(add_and_fail, id_="b"), partial(add, id_="c")]
    turns = [database.turn(one) for one in works]
    with pytest.raises(Refused):
        turns[1].result()
    assert [turns[0].result(), turns[2].result()] == ["a", "c"]
    assert people(database) == {"a", "c"}
    with pytest.raises(KeyGone):
        key_of(database, "b")


def test_a_savepoint_undoes_rows_keys_and_hooks_and_the_turn_goes_on(database):
    called = []

    def works(unit):
        add(unit, "a")
        unit.after_commit(lambda: called.append("kept"))
        with suppress(Refused), unit.savepoint():
            unit.after_commit(lambda: called.append("undone"))
            add_and_fail(unit, "b")
        with pytest.raises(IntegrityError), unit.savepoint():
            add(unit, "a")
        with unit.savepoint(), unit.savepoint():
            return add(unit, "c")

    assert database.do(works) == "c"
    assert people(database) == {"a", "c"}
    assert called == ["kept"]
    with pytest.raises(KeyGone):
        key_of(database, "b")


def test_hooks_run_after_commit_and_only_then(database):
    seen = []

    def look():
        with database.reading() as unit:
            seen.append(unit.db.execute(select(PERSON.c.id)).scalars().all())

    def works(unit):
        unit.after_commit(look)
        add(unit, "a")

    def fails(unit):
        unit.after_commit(look)
        raise Refused

    database.do(works)
    with pytest.raises(Refused):
        database.do(fails)
    assert seen == [["a"]]


def test_a_hook_that_fails_takes_nothing_back(database):
    def works(unit):
        unit.after_commit(lambda: 1 // 0)
        return add(unit, "a")

    assert database.do(works) == "a"
    assert database.do(partial(add, id_="b")) == "b"


def test_a_turn_that_arrived_too_long_ago_is_not_begun(database):
    late = time.monotonic() - work.SECONDS - 0.1
    with pytest.raises(TooLate):
        database.turn(partial(add, id_="a"), arrived=late).result()
    assert people(database) == set()


def test_a_turn_that_takes_too_long_is_rolled_back(database, monkeypatch):
    monkeypatch.setattr(work, "SECONDS", 0.2)

    def slow(unit):
        add(unit, "a")
        time.sleep(0.3)

    with pytest.raises(TooLate):
        database.turn(slow, arrived=time.monotonic()).result()
    assert people(database) == set()


def test_a_turn_that_nobody_waits_for_any_more_is_not_run(database):
    go = threading.Event()
    held = [database.turn(lambda _: go.wait(10)) for _ in range(8)]
    given_up = database.turn(partial(add, id_="a"))
    assert given_up.cancel()
    go.set()
    assert all(turn.result() for turn in held)
    assert people(database) == set()


def test_time_stands_still_within_a_turn(database, clock):
    def works(unit):
        before = unit.now
        clock.move(hours=1)
        return unit.now - before

    assert not database.do(works)


def test_a_reading_sees_one_moment_and_cannot_write(database):
    database.do(partial(add, id_="a"))
    with database.reading() as unit:
        first = unit.db.execute(select(PERSON.c.id)).scalars().all()
        database.do(partial(add, id_="b"))
        assert unit.db.execute(select(PERSON.c.id)).scalars().all() == first == ["a"]
        with pytest.raises(DBAPIError):
            add(unit, "c")
    assert people(database) == {"a", "b"}


def test_closing_does_what_waits_and_then_takes_no_more(database_url, clock):
    with opened(database_url, clock) as database:
        turns = [database.turn(partial(add, id_=f"p{no}")) for no in range(40)]
        database.close()
        assert all(turn.done() and turn.result() for turn in turns)
        with pytest.raises(Closed):
            database.do(partial(add, id_="late"))
    assert not [one for one in threading.enumerate() if one.name.startswith("storage")]


def test_an_error_of_the_database_tells_no_values(database):
    database.do(partial(add, id_="somebody"))
    with pytest.raises(IntegrityError) as caught:
        database.do(partial(add, id_="somebody"))
    assert "parameters" in str(caught.value)
    assert "created" in str(caught.value)
    assert "2026" not in str(caught.value)
