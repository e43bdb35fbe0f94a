"""Keys: in a store of their own, wrapped, there before their entry, and really gone afterwards."""

import sqlite3
from pathlib import Path

import pytest
from sqlalchemy import event, make_url, select, text
from sqlalchemy.exc import DBAPIError

from domain.policy import load_policy
from storage import schema
from storage.database import Database
from storage.engines import keys_address, open_engine
from storage.errors import BadSeal, KeyGone
from storage.key_tables import ENTRY_KEY
from storage.sealed import seal_for_person, unseal_for_person
from tests.support.databases import MASTER_KEY
from tests.support.made_logs import active_log, write

CARD = {"fornavn": "Emil", "fodt": "2017-05-04"}


def keys_in(url):
    engine = open_engine(keys_address(url, None), 1)
    with engine.connect() as db:
        found = db.execute(select(ENTRY_KEY.c.logg, ENTRY_KEY.c.seq)).all()
    engine.dispose()
    return {tuple(row) for row in found}


def test_every_entry_has_a_key_of_its_own(database, database_url):
    logg = database.do(active_log)
    with database.reading() as unit:
        keys = unit.keys.many(logg, range(1, 9))
    assert len(set(keys.values())) == 8
    assert keys_in(database_url) == {(logg, seq) for seq in range(1, 9)}


def test_the_log_does_not_hold_its_keys(database, database_url):
    database.do(active_log)
    assert keys_in(database_url)
    with database.reading() as unit, pytest.raises(DBAPIError, match="entry_key"):
        unit.db.execute(text("SELECT * FROM entry_key"))


def test_keys_are_kept_before_the_entry_is_committed(sqlite_database, sqlite_url):
    seen = []

    def look(_db, _cursor, statement, *_rest):
        if statement == "COMMIT":
            seen.append(len(keys_in(sqlite_url)))

    event.listen(sqlite_database._engine, "before_cursor_execute", look)
    sqlite_database.do(active_log)
    assert seen[0] == 8


def test_another_master_key_opens_nothing(database, database_url, clock):
    logg = database.do(active_log)
    database.close()
    other = Database(
        database_url,
        keys_url=None,
        master_key=bytes(32),
        clock=clock,
        policy=load_policy(),
    )
    with other.reading() as unit, pytest.raises(BadSeal):
        unit.keys.for_entry(logg, 1)
    other.close()


def test_what_is_sealed_for_a_person_opens_for_them_in_that_place_alone(database):
    locked = database.do(lambda unit: seal_for_person(unit, "emil", CARD, "kort"))
    with database.reading() as unit:
        assert unseal_for_person(unit, "emil", locked, "kort") == CARD
        with pytest.raises(BadSeal):
            unseal_for_person(unit, "emil", locked, "utkast")
        with pytest.raises(KeyGone):
            unseal_for_person(unit, "kari", locked, "kort")
    locked_too = database.do(lambda unit: seal_for_person(unit, "kari", CARD, "kort"))
    with database.reading() as unit, pytest.raises(BadSeal):
        unseal_for_person(unit, "emil", locked_too, "kort")


def test_two_who_need_a_persons_first_key_at_once_get_the_same(database):
    turns = [database.turn(lambda unit: unit.keys.for_person("emil")) for _ in range(8)]
    assert len({turn.result() for turn in turns}) == 1


def test_a_destroyed_key_is_gone_for_everybody(database):
    logg = database.do(active_log)
    database.do(lambda unit: seal_for_person(unit, "emil", CARD, "kort"))

    def destroys(unit):
        unit.keys.destroy_entry(logg, 3)
        unit.keys.destroy_person("emil")

    database.do(destroys)
    with database.reading() as unit:
        assert set(unit.keys.many(logg, range(1, 9))) == {1, 2, 4, 5, 6, 7, 8}
        with pytest.raises(KeyGone):
            unit.keys.for_entry(logg, 3)
        with pytest.raises(KeyGone):
            unit.keys.of_person("emil")
    database.do(lambda unit: unit.keys.destroy_log(logg))
    with database.reading() as unit, pytest.raises(KeyGone):
        unit.keys.for_entry(logg, 1)
    with pytest.raises(KeyGone):
        database.do(lambda unit: write(unit, logg))


def test_no_byte_of_a_destroyed_key_is_left_in_the_files(sqlite_database, sqlite_url):
    logg = sqlite_database.do(active_log)
    store = Path(make_url(keys_address(sqlite_url, None)).database)
    with sqlite3.connect(f"file:{store}?mode=ro", uri=True) as db:
        (wrapped,) = db.execute("SELECT wrapped FROM entry_key WHERE seq = 3").fetchone()
    db.close()

    def anywhere():
        return any(wrapped in path.read_bytes() for path in store.parent.iterdir())

    assert anywhere()
    sqlite_database.do(lambda unit: unit.keys.destroy_entry(logg, 3))
    assert not anywhere()


def test_the_key_store_can_lie_elsewhere(tmp_path, clock):
    url, keys_url = f"sqlite:///{tmp_path}/a.db", f"sqlite:///{tmp_path}/far/away.db"
    schema.upgrade(url, keys_url)
    database = Database(
        url, keys_url=keys_url, master_key=MASTER_KEY, clock=clock, policy=load_policy()
    )
    database.do(active_log)
    database.close()
    assert (tmp_path / "far" / "away.db").stat().st_mode & 0o077 == 0
    assert not (tmp_path / "a.db.keys").exists()
