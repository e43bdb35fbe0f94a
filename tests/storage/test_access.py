"""Who met what, through which door."""

from datetime import timedelta

from domain.codes import Door
from storage import access


def record(database, viewer, seqs, *, logg="a", door=Door.LISTE, outcome="vist"):
    said = {"logg": logg, "viewer": viewer, "dialog": "logg", "door": door}
    database.do(lambda unit: access.record(unit, **said, seqs=seqs, outcome=outcome))


def readers(database, seq, logg="a"):
    return database.do(lambda unit: access.readers(unit, logg, seq))


def test_each_reader_is_listed_once_in_the_order_they_first_met_an_entry(database, clock):
    start = clock()
    record(database, "kari", [2], door=Door.SKREVET)
    clock.move(minutes=1)
    record(database, "nora", [1, 2, 3])
    clock.move(minutes=1)
    record(database, "nora", [2], door=Door.APNET)
    assert [tuple(reader) for reader in readers(database, 2)] == [
        ("kari", start, Door.SKREVET),
        ("nora", start + timedelta(minutes=1), Door.LISTE),
    ]


def test_entry_one_is_not_entry_eleven(database):
    record(database, "kari", [11, 21])
    assert readers(database, 1) == []
    assert [reader.viewer for reader in readers(database, 11)] == ["kari"]
    assert [reader.viewer for reader in readers(database, 21)] == ["kari"]


def test_the_readers_of_another_logs_entry_are_not_these(database):
    record(database, "kari", [1], logg="b")
    assert readers(database, 1) == []


def test_whoever_was_turned_away_is_no_reader(database):
    record(database, "fremmed", [], outcome="avvist_ukjent")
    record(database, "fremmed", [], logg="", outcome="avvist_ukjent")
    assert readers(database, 1) == []


def test_rows_are_purged_by_age(database, clock):
    record(database, "kari", [1])
    clock.move(days=100)
    record(database, "nora", [1])
    assert database.do(lambda unit: access.purge(unit, timedelta(days=100))) == 0
    assert database.do(lambda unit: access.purge(unit, timedelta(days=99))) == 1
    assert [reader.viewer for reader in readers(database, 1)] == ["nora"]
