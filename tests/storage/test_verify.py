"""Verify: green for a whole log, and the first broken entry by name for every broken one."""

import importlib
from datetime import date
from pathlib import Path

import pytest

from domain.chain import Flaw
from storage import anchor, flaws, tables, triggers, verify
from storage.core import table
from tests import broken_logs
from tests.broken_logs.hand import ANCHORED, FIRST_TEXT, LAST, break_log
from tests.support.databases import opened
from tests.support.made_logs import active_log, write

KEY = b"anchor key"
NAMES = sorted(
    path.stem
    for path in Path(broken_logs.__path__[0]).glob("*.py")
    if path.stem not in ("__init__", "hand")
)
BROKEN = {name: importlib.import_module(f"tests.broken_logs.{name}") for name in NAMES}


@pytest.fixture
def whole(database, tmp_path):
    """Make two whole logs, with an anchor of the day before their last entries."""

    def makes(unit, code):
        logg = active_log(unit, code)
        for _ in range(FIRST_TEXT, ANCHORED + 1):
            write(unit, logg)
        return logg

    loggs = [database.do(lambda unit, code=code: makes(unit, code)) for code in ("SL-A", "SL-B")]
    anchor.make(database, KEY, tmp_path / "anchors", date(2026, 3, 1))
    for logg in loggs:
        for _ in range(ANCHORED, LAST):
            database.do(lambda unit, logg=logg: write(unit, logg))
    return loggs


@pytest.fixture
def anchors(whole, tmp_path):
    assert len(whole) == 2
    return anchor.check(tmp_path / "anchors", KEY)


@pytest.mark.usefixtures("whole")
def test_a_whole_log_is_green(database, anchors):
    report = verify.verify(database, anchors=anchors)
    assert report.green
    assert report.flaw is None
    assert (report.logs, report.entries, report.erased) == (2, 2 * LAST, 0)


@pytest.mark.parametrize("name", NAMES)
def test_the_first_broken_entry_is_named(database, whole, anchors, name):
    broken, (logg, other) = BROKEN[name], whole
    break_log(database, broken.breaks, logg, other)
    report = verify.verify(database, anchors=anchors)
    expected = Flaw(logg, *broken.flaw)
    assert report.flaws == (expected,)
    assert not report.green
    assert str(expected.seq) in flaws.explain(expected)
    assert verify.verify(database, logg, anchors=anchors).flaw == expected
    assert verify.verify(database, other, anchors=anchors).green


@pytest.mark.parametrize("name", [name for name in NAMES if BROKEN[name].anchored])
def test_some_flaws_show_only_beside_an_anchor(database, whole, name):
    break_log(database, BROKEN[name].breaks, *whole)
    assert verify.verify(database).green


def test_the_library_has_a_log_for_every_flaw():
    assert {broken.flaw[1] for broken in BROKEN.values()} == flaws.CODES


def test_a_log_that_is_gone_altogether_is_missed_by_its_anchor(database, whole, anchors):
    logg, other = whole

    def wipe(unit):
        triggers.remove(unit.db)
        for model in (tables.Entry, tables.Head):
            rows = table(model)
            unit.db.execute(rows.delete().where(rows.c.logg == logg))
        triggers.install(unit.db)

    database.do(wipe)
    assert verify.verify(database, anchors=anchors).flaws == (Flaw(logg, 1, "kuttet"),)
    assert verify.verify(database, anchors=anchors, logg=other).green


@pytest.mark.usefixtures("whole")
def test_triggers_that_do_not_stand_are_told_though_the_log_is_whole(database, database_url, clock):
    database.do(lambda unit: triggers.remove(unit.db))
    database.close()
    with opened(database_url, clock, guarded=False) as unguarded:
        report = verify.verify(unguarded)
    assert report.flaw is None
    assert len(report.unguarded) == 2
    assert not report.green


@pytest.mark.usefixtures("whole")
def test_progress_ends_at_everything(database):
    told = []
    verify.verify(database, progress=lambda done, of: told.append((done, of)))
    assert told[-1] == (2 * LAST, 2 * LAST)


def test_a_broken_log_does_not_hide_another(database, whole):
    for logg in whole:
        break_log(database, BROKEN["changed_body"].breaks, logg, "")
    assert len(verify.verify(database).flaws) == 2
