"""Statements that go straight to the driver say and give the same as SQLAlchemy's own."""

from datetime import date

import pytest
from sqlalchemy import bindparam, event, insert, select, update
from sqlalchemy.exc import IntegrityError, PendingRollbackError

from storage import sending, tables
from storage.core import table
from storage.prepared import Listing, Prepared, literals

PERMIT = table(tables.PermitRow)
PERSON = table(tables.Person)
_PUT = Prepared(insert(PERMIT))
_OF = select(PERMIT).where(PERMIT.c.logg == bindparam("logg")).order_by(PERMIT.c.giver)
_PERSONS = Listing(
    lambda ids: select(PERSON.c.id).where(PERSON.c.id.in_(ids)).order_by(PERSON.c.id)
)


def permit(unit, giver=1):
    codes = {"service": "skole", "category": "trivsel", "purpose": "bti", "right": "leser"}
    days = {"start": date(2026, 1, 1), "end": date(2026, 12, 31), "reads_from": unit.now}
    return (
        {"logg": "a", "giver": giver, "about": 3, "seq": 7, "holder_reads_all": True} | codes | days
    )


def person(unit, id_):
    return {"id": id_, "language": None, "same_as": None, "created": unit.now, "card": b"\0kort"}


def test_rows_go_in_and_come_out_as_with_sqlalchemy(database):
    def both(unit):
        _PUT.run_many(unit.db, [permit(unit), permit(unit, giver=2)])
        ours = [row._asdict() for row in Prepared(_OF).all(unit.reads, logg="a")]
        return ours, [dict(row) for row in unit.db.execute(_OF, {"logg": "a"}).mappings()]

    ours, theirs = database.do(both)
    assert ours == theirs
    assert [row["giver"] for row in ours] == [1, 2]


def test_what_a_statement_says_itself_needs_no_value(database):
    some = Prepared(_OF.where(PERMIT.c.giver.in_(literals((2, 3))), PERMIT.c.seq == 7).limit(5))

    def look(unit):
        _PUT.run_many(unit.db, [permit(unit), permit(unit, giver=2)])
        return [row.giver for row in some.all(unit.reads, logg="a")]

    assert database.do(look) == [2]


def test_a_list_of_any_length_is_asked_for(database):
    def look(unit):
        put = Prepared(insert(PERSON))
        put.run_many(unit.db, [person(unit, f"p{no:04}") for no in range(600)])
        asked = [f"p{no:04}" for no in range(1, 600, 2)]
        found = [[row.id for row in _PERSONS.all(unit.reads, asked[:n])] for n in (0, 1, 3, 300)]
        return found, asked

    found, asked = database.do(look)
    assert found == [[], asked[:1], asked[:3], asked]
    both = [f"p{no:04}" for no in range(600)]
    assert [row.id for row in database.do(lambda u: _PERSONS.all(u.reads, both))] == both


def test_a_change_says_how_many_rows_it_concerned(database):
    of = bindparam("id_")
    move = Prepared(update(PERSON).where(PERSON.c.id == of).values(language=bindparam("language")))

    def change(unit):
        Prepared(insert(PERSON)).run(unit.db, person(unit, "a"))
        return [move.run(unit.db, {"id_": one, "language": "nn"}) for one in ("a", "b")]

    assert database.do(change) == [1, 0]


def test_errors_are_those_of_sqlalchemy_and_hold_no_values(database):
    def twice(unit):
        for _ in range(2):
            Prepared(insert(PERSON)).run(unit.db, person(unit, "hemmelig"))

    with pytest.raises(IntegrityError) as raised:
        database.do(twice)
    assert raised.value.params is None


def test_whoever_listens_hears_every_statement(database):
    heard = []

    def listen(unit):
        event.listen(unit.db, "before_cursor_execute", lambda *said: heard.append(said[2]))
        _PUT.run_many(unit.db, [permit(unit), permit(unit, giver=2)])
        _PERSONS.all(unit.reads, ["a"])

    database.do(listen)
    assert [text.split()[0] for text in heard[:2]] == ["INSERT", "SELECT"]


def test_a_lost_connection_is_not_silently_opened_anew(postgres_database):
    def lose(unit):
        unit.db.invalidate()
        sending.send(unit.db, "SELECT 1")

    with pytest.raises(PendingRollbackError):
        postgres_database.do(lose)
    assert postgres_database.do(lambda unit: _PERSONS.all(unit.reads, ["a"])) == []


def test_a_savepoint_is_said_only_when_something_is_changed(database):
    heard = []

    def listen(unit):
        event.listen(unit.reads, "before_cursor_execute", lambda *said: heard.append(said[2]))
        with unit.savepoint(), unit.savepoint():
            _PERSONS.all(unit.reads, ["a"])
        with unit.savepoint():
            _PUT.run(unit.db, permit(unit))

    database.do(listen)
    assert heard[0].startswith("SELECT")
    assert any(text.startswith("SAVEPOINT") for text in heard[1:])
