"""Anchors: signed, linked, one a day, and noticed when they are touched."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from threading import Barrier

import pytest

from storage import anchor
from storage.errors import BadAnchor
from tests.support.made_logs import active_log, write

KEY, DAY = b"a key outside the database", date(2026, 3, 1)


@pytest.fixture
def days(sqlite_database, tmp_path):
    """Make three days of anchors and give their files, oldest first."""
    logg = sqlite_database.do(active_log)
    files = []
    for day in range(3):
        files.append(anchor.make(sqlite_database, KEY, tmp_path, DAY + timedelta(days=day)))
        sqlite_database.do(lambda unit: write(unit, logg))
    return files


def test_an_anchor_says_where_every_log_ends(database, tmp_path):
    loggs = [database.do(lambda unit, c=code: active_log(unit, c)) for code in "AB"]
    path = anchor.make(database, KEY, tmp_path / "new", DAY)
    assert path.name == "anker-2026-03-01.jsonl"
    (read,) = anchor.check(tmp_path / "new", KEY)
    assert read.day == DAY
    assert {logg: seq for logg, (seq, _) in read.heads.items()} == dict.fromkeys(loggs, 8)


def test_anchors_follow_each_other(days, tmp_path):
    read = anchor.check(tmp_path, KEY)
    assert [one.day for one in read] == [DAY + timedelta(days=n) for n in range(3)]
    assert read[0].before == ""
    assert len({one.before for one in read}) == len(days) == 3


def test_a_days_anchor_is_made_once(sqlite_database, days):
    before = days[-1].read_bytes()
    assert anchor.make(sqlite_database, KEY, days[-1].parent, DAY + timedelta(days=2)) == days[-1]
    assert days[-1].read_bytes() == before


def test_no_half_written_file_is_left(days):
    assert sorted(days[0].parent.glob("*anker*")) == days


def test_two_instances_that_make_a_days_anchor_at_once_leave_a_whole_one(sqlite_database, tmp_path):
    sqlite_database.do(active_log)
    at_once = Barrier(2)

    def make(_: int) -> None:
        at_once.wait()
        anchor.make(sqlite_database, KEY, tmp_path / "shared", DAY)

    with ThreadPoolExecutor(2) as instances:
        list(instances.map(make, range(2)))
    assert [path.name for path in (tmp_path / "shared").iterdir()] == ["anker-2026-03-01.jsonl"]
    assert len(anchor.check(tmp_path / "shared", KEY)) == 1


def test_another_key_signs_nothing(days):
    with pytest.raises(BadAnchor, match="2026-03-01"):
        anchor.check(days[0].parent, b"another key")


def test_a_changed_anchor_is_named(days):
    content = days[1].read_bytes()
    for at in range(0, len(content) - 1, 7):
        days[1].write_bytes(content[:at] + bytes([content[at] ^ 1]) + content[at + 1 :])
        with pytest.raises(BadAnchor, match="2026-03-02"):
            anchor.check(days[0].parent, KEY)


def test_a_cut_anchor_is_named(days):
    content = days[1].read_bytes()
    for length in (0, 10, len(content) // 2):
        days[1].write_bytes(content[:length])
        with pytest.raises(BadAnchor, match="2026-03-02"):
            anchor.check(days[0].parent, KEY)


def test_a_removed_anchor_is_missed_by_the_next(days):
    days[1].unlink()
    with pytest.raises(BadAnchor, match="2026-03-03"):
        anchor.check(days[0].parent, KEY)


def test_an_anchor_given_another_days_name_is_refused(days):
    days[2].rename(days[2].with_name("anker-2026-03-09.jsonl"))
    with pytest.raises(BadAnchor, match="another day"):
        anchor.check(days[0].parent, KEY)
