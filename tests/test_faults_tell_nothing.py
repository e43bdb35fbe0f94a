"""A bot that breaks in the middle of a turn says that it broke, and where, and no word more."""

import asyncio
import re

import pytest

from sandbox import form
from tests.support import sentinels
from tests.support.evidence import Evidence, gathered, hunted
from tests.support.sentinels import text
from tests.support.whole_story import Story

pytestmark = pytest.mark.xdist_group("leaks")


class Mishaps(Story):
    """People who meet every fault there is; `shown` is what they were told."""

    shown: tuple[str, ...] = ()

    async def runs(self) -> None:
        """Open a log, and run into the broken steps."""
        await self.is_opened()
        await self.is_consented_to()
        for dialog in ("oppdatering", "lysglimt"):
            shown = await self.opens("kari", dialog)
            given = {"tekst": text(dialog), "tema": "skole"}
            told = await self.sends("kari", shown, "Legg i loggen", **given)
            self.shown += (" ".join(form.texts(told["card"])),)
        told = await self.opens("kari", "merkelapp", merkelapp=text("merkelapp"))
        self.shown += (" ".join(form.texts(told["card"])),)
        await self.teams.says("kari", f"ny logg {text('tull')}")
        await asyncio.sleep(1)  # the courier draws


@pytest.fixture(scope="module")
def after(tmp_path_factory: pytest.TempPathFactory) -> Evidence:
    folder = tmp_path_factory.mktemp("uhell")
    return gathered(folder, Mishaps, "tests.support.faulty", log_level="DEBUG")


def faults(after: Evidence) -> dict[str, str]:
    """Give the kind of each turn's fault by its reference."""
    return {one["reference"]: one["kind"] for one in after.logged() if one["event"] == "fault"}


def test_each_fault_is_told_by_a_reference_that_stands_in_the_lines(after: Evidence):
    assert isinstance(after.story, Mishaps)
    assert sorted(faults(after).values()) == ["IntegrityError", "RuntimeError", "ValueError"]
    shown = [re.findall(r"\b[0-9a-f]{8}\b", words) for words in after.story.shown]
    assert sorted(one for [one] in shown) == sorted(faults(after))


def test_each_fault_is_told_with_where_it_was_and_all_of_them_are_counted(after: Evidence):
    lines = after.logged()
    where = [one["where"][-1] for one in lines if one["event"] == "fault"]
    assert all("faulty.py" in place or "default.py" in place for place in where), where
    assert b"stafett_faults_total 3.0" in after.answers["/metrics"]
    events = [one["event"] for one in lines]
    assert {"uncaught", "warned", "delivery fault", "could not use %s"} <= set(events)


def test_no_fault_tells_a_word_of_what_people_wrote(after: Evidence):
    assert hunted([sentinels.STEM], after.places()) == {}
