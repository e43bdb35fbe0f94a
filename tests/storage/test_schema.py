"""The database's version, and the triggers that protect the log."""

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import text
from sqlmodel import SQLModel

from storage import schema, tables, triggers
from storage.engines import keys_address, open_engine, transaction
from storage.errors import Ahead, Behind, Unguarded
from tests.support.databases import opened, sqlite_url
from tests.support.made_logs import active_log

assert tables


@pytest.fixture(params=["sqlite", "postgres"])
def nothing(request, tmp_path):
    """Give the address of a database without any tables."""
    if request.param == "sqlite":
        yield sqlite_url(tmp_path / "new.db")
    else:
        with request.getfixturevalue("postgres_server").empty() as url:
            yield url


def run(url, *commands):
    engine = open_engine(url, 1)
    with engine.connect() as db:
        for one in commands:
            db.execute(text(one))
    engine.dispose()


def on(url):
    engine = open_engine(url, 1)
    try:
        with engine.connect() as db:
            yield db
    finally:
        engine.dispose()


def test_the_migrations_make_just_the_tables_that_the_code_knows(database_url):
    for db in on(database_url):
        assert compare_metadata(MigrationContext.configure(db), SQLModel.metadata) == []


def test_one_can_go_back_to_nothing_and_forward_again(database_url):
    for db in on(database_url):
        begin = "BEGIN IMMEDIATE" if db.dialect.name == "sqlite" else "BEGIN"
        with transaction(db, begin):
            command.downgrade(schema.config(db), "base")
    schema.upgrade(database_url, None)
    schema.check(database_url, None)


def test_a_new_database_must_be_made_first(nothing):
    with pytest.raises(Behind, match="stafett db upgrade"):
        schema.check(nothing, None)
    schema.upgrade(nothing, None)
    schema.upgrade(nothing, None)
    schema.check(nothing, None)


def test_a_database_that_is_ahead_is_refused_and_left_alone(database_url, clock):
    run(database_url, "UPDATE alembic_version SET version_num = '9999'")
    with pytest.raises(Ahead, match="9999"), opened(database_url, clock):
        pass
    with pytest.raises(Ahead):
        schema.upgrade(database_url, None)


def test_a_key_store_that_is_ahead_is_refused(database_url):
    run(keys_address(database_url, None), "UPDATE key_version SET version = 99")
    with pytest.raises(Ahead, match="key store"):
        schema.check(database_url, None)
    with pytest.raises(Ahead, match="key store"):
        schema.upgrade(database_url, None)


def test_a_start_without_every_trigger_is_refused(database_url, clock):
    for db in on(database_url):
        triggers.remove(db)
    with pytest.raises(Unguarded, match="entry_no_"), opened(database_url, clock):
        pass
    with opened(database_url, clock, guarded=False) as database:
        database.do(active_log)
    schema.upgrade(database_url, None)
    schema.check(database_url, None)


@pytest.mark.parametrize(
    "harm",
    [
        "ALTER TABLE entry DISABLE TRIGGER entry_no_change",
        "ALTER TABLE entry ENABLE TRIGGER entry_no_truncate",
        "CREATE OR REPLACE FUNCTION entry_refuse() RETURNS trigger LANGUAGE plpgsql AS "
        "$$ BEGIN RETURN NEW; END $$",
    ],
)
def test_a_trigger_that_stands_but_does_nothing_is_no_trigger(postgres_url, harm):
    run(postgres_url, harm)
    with pytest.raises(Unguarded):
        schema.check(postgres_url, None)


def test_a_trigger_with_another_body_is_no_trigger(tmp_path):
    url = sqlite_url(tmp_path / "new.db")
    schema.upgrade(url, None)
    run(
        url,
        "DROP TRIGGER entry_no_update",
        "CREATE TRIGGER entry_no_update BEFORE UPDATE ON entry BEGIN SELECT 1; END",
    )
    with pytest.raises(Unguarded, match="entry_no_update"):
        schema.check(url, None)


def test_the_files_are_for_their_owner_alone(tmp_path):
    schema.upgrade(sqlite_url(tmp_path / "new.db"), None)
    modes = {path.name: path.stat().st_mode & 0o777 for path in tmp_path.iterdir()}
    assert modes["new.db"] == modes["new.db.keys"] == 0o600
