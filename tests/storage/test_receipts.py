"""The same call changes nothing twice."""

from contextlib import suppress
from threading import Barrier, BrokenBarrierError

import pytest
from sqlalchemy.exc import IntegrityError

from storage import receipts


def keep(unit, key="a:1", **values):
    known = {"viewer": "kari", "dialog": "oppdatering", "step": "send", "logg": "a"}
    said = known | {"outcome": "skrevet", "ids": {"seq": 7}} | values
    receipts.keep(unit, key, **said)


def find(database, key="a:1"):
    return database.do(lambda unit: receipts.find(unit, key))


def test_a_receipt_says_what_was_answered_and_to_whom(database, clock):
    database.do(keep)
    assert find(database) == receipts.ReceiptRow(
        key="a:1",
        viewer="kari",
        dialog="oppdatering",
        step="send",
        logg="a",
        outcome="skrevet",
        ids={"seq": 7},
        at=clock(),
    )
    for other in ("a:2", "n:\0", "n:😀", ""):
        assert find(database, other) is None


def test_a_receipt_lasts_for_48_hours(database, clock):
    database.do(keep)
    clock.move(hours=48, seconds=-1)
    assert find(database) is not None
    assert database.do(receipts.purge) == 0
    clock.move(seconds=1)
    assert find(database) is None
    database.do(lambda unit: keep(unit, outcome="ny"))
    assert find(database).outcome == "ny"
    clock.move(hours=48)
    assert database.do(receipts.purge) == 1


def test_one_turn_cannot_keep_a_call_twice(database):
    def twice(unit):
        keep(unit)
        keep(unit)

    with pytest.raises(IntegrityError):
        database.do(twice)
    assert find(database) is None


def test_the_same_call_at_once_is_kept_once_and_met_by_the_other(database):
    both = Barrier(2, timeout=0.5)

    def turn(unit):
        if receipts.find(unit, "a:1"):
            return "again"
        with suppress(BrokenBarrierError):  # one writer at a time: nobody comes
            both.wait()
        keep(unit)
        return "first"

    turns = [database.turn(turn) for _ in range(2)]
    assert sorted(one.result() for one in turns) == ["again", "first"]


def test_a_text_is_refused(database):
    for ids in ({"tittel": "Han kom i dag"}, {"liste": [{"tekst": "a\nb"}]}, {"x": "a" * 201}):
        with pytest.raises(ValueError, match="a text, not an id"):
            database.do(lambda unit, ids=ids: keep(unit, ids=ids))
    with pytest.raises(ValueError, match="neither"):
        database.do(lambda unit: keep(unit, ids={"tall": 1.5}))
