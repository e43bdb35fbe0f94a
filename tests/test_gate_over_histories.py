"""Random lives of a log in the database: nobody reads or writes outside scope at any moment."""

from collections.abc import Generator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from domain.asking import Intent, Item
from domain.codes import INNHOLD, REPLIES, EntryType
from storage import rebuild
from storage.database import Database
from tests.support import databases
from tests.support.clocks import StillClock
from tests.support.histories import AUNT, CAST, FATHER, HOLDER, MOTHER, NURSE, PERSON, Life
from tests.support.told import PURPOSE

START = datetime(2026, 3, 2, 8, tzinfo=UTC)
TOPICS = ("skole", "helse")
SERVICES = ("skole", "helsestasjon", "familien")
CELLS = [(topic, right) for topic in TOPICS for right in ("leser", "skriver")]
BIRTHS = (date(2017, 5, 4), date(2014, 3, 10), date(2011, 3, 10), date(2010, 3, 10))
RANDOM = settings(max_examples=40, deadline=None, suppress_health_check=(HealthCheck.too_slow,))


@pytest.fixture(scope="module")
def clock() -> StillClock:
    return StillClock(START)


@pytest.fixture(scope="module")
def database(
    sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory, clock: StillClock
) -> Generator[Database]:
    """Give one database for all lives, SQLite for speed: the rules are the same on both."""
    url = databases.copy_sqlite(sqlite_template, tmp_path_factory.mktemp("liv"))
    with databases.opened(url, clock) as database:
        yield database


def all_agree(life: Life, data: st.DataObject) -> None:
    """Let all who may have to answer say yes to nearly everything, and some be written."""
    ticks = data.draw(st.booleans(), "the stafettholder reads all")
    shy = data.draw(st.sampled_from((None, None, None, MOTHER, FATHER)), "who says less")
    for giver in (MOTHER, FATHER, PERSON):
        for service in SERVICES:
            cells = CELLS[:2] if giver == shy else CELLS
            life.says_yes(giver, PERSON, service, cells, 60, before=False, holder=ticks)
    for author in (HOLDER, NURSE, MOTHER, PERSON):
        for topic in TOPICS:
            life.writes(author, Intent(EntryType.OPPDATERING, topic, PURPOSE))
    if data.draw(st.booleans(), "the aunt is here"):
        life.participation(AUNT, "med")


def one_thing_happens(life: Life, data: st.DataObject) -> None:
    """Let one random thing happen."""
    draw = data.draw
    what = draw(st.sampled_from(("write", "reply", "yes", "back", "days", "move", "no")))
    giver = draw(st.sampled_from((MOTHER, FATHER, PERSON, AUNT)))
    about = draw(st.sampled_from((PERSON, PERSON, giver)))
    service = draw(st.sampled_from(SERVICES))
    if what == "yes":
        cells = draw(st.lists(st.sampled_from(CELLS), min_size=1, unique=True))
        days, before = draw(st.sampled_from((0, 3, 60))), draw(st.booleans())
        life.says_yes(giver, about, service, cells, days, before=before, holder=draw(st.booleans()))
    elif what == "back":
        topics = draw(st.sets(st.sampled_from(TOPICS), max_size=2))
        whole = draw(st.booleans())
        life.takes_back(giver, about, "" if whole else service, () if whole else topics)
    elif what == "no":
        life.says_no(giver, about, draw(st.sampled_from((service, service, ""))))
    elif what == "move":
        no = draw(st.sampled_from((NURSE, AUNT, FATHER, HOLDER)))
        life.participation(no, draw(st.sampled_from(("invitert", "med", "med", "ut"))))
    elif what == "days":
        life.clock.move(days=draw(st.sampled_from((1, 3, 8, 61, 400, 1100))))
        if draw(st.booleans()):
            life.sweeps()
    else:
        something_is_written(life, data, reply=what == "reply")


def something_is_written(life: Life, data: st.DataObject, *, reply: bool) -> None:
    """Let somebody try to write, answer, correct or call an entry misfiled."""
    draw = data.draw
    no = draw(st.sampled_from(sorted(CAST)))
    standing = [item for item in life.told.entries.values() if item.type in INNHOLD]
    if not reply or not standing:
        type_ = draw(st.sampled_from(sorted(INNHOLD - REPLIES)))
        about = draw(st.sampled_from(((), (), (), (MOTHER,), (PERSON, AUNT))))
        hidden = draw(st.sampled_from((False, False, True)))
        life.writes(no, Intent(type_, draw(st.sampled_from(TOPICS)), PURPOSE, hidden, about))
        return
    to: Item = draw(st.sampled_from(standing))
    if draw(st.integers(0, 4)) == 0 and not to.gone:
        second = draw(st.sampled_from((None, MOTHER if to.author != MOTHER else NURSE)))
        life.misfiles(to.seq, by=to.author, second=second)
        return
    type_ = draw(st.sampled_from(sorted(REPLIES)))
    life.writes(no, Intent(type_, to.category, to.purpose, to.hidden, to.about, to))


@RANDOM
@given(born=st.sampled_from(BIRTHS), data=st.data())
def test_nobody_ever_reads_or_writes_outside_what_was_said(
    database: Database, clock: StillClock, born: date, data: st.DataObject
):
    clock.now = START
    life = Life(database, clock, born)
    if data.draw(st.integers(0, 4), "a draft at first"):
        all_agree(life, data)
    for _ in range(data.draw(st.integers(5, 14), "things that happen")):
        one_thing_happens(life, data)
        life.check()


def test_the_lives_lived_here_can_be_built_anew_from_their_logs(database: Database):
    assert rebuild.check(database) == []
