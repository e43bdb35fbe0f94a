"""Random people do random things through the dialogs; then each looks everywhere they can.

What was written bears a mark. Nobody finds the mark of what the consents, the roles and the ages do
not let them read, through any dialog, card or notice; and what they may read, they find.
"""

from collections.abc import Callable, Generator
from contextlib import AbstractContextManager, contextmanager
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from domain.policy import load_policy
from tests.support import databases
from tests.support.clocks import StillClock
from tests.support.hunting import TEXTS, hunt
from tests.support.team import Team
from tests.support.village import (
    CHILD,
    FATHER,
    IDA,
    MOTHER,
    NURSE,
    SERVICES,
    TEACHER,
    Village,
    moved,
    passes,
    settled,
)

START = datetime(2026, 3, 2, 8, tzinfo=UTC)
TOPICS = ("skole", "helse")
NINE, TWELVE, FIFTEEN, SOON_SIXTEEN = (
    date(2017, 5, 4),
    date(2013, 6, 1),
    date(2011, 2, 1),
    date(2010, 4, 1),
)
ALL = {f"{right}_{service}": TOPICS for right in ("les", "skriv") for service in SERVICES}
ANSWERS = ("retting", "kommentar", "innslag")
HAPPENINGS = ("answer", "write", "back", "answer", "yes", "days", "move", "misfile")
Open = Callable[[date], AbstractContextManager[Village]]


@pytest.fixture(scope="module")
def villages(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Open:
    """Give villages for a child born on a day: settled once, copied each time (SQLite)."""

    @cache
    def made(born: date) -> tuple[Path, Village]:
        folder = tmp_path_factory.mktemp("bygd")
        url, clock = databases.copy_sqlite(sqlite_template, folder), StillClock(START)
        with databases.opened(url, clock) as database:
            return folder / sqlite_template.name, settled(
                Team(database, clock, load_policy()), born
            )

    @contextmanager
    def copied(born: date) -> Generator[Village]:
        template, village = made(born)
        with TemporaryDirectory(dir=tmp_path_factory.getbasetemp()) as folder:
            url, clock = databases.copy_sqlite(template, Path(folder)), StillClock(START)
            clock.move(hours=1)
            with databases.opened(url, clock) as database:
                yield moved(village, Team(database, clock, load_policy()))

    return copied


def all_agree(village: Village, data: st.DataObject) -> None:
    """Let all who are asked say yes to nearly all, the nurse join, and some be written."""
    shy = data.draw(st.sampled_from((None, None, MOTHER, FATHER)), "who says less")
    holder = data.draw(st.booleans(), "the stafettholder reads all")
    for giver in (MOTHER, FATHER, CHILD):
        less = dict.fromkeys(ALL, ("skole",)) if giver == shy else ALL
        village.consents(giver, less, 300, about=CHILD, before=False, holder=holder)
    village.moves(NURSE, "invitert")
    village.moves(NURSE, "med")
    for no, topic in ((NURSE, "helse"), (TEACHER, "skole"), (MOTHER, "helse"), (CHILD, "skole")):
        village.writes(no, "oppdatering", topic, about="", hidden=False)


def one_thing_happens(village: Village, data: st.DataObject) -> None:
    """Let one random thing happen."""
    draw = data.draw
    giver = draw(st.sampled_from((MOTHER, FATHER, CHILD)))
    writer = draw(st.sampled_from((TEACHER, NURSE, MOTHER, FATHER, CHILD, IDA)))
    what = draw(st.sampled_from(HAPPENINGS))
    texts = [seq for seq, one in village.told.entries.items() if one.type in TEXTS]
    if what == "write":
        dialog = draw(st.sampled_from(("oppdatering", "lysglimt")))
        about = draw(st.sampled_from(("", "", str(MOTHER), str(FATHER))))
        hidden = draw(st.booleans())
        village.writes(writer, dialog, draw(st.sampled_from(TOPICS)), about=about, hidden=hidden)
    elif what == "answer" and texts:
        seq, kind = draw(st.sampled_from(texts)), draw(st.sampled_from(ANSWERS))
        author = village.told.entries[seq].author
        village.answers(author if kind == "retting" else writer, seq, kind)
    elif what == "back":
        service = draw(st.sampled_from((*SERVICES, "")))
        village.takes_back(giver, service, draw(st.sampled_from(TOPICS)))
    elif what == "yes":
        fields = st.sampled_from((*ALL, "les_familien"))
        ticks = draw(st.dictionaries(fields, st.sampled_from(((TOPICS), *((t,) for t in TOPICS)))))
        about = draw(st.sampled_from((CHILD, CHILD, giver)))
        days, before = draw(st.sampled_from((0, 20, 300))), draw(st.booleans())
        holder = draw(st.booleans())
        village.consents(giver, ticks, days, about=about, before=before, holder=holder)
    elif what == "days":
        passes(village, draw(st.sampled_from((1, 21, 40, 400))))
    elif what == "move":
        no = draw(st.sampled_from((IDA, NURSE)))
        village.moves(no, draw(st.sampled_from(("invitert", "med", "ut"))))
    elif texts:
        seq = draw(st.sampled_from(texts))
        village.misfiles(draw(st.sampled_from((village.told.entries[seq].author, writer))), seq)


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(born=st.sampled_from((NINE, TWELVE, FIFTEEN, SOON_SIXTEEN)), data=st.data())
def test_nobody_finds_what_they_may_not_read_and_everybody_the_rest(
    villages: Open, born: date, data: st.DataObject
):
    with villages(born) as village:
        if data.draw(st.integers(0, 5), "nobody answers at first"):
            all_agree(village, data)
        for _ in range(data.draw(st.integers(3, 10), "things that happen")):
            one_thing_happens(village, data)
        for no, someone in village.people.items():
            hunt(village, no, someone)
        for someone in village.outside:
            hunt(village, None, someone)
