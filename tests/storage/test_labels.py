"""The merkelapp is its owner's alone."""

import pytest
from sqlalchemy import select, update

from storage import labels, tables
from storage.core import table
from storage.errors import BadSeal

LABEL = table(tables.Label)


def put(database, logg, person, text):
    database.do(lambda unit: labels.set(unit, logg, person, text))


def get(database, logg, person):
    return database.do(lambda unit: labels.get(unit, logg, person))


def test_a_label_is_seen_by_its_owner_on_its_log_alone(database):
    put(database, "a", "kari", "Blå sykkel")
    assert get(database, "a", "kari") == "Blå sykkel"
    assert get(database, "a", "nora") is None
    assert get(database, "b", "kari") is None


def test_a_label_is_changed_and_taken_away(database):
    put(database, "a", "kari", "én")
    put(database, "a", "kari", "to")
    assert get(database, "a", "kari") == "to"
    put(database, "a", "kari", "")
    assert get(database, "a", "kari") is None


def test_a_label_has_at_most_twelve_characters(database):
    put(database, "a", "kari", "æ" * 12)
    with pytest.raises(ValueError, match="12"):
        put(database, "a", "kari", "æ" * 13)
    assert get(database, "a", "kari") == "æ" * 12


def test_many_labels_are_told_at_once(database):
    for logg in ("a", "b"):
        put(database, logg, "kari", logg.upper())
    put(database, "c", "nora", "C")
    found = database.do(lambda unit: labels.many(unit, "kari", ("a", "b", "c", "d")))
    assert found == {"a": "A", "b": "B"}
    assert database.do(lambda unit: labels.many(unit, "kari", ())) == {}


def test_a_label_is_kept_unreadable_and_bound_to_its_log(database):
    put(database, "a", "kari", "Blå sykkel")
    kept = database.do(lambda unit: unit.db.execute(select(LABEL.c.ciphertext)).scalar_one())
    assert b"sykkel" not in kept
    database.do(lambda unit: unit.db.execute(update(LABEL).values(logg="b")))
    with pytest.raises(BadSeal):
        get(database, "b", "kari")


def test_a_label_goes_with_its_owners_key(database):
    put(database, "a", "kari", "Blå sykkel")
    database.do(lambda unit: unit.keys.destroy_person("kari"))
    assert get(database, "a", "kari") is None
