"""A draft is its owner's alone, for seven days."""

from datetime import timedelta

import pytest
from sqlalchemy import select, update

from storage import drafts, tables
from storage.core import table
from storage.errors import BadSeal

DRAFT = table(tables.Draft)
DATA = {"tekst": "Han lo i dag 😀", "tema": "skole", "om": [1, 4]}


def save(database, owner="kari", logg="a", dialog="oppdatering", data=DATA, draft_id=None):
    def work(unit):
        return drafts.save(unit, owner, logg, dialog, "skriv", data, draft_id)

    return database.do(work)


def load(database, owner, draft_id):
    return database.do(lambda unit: drafts.load(unit, owner, draft_id))


def test_a_draft_comes_back_to_its_owner_as_it_was(database, clock):
    made = save(database)
    expires = clock() + timedelta(days=7)
    found = load(database, "kari", made)
    assert found == drafts.Draft(made, "kari", "a", "oppdatering", "skriv", expires, DATA)


def test_the_draft_of_another_owner_answers_like_none(database):
    made = save(database)
    assert load(database, "nora", made) is None
    for wrong in ("finnes-ikke", "", f"{made}\0", "😀"):
        assert load(database, "kari", wrong) is None
        database.do(lambda unit, id_=wrong: drafts.drop(unit, "kari", id_))
    assert load(database, "kari", made) is not None
    assert database.do(lambda unit: drafts.of_owner(unit, "nora")) == []


def test_another_owners_draft_is_neither_dropped_nor_overwritten(database):
    made = save(database)
    database.do(lambda unit: drafts.drop(unit, "nora", made))
    other = save(database, owner="nora", data={"tekst": "mitt"}, draft_id=made)
    assert other != made
    assert load(database, "kari", made).data == DATA
    assert load(database, "nora", other).data == {"tekst": "mitt"}


def test_saving_again_keeps_the_draft_alive_and_moves_it_to_no_other_log(database, clock):
    made = save(database)
    clock.move(days=6)
    assert save(database, data={"tekst": "ny"}, draft_id=made) == made
    clock.move(days=6)
    assert load(database, "kari", made).data == {"tekst": "ny"}
    assert save(database, logg="b", draft_id=made) != made
    assert save(database, dialog="lysglimt", draft_id=made) != made
    assert load(database, "kari", made).logg == "a"


def test_a_draft_is_gone_after_seven_days(database, clock):
    made = save(database)
    clock.move(days=7)
    assert load(database, "kari", made) is None
    assert database.do(lambda unit: drafts.of_owner(unit, "kari")) == []
    assert save(database, draft_id=made) != made
    assert database.do(drafts.purge_expired) == 1
    assert database.do(drafts.purge_expired) == 0


def test_ones_drafts_are_listed_by_log_and_dialog_the_last_saved_first(database, clock):
    first = save(database)
    clock.move(minutes=1)
    second = save(database, dialog="lysglimt")
    clock.move(minutes=1)
    third = save(database, logg="", dialog="ny_logg")
    save(database, owner="nora")

    def ids(**asked):
        return [
            draft.id for draft in database.do(lambda unit: drafts.of_owner(unit, "kari", **asked))
        ]

    assert ids() == [third, second, first]
    assert ids(logg="a") == [second, first]
    assert ids(logg="") == [third]
    assert ids(logg="a", dialog="oppdatering") == [first]
    database.do(lambda unit: drafts.drop(unit, "kari", first))
    assert ids(logg="a") == [second]


@pytest.mark.parametrize("moved", [{"owner": "nora"}, {"logg": "b"}, {"dialog": "lysglimt"}])
def test_a_draft_that_somebody_moved_in_the_database_does_not_open(database, moved):
    made = save(database)
    save(database, owner="nora")
    move = update(DRAFT).where(DRAFT.c.id == made).values(**moved)
    database.do(lambda unit: unit.db.execute(move))
    with pytest.raises(BadSeal):
        load(database, moved.get("owner", "kari"), made)


def test_a_draft_is_kept_unreadable(database):
    save(database)
    kept = database.do(lambda unit: unit.db.execute(select(DRAFT.c.ciphertext)).scalar_one())
    assert b"Han lo" not in kept


def test_a_draft_goes_with_its_owners_key(database):
    made = save(database)
    database.do(lambda unit: unit.keys.destroy_person("kari"))
    assert load(database, "kari", made) is None
    assert database.do(lambda unit: drafts.of_owner(unit, "kari")) == []


def test_what_waits_in_a_log_is_listed_by_owner_until_it_runs_out(database, clock):
    def wait(unit):
        drafts.save(unit, "kari", "b", "lysglimt", drafts.WAITING, DATA)
        return drafts.save(unit, "nora", "a", "lysglimt", drafts.WAITING, DATA)

    save(database)
    mine = database.do(wait)
    assert database.do(lambda unit: drafts.waiting(unit, "a")) == [(mine, "nora")]
    clock.move(days=8)
    assert database.do(lambda unit: drafts.waiting(unit, "a")) == []
