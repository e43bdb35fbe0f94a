"""The log: who may append, what stands in the open, and who can read it back."""

import threading
from contextlib import suppress
from dataclasses import replace

import pytest
from sqlalchemy import select, text, update
from sqlalchemy.exc import DBAPIError

from domain.bodies import Written
from domain.chain import first_flaw
from domain.codes import EntryType, Method
from domain.consent_bodies import ConsentWithdrawn
from domain.entry import Inside
from domain.gate import Allow
from storage import log, tables
from storage.core import table
from storage.envelope import outside_of
from storage.errors import BadEntry, KeyGone, NoGrant, NoSuchLog
from tests.support.databases import opened
from tests.support.made_logs import (
    KARI,
    MARTE,
    active_log,
    author,
    give,
    may_read,
    may_write,
    misfile,
    note,
    write,
)

ENTRY = table(tables.Entry)
SECRET = "Han gråt i friminuttet"


@pytest.fixture
def logg(database):
    return database.do(active_log)


def rows(database, logg):
    found = select(ENTRY).where(ENTRY.c.logg == logg).order_by(ENTRY.c.seq)
    return database.do(lambda unit: unit.db.execute(found).all())


def chain_flaw(database, logg):
    return first_flaw(logg, [(outside_of(row), row.ciphertext) for row in rows(database, logg)])


def test_what_was_written_is_read_back_as_it_was(database, logg):
    seq = database.do(lambda unit: write(unit, logg, Written(text=SECRET, title="Tirsdag")))
    inside = database.do(lambda unit: log.read(unit, may_read(unit, logg, seq)))
    assert inside.body == Written(text=SECRET, title="Tirsdag")
    assert (inside.author, inside.category) == (author(KARI), "skole")


def test_an_entry_names_the_consents_that_it_rests_on(database, logg):
    seq = database.do(lambda unit: write(unit, logg))
    inside = database.do(lambda unit: log.read(unit, may_read(unit, logg, seq)))
    given = database.do(lambda unit: may_write(unit, logg, KARI, EntryType.OPPDATERING).consents)
    assert inside.consents == given != ()


def test_no_row_holds_a_word_of_it(database, logg):
    database.do(lambda unit: write(unit, logg, Written(text=SECRET)))
    for row in rows(database, logg):
        assert SECRET.encode() not in row.ciphertext
        assert b"oppdatering" not in row.ciphertext


def test_entries_follow_each_other_in_one_chain(database, logg):
    for _ in range(5):
        database.do(lambda unit: write(unit, logg))
    assert [row.seq for row in rows(database, logg)] == list(range(1, 14))
    assert chain_flaw(database, logg) is None


def test_time_never_runs_backwards_in_a_log(database, logg, clock):
    clock.move(hours=-2)
    seq = database.do(lambda unit: write(unit, logg))
    moments = [row.at for row in rows(database, logg)]
    assert len(moments) == seq
    assert moments == sorted(moments)


def test_content_without_a_yes_is_not_kept(database, logg):
    inside = Inside(type=EntryType.LYSGLIMT, author=author(KARI), body=Written(text="x"))
    with pytest.raises(NoGrant):
        database.do(lambda unit: log.append(unit, logg, inside, None))


def test_a_yes_for_one_log_is_none_for_another(database, logg):
    other = database.do(lambda unit: active_log(unit, "SL-OTHER"))
    inside = Inside(type=EntryType.LYSGLIMT, author=author(KARI), body=Written(text="x"))

    def elsewhere(unit):
        return log.append(unit, other, inside, may_write(unit, logg, KARI, EntryType.LYSGLIMT))

    with pytest.raises(NoGrant):
        database.do(elsewhere)


def test_a_yes_to_read_does_not_write_and_a_yes_to_write_does_not_read(database, logg):
    seq = database.do(lambda unit: write(unit, logg))
    inside = Inside(type=EntryType.LYSGLIMT, author=author(KARI), body=Written(text="x"))
    with pytest.raises(NoGrant):
        database.do(lambda unit: log.append(unit, logg, inside, may_read(unit, logg, seq)))
    with pytest.raises(NoGrant):
        database.do(lambda unit: log.read(unit, may_write(unit, logg, KARI, EntryType.OPPDATERING)))


def test_nobody_but_the_gate_makes_a_yes(database, logg):
    real = database.do(lambda unit: may_write(unit, logg, KARI, EntryType.OPPDATERING))
    with pytest.raises(PermissionError):
        Allow(logg, 1, "p2", (), object())
    with pytest.raises(PermissionError):
        replace(real, seq=2)


def test_a_body_of_another_type_is_not_kept(database, logg):
    inside = Inside(type=EntryType.TAKK, author=author(KARI), body=Written(text="x"))
    with pytest.raises(BadEntry):
        database.do(
            lambda unit: log.append(
                unit, logg, inside, may_write(unit, logg, KARI, EntryType.OPPDATERING)
            )
        )


def test_a_turn_cannot_go_on_after_an_entry_that_was_refused(database, logg):
    def goes_on(unit):
        with suppress(BadEntry):
            misfile(unit, logg, 999)

    before = len(rows(database, logg))
    with pytest.raises(BadEntry):
        database.do(goes_on)
    assert len(rows(database, logg)) == before


def test_a_turn_that_puts_a_refused_entry_aside_goes_on(database, logg):
    def goes_on(unit):
        with suppress(BadEntry), unit.savepoint():
            misfile(unit, logg, 999)
        return write(unit, logg)

    assert database.do(goes_on) == 9
    assert chain_flaw(database, logg) is None


def test_many_are_read_in_the_order_they_are_asked_for(database, logg):
    seqs = [database.do(lambda unit, n=n: write(unit, logg, Written(text=n))) for n in "abc"]
    wanted = [seqs[2], seqs[0], seqs[2]]

    def read(unit):
        allows = [may_read(unit, logg, seq) for seq in wanted]
        return [inside.body.text for inside in log.read_many(unit, allows)]

    assert database.do(read) == ["c", "a", "c"]


def test_what_is_written_is_read_within_the_same_turn(database):
    def whole(unit):
        logg = active_log(unit)
        seq = write(unit, logg, Written(text=SECRET))
        return log.read(unit, may_read(unit, logg, seq)).body.text

    assert database.do(whole) == SECRET


def test_an_unknown_log_takes_nothing(database):
    with pytest.raises(NoSuchLog):
        database.do(lambda unit: give(unit, "nothing"))


def test_a_turn_that_fails_leaves_neither_number_nor_key(database, logg):
    before = len(rows(database, logg))

    def fails(unit):
        write(unit, logg)
        raise LookupError

    with pytest.raises(LookupError):
        database.do(fails)
    assert len(rows(database, logg)) == before
    with pytest.raises(KeyGone):
        database.do(lambda unit: unit.keys.for_entry(logg, before + 1))
    assert database.do(lambda unit: write(unit, logg)) == before + 1


def test_many_who_write_at_once_all_succeed_in_order(database, logg):
    start, seqs = threading.Barrier(6), []

    def works():
        start.wait()
        seqs.extend(database.do(lambda unit: write(unit, logg)) for _ in range(4))

    threads = [threading.Thread(target=works) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(seqs) == list(range(9, 33))
    assert chain_flaw(database, logg) is None


def test_two_processes_write_to_one_log(database, database_url, logg, clock):
    with opened(database_url, clock) as other:
        turns = [
            each.turn(lambda unit: write(unit, logg))
            for _ in range(10)
            for each in (database, other)
        ]
        assert sorted(turn.result() for turn in turns) == list(range(9, 29))
    assert chain_flaw(database, logg) is None


def test_who_asked_the_gate_before_a_withdrawal_asks_again_after_it(postgres_database):
    logg = postgres_database.do(active_log)
    taken = ConsentWithdrawn(giver=MARTE, about=1, service="skole", method=Method.DIGITALT)
    runs = []

    def withdraws(unit):
        return note(unit, logg, EntryType.SAMTYKKE_TRUKKET, taken, MARTE)

    def writes(unit):
        yes = may_write(unit, logg, KARI, EntryType.OPPDATERING)
        runs.append(yes)
        postgres_database.do(withdraws)
        inside = Inside(type=EntryType.OPPDATERING, author=author(KARI), body=Written(text="x"))
        return log.append(unit, logg, inside, yes)

    with pytest.raises(AssertionError, match="samtykke"):
        postgres_database.do(writes)
    assert len(runs) == 1


@pytest.mark.parametrize(
    "command",
    [
        update(ENTRY).values(v=2),
        ENTRY.delete(),
        text("TRUNCATE entry"),
        text("REPLACE INTO entry SELECT * FROM entry"),
    ],
    ids=["update", "delete", "truncate", "replace"],
)
def test_nobody_changes_an_entry(database, logg, command):
    before = rows(database, logg)
    with pytest.raises(DBAPIError):
        database.do(lambda unit: unit.db.execute(command))
    assert rows(database, logg) == before
