"""Erasure: what stood in the wrong log, and drafts that came to nothing."""

import threading
from contextlib import suppress
from datetime import date

import pytest
from sqlalchemy import delete, select

from domain.bodies import Correction, Reply, Thanks
from domain.codes import EntryType
from storage import erasures, identities, log, logs, people, rebuild, tables, timeline, verify
from storage.core import table
from storage.errors import BadEntry, KeyGone, NoSuchLog
from storage.keys import KeySession
from storage.people import IdentityCard
from tests.support import rows
from tests.support.databases import opened
from tests.support.made_logs import (
    EMIL,
    JONAS,
    KARI,
    MARTE,
    NORA,
    active_log,
    give,
    may_read,
    misfile,
    open_log,
    write,
)

ERASURE = table(tables.Erasure)
ITEM = table(tables.Item)


@pytest.fixture
def logg(database):
    return database.do(active_log)


def orders(database):
    found = select(ERASURE).order_by(ERASURE.c.logg, ERASURE.c.seq)
    return database.do(lambda unit: unit.db.execute(found).all())


def keys_left(database, logg, *seqs):
    with database.reading() as unit:
        return set(unit.keys.many(logg, seqs))


def states(database, logg, *seqs):
    found = select(ITEM.c.seq, ITEM.c.state).where(ITEM.c.logg == logg, ITEM.c.seq.in_(seqs))
    rows = database.do(lambda unit: unit.db.execute(found).all())
    return {row.seq: row.state for row in rows}


def written_wrongly(database, logg):
    """Write an entry with a comment on it, a thanks for that, a correction; and one that stays."""

    def all_of_it(unit):
        seq = write(unit, logg)
        comment = write(unit, logg, Reply(to=seq, text="Så fint"))
        fixed = write(unit, logg, Correction(to=seq, text="rettet"))
        thanks = write(unit, logg, Thanks(to=comment))
        return seq, comment, fixed, thanks, write(unit, logg)

    return database.do(all_of_it)


def test_the_first_word_hides_an_entry_and_what_hangs_on_it(database, logg):
    *wrong, right = written_wrongly(database, logg)
    database.do(lambda unit: misfile(unit, logg, wrong[0]))
    assert states(database, logg, *wrong, right) == dict.fromkeys(wrong, "feilfort") | {
        right: "gjelder"
    }
    assert database.do(lambda unit: timeline.item(unit, logg, wrong[1])).gone
    assert keys_left(database, logg, *wrong) == set(wrong)
    assert not orders(database)


def test_the_second_persons_word_destroys_the_keys(database, logg):
    *wrong, right = written_wrongly(database, logg)
    yes = database.do(lambda unit: may_read(unit, logg, wrong[0]))
    first = database.do(lambda unit: misfile(unit, logg, wrong[0]))
    database.do(lambda unit: misfile(unit, logg, wrong[0], by=NORA, yes_to=first))
    assert keys_left(database, logg, *wrong, right) == {right}
    assert set(states(database, logg, *wrong).values()) == {"slettet"}
    with pytest.raises(KeyGone):
        database.do(lambda unit: log.read(unit, yes))


def test_nothing_of_what_it_was_is_left_in_the_projections(database, logg):
    *wrong, _ = written_wrongly(database, logg)
    first = database.do(lambda unit: misfile(unit, logg, wrong[0]))
    database.do(lambda unit: misfile(unit, logg, wrong[0], by=NORA, yes_to=first))
    found = ITEM.select().where(ITEM.c.logg == logg, ITEM.c.seq.in_(wrong))
    for row in database.do(lambda unit: unit.db.execute(found).all()):
        assert (row.type, row.author) == (EntryType.FEILFORT, 0)
        assert (row.service, row.category, row.about, row.to_seq) == ("", "", "", None)


def test_the_log_is_whole_and_the_projections_right_after_an_erasure(database, logg):
    *wrong, _ = written_wrongly(database, logg)
    first = database.do(lambda unit: misfile(unit, logg, wrong[0]))
    database.do(lambda unit: misfile(unit, logg, wrong[0], by=NORA, yes_to=first))
    report = verify.verify(database)
    assert (report.flaws, report.erased) == ((), 4)
    assert rebuild.check(database) == []


@pytest.mark.parametrize("second", ["the same person", "about another entry", "of nothing"])
def test_one_person_alone_erases_nothing(database, logg, second):
    seq, *_, other = written_wrongly(database, logg)
    first = database.do(lambda unit: misfile(unit, logg, seq))
    word = {
        "the same person": {"seq": seq, "by": KARI, "yes_to": first},
        "about another entry": {"seq": other, "by": NORA, "yes_to": first},
        "of nothing": {"seq": seq, "by": NORA, "yes_to": seq},
    }[second]
    with pytest.raises(BadEntry):
        database.do(lambda unit: misfile(unit, logg, **word))
    assert keys_left(database, logg, seq, other) == {seq, other}


def test_what_decides_who_may_see_cannot_be_misfiled(database, logg):
    given = 7
    with pytest.raises(BadEntry):
        database.do(lambda unit: misfile(unit, logg, given))
    with pytest.raises(BadEntry):
        database.do(lambda unit: misfile(unit, logg, 999))


def test_a_rolled_back_second_word_destroys_nothing(database, logg):
    seq, *_ = written_wrongly(database, logg)
    first = database.do(lambda unit: misfile(unit, logg, seq))

    def changes_its_mind(unit):
        misfile(unit, logg, seq, by=NORA, yes_to=first)
        raise LookupError

    with suppress(LookupError):
        database.do(changes_its_mind)
    assert keys_left(database, logg, seq) == {seq}
    assert not orders(database)


def test_an_order_that_could_not_be_carried_out_is_carried_out_at_the_next_start(
    database, database_url, logg, clock, monkeypatch
):
    def fails(*_):
        raise OSError

    seq, *_ = written_wrongly(database, logg)
    first = database.do(lambda unit: misfile(unit, logg, seq))
    with monkeypatch.context() as patch:
        patch.setattr(KeySession, "destroy", fails)
        database.do(lambda unit: misfile(unit, logg, seq, by=NORA, yes_to=first))
    assert {row.done for row in orders(database)} == {None}
    assert rebuild.check(database) == []
    database.close()
    with opened(database_url, clock) as again:
        assert keys_left(again, logg, seq) == set()
        assert None not in {row.done for row in orders(again)}


def test_a_restored_key_store_does_not_bring_anything_back(database, database_url, logg, clock):
    seq, *_ = written_wrongly(database, logg)
    key = database.do(lambda unit: unit.keys.for_entry(logg, seq))
    first = database.do(lambda unit: misfile(unit, logg, seq))
    database.do(lambda unit: misfile(unit, logg, seq, by=NORA, yes_to=first))

    def restore(unit):
        assert unit.keys.new_entry(logg, seq) != key

    database.do(restore)
    assert keys_left(database, logg, seq) == {seq}
    database.close()
    with opened(database_url, clock) as again:
        assert keys_left(again, logg, seq) == set()


def test_a_start_that_cannot_erase_leaves_no_thread_behind(database, database_url, clock):
    database.close()

    def fails(*_):
        raise OSError("no key store")

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(erasures, "_replay", fails)
        with pytest.raises(OSError, match="no key store"), opened(database_url, clock):
            pass
    assert not [one for one in threading.enumerate() if one.name.startswith("storage")]


def test_a_refused_draft_leaves_no_row_and_no_key(database):
    logg, kept = database.do(lambda unit: (open_log(unit), open_log(unit, "SL-KEPT")))
    database.do(lambda unit: erasures.discard_log(unit, logg))
    with pytest.raises(NoSuchLog):
        database.do(lambda unit: logs.summary(unit, logg))
    assert database.do(lambda unit: logs.roster(unit, logg)) == []
    with pytest.raises(NoSuchLog):
        database.do(lambda unit: give(unit, logg, giver=MARTE))
    assert keys_left(database, logg, 1, 2, 3) == set()
    assert keys_left(database, kept, 1, 2) == {1, 2}
    report = verify.verify(database)
    assert report.green
    assert report.erased == 6
    assert rebuild.check(database) == []


def test_a_refused_draft_takes_along_what_was_known_of_its_people_alone(database):
    card = IdentityCard("Emil", "Emil Berg", date(2017, 5, 4))

    def fill(unit):
        logg, other = open_log(unit), open_log(unit, "SL-KEPT")
        for no in (EMIL, KARI, MARTE, JONAS):
            rows.person(unit, f"p{no}")
            people.set_card(unit, f"p{no}", card)
        identities.bind(unit, f"p{MARTE}", "t", "marte")
        there = table(tables.Participant)
        others = (there.c.logg == other) & (there.c.person != f"p{JONAS}")
        unit.db.execute(delete(there).where(others))
        return logg

    logg = database.do(fill)
    database.do(lambda unit: erasures.discard_log(unit, logg))
    known = database.do(lambda unit: people.cards(unit, [f"p{no}" for no in (1, 2, 3, 4)]))
    assert set(known) == {f"p{KARI}", f"p{JONAS}"}
    with pytest.raises(KeyGone):
        database.do(lambda unit: unit.keys.of_person(f"p{EMIL}"))
    assert database.do(lambda unit: unit.keys.of_person(f"p{MARTE}"))


def test_only_a_draft_is_discarded(database, logg):
    with pytest.raises(BadEntry):
        database.do(lambda unit: erasures.discard_log(unit, logg))


def test_a_draft_runs_out_after_the_days_of_the_policy(database, clock):
    old = database.do(open_log)
    clock.move(days=29)
    database.do(lambda unit: (open_log(unit, "SL-NEW"), active_log(unit, "SL-ACTIVE")))
    assert database.do(erasures.expired_drafts) == []
    clock.move(days=2)
    assert database.do(erasures.expired_drafts) == [old]
