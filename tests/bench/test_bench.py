"""The bench's parts work: a few turns of ours and of bare aiohttp, on a small database."""

from collections.abc import Generator
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path

import pytest
from rich.console import Console
from sqlalchemy import func, select

from bench import cases, claims, issuer, peering, places
from bench.asking import status_of
from bench.bot import opened
from bench.dataset import SQLITE, Size, standing
from bench.issuer import Issuer
from bench.loading import Stretch, WrongAnswers, load
from bench.rounds import Plan, measure
from bench.setting import Setting
from storage import rebuild
from storage.database import Database
from storage.log import ENTRY
from storage.verify import verify

SIZE = Size(logs=3, each=20, first=40)
ENTRIES = 80 + 3 * 10  # those that people wrote, and those that each log begins with
CALLS = 24


@pytest.fixture(autouse=True)
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep everything that the bench makes in the test's own folder."""
    monkeypatch.setattr(places, "WORK", tmp_path / "work")


@pytest.fixture
def other_end() -> Generator[Issuer]:
    """Serve tokens and a Connector."""
    with issuer.serving(busy=True) as serving:
        yield serving


@pytest.fixture
def stack() -> Generator[ExitStack]:
    """Hold what a test starts, and stop it."""
    with ExitStack() as held:
        yield held


def entries(database: Database) -> int:
    """Count what stands in all logs."""
    counted = select(func.count()).select_from(ENTRY)
    return database.do(lambda unit: unit.db.execute(counted).scalar_one())


def test_the_entries_made_in_bulk_are_genuine() -> None:
    console = Console(quiet=True)
    with standing(SQLITE, SIZE, 0, console) as data, opened(data.store) as database:
        report = verify(database)
        assert report.green
        assert report.entries == ENTRIES == entries(database)
        assert rebuild.check(database) == []


def test_a_round_loads_our_turns_and_the_bare_server(other_end: Issuer, stack: ExitStack) -> None:
    console = Console(quiet=True)
    setting = Setting(other_end, console, stack)
    loaded = setting.peer(peering.BARE)
    loaded += setting.ours("ours", SQLITE, SIZE, (cases.SUBMIT, cases.FETCH, cases.LONG_PAGE))
    plan = Plan(1, Stretch(CALLS, 30, 4), Stretch(4, 30, 4))
    found = measure(loaded, plan, places.cores()[1], console)
    assert set(found) == {case.key for case in loaded}
    assert all(one.rate > 0 and 0 < one.p50 <= one.p99 and one.memory > 0 for one in found.values())


def test_every_submit_stands_in_its_log_once(other_end: Issuer, stack: ExitStack) -> None:
    setting = Setting(other_end, Console(quiet=True), stack)
    [case] = setting.ours("ours", SQLITE, SIZE, (cases.SUBMIT,))
    load(case.target, case.templates, Stretch(CALLS, 30, 4), places.cores()[1])
    [data] = setting.stores
    with opened(data) as database:
        assert entries(database) == ENTRIES + CALLS
        assert verify(database).green


def test_a_wrong_answer_ends_a_run(other_end: Issuer, stack: ExitStack) -> None:
    [case] = Setting(other_end, Console(quiet=True), stack).peer(peering.BARE)
    wrong = [replace(one, expects=b"something else") for one in case.templates]
    with pytest.raises(WrongAnswers, match="5 of 5 answers"):
        load(case.target, wrong, Stretch(5, 30, 1), places.cores()[1])


def test_the_bare_server_lets_nobody_in_without_a_good_token(
    other_end: Issuer, stack: ExitStack
) -> None:
    [case] = Setting(other_end, Console(quiet=True), stack).peer(peering.BARE)
    token, activity = case.target.token, case.templates[0].activity
    assert status_of(case.target.port, token, activity) == 200
    assert status_of(case.target.port, Issuer().token(), activity) == 401


def test_due_jobs_are_claimed_beside_many_others() -> None:
    with standing(SQLITE, SIZE, 0, Console(quiet=True)) as data, opened(data.store) as database:
        assert claims.seconds(database, 300) > 0
