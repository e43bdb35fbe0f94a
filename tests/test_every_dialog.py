"""The promises that hold for every dialog, those of today and those to come."""

import json
from collections.abc import Callable, Generator
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from bot.call import COMMAND, Answer, Kind
from dialogs.base import discover
from tests.support.card_check import flaws
from tests.support.crawl import Act
from tests.support.house import OUTSIDERS, House, Kept, build, moved_in
from tests.support.record import Noted, Record, record
from tests.support.team import Seen, walk

DIALOGS = discover()
NAMES = [
    pytest.param(name, marks=pytest.mark.xdist_group(f"dialog-{name}")) for name in sorted(DIALOGS)
]
every_dialog = pytest.mark.parametrize("name", NAMES)
Records = Callable[..., Record]


@pytest.fixture(scope="session")
def kept(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Kept:
    """Furnish a house once (SQLite: the dialogs are the same on both)."""
    return build(sqlite_template, tmp_path_factory.mktemp("hus"))


@pytest.fixture(scope="session")
def records(kept: Kept, tmp_path_factory: pytest.TempPathFactory) -> Records:
    """Give what comes of a dialog when everybody does all they can, found out once."""
    folder = tmp_path_factory.mktemp("dialoger")

    @cache
    def made(name: str) -> Record:
        return record(kept, name, folder)

    return made


@pytest.fixture
def house(kept: Kept, tmp_path: Path) -> Generator[House]:
    """Give a log in full use."""
    with moved_in(kept, tmp_path) as house:
        yield house


def about_a_log(act: Act) -> bool:
    """Tell whether an act is a step on a log."""
    return DIALOGS[act.dialog].steps[act.step].rule.roles is not None and act.step != COMMAND


@every_dialog
def test_it_has_a_test_file_of_its_own(name: str):
    assert (Path(__file__).parent / "dialogs" / f"test_{name}.py").is_file()


@every_dialog
def test_every_step_of_it_can_be_reached_from_its_cards(records: Records, name: str):
    reached = {one.act.step for one in records(name).noted}
    assert reached >= set(DIALOGS[name].steps)


@every_dialog
def test_nobody_meets_a_fault_in_it(records: Records, name: str):
    assert [one.act for one in records(name).noted if "Noe gikk galt" in one.seen] == []


@every_dialog
def test_what_people_type_is_nowhere_in_the_open(records: Records, name: str):
    made = records(name)
    assert made.found == []
    assert [card.text for card in made.posted if "Hvalrossfjell" in json.dumps(card.card)] == []


@every_dialog
def test_the_same_call_twice_changes_nothing_the_second_time(records: Records, name: str):
    found = [(one.who, one.act.step, one.changed) for one in records(name).noted if one.changed]
    assert found == []


@every_dialog
def test_each_turn_on_a_log_leaves_one_access_row(records: Records, name: str):
    made = records(name)
    for one in made.noted:
        on_the_log = about_a_log(one.act) and one.act.data.get("logg") == made.code
        assert one.access <= 1, one.act
        assert one.access == 1 or not on_the_log, one.act


@every_dialog
def test_its_cards_are_whole_in_bokmal(records: Records, name: str):
    assert wrong_cards(records(name)) == {}


@every_dialog
@pytest.mark.parametrize("language", ["nn", "en"])
def test_its_cards_are_whole_in_the_other_languages(
    kept: Kept, tmp_path: Path, name: str, language: str
):
    assert wrong_cards(record(kept, name, tmp_path, language=language, repeats=False)) == {}


def wrong_cards(made: Record) -> dict[str, list[str]]:
    """Give what is wrong with each card that was drawn."""
    drawn = [(one.act.step, one.seen) for one in made.noted]
    drawn += [("varsel", card) for card in made.posted]
    found = {
        f"{step}: {seen.answer.title}": flaws(seen.card, DIALOGS)
        for step, seen in drawn
        if seen.answer.card is not None
    }
    return {name: wrong for name, wrong in found.items() if wrong}


def told(seen: Seen, code: str) -> str:
    """Give an answer letter for letter, without the nonces, and without the code that was asked."""
    answer = seen.answer
    said = json.dumps([answer.card, answer.title, answer.text, answer.size], sort_keys=True)
    nonces = [node["nonce"] for node in walk(answer.card) if "nonce" in node]
    for one in (*nonces, code):
        said = said.replace(one, "-")
    return said


@every_dialog
@pytest.mark.parametrize("outsider", OUTSIDERS)
def test_outsiders_are_answered_as_if_the_log_did_not_exist(
    records: Records, house: House, name: str, outsider: str
):
    someone, nowhere = house.people[outsider], "SL-ZZZZ"
    for one in of_each_kind(records(name), house.code):
        act = one.act
        real = act.done_by(someone)
        unreal = Act(act.kind, act.dialog, act.step, act.data | {"logg": nowhere})
        assert told(real, house.code) == told(unreal.done_by(someone), nowhere), act


def of_each_kind(made: Record, code: str) -> list[Noted]:
    """Give the acts on the log, one for each person, step and set of fields."""
    found = {
        (one.who, one.act.kind, one.act.step, *sorted(one.act.data)): one
        for one in made.noted
        if one.act.data.get("logg") == code
    }
    return list(found.values())


HOSTILE: tuple[Any, ...] = (
    None, True, 1.5, 10**30, ["1"], {"a": {"b": [1]}}, "", "-1", "1e3", "１", "x" * 10_000,
    "a\x00b", "\ud800", "\u202e", "9999-12-31", "%s{0}{t}<b>[a](javascript:1)",
)  # fmt: skip
WORST = ("-1", "１", "x" * 10_000, {"a": {"b": [1]}}, None)


@every_dialog
def test_hostile_data_is_answered_and_never_a_fault(records: Records, house: House, name: str):
    acts = {(one.act.kind, one.act.step): one for one in records(name).noted}
    for one in acts.values():
        someone, act = house.people[one.who], one.act
        tried = [dict.fromkeys(act.data, value) for value in HOSTILE]
        tried += [all_but_the_log | logg_of(act) for all_but_the_log in tried]
        fields = [key for key in act.data if key not in ("logg", "nonce")]
        tried += [act.data | {key: value} for key in fields[:6] for value in WORST]
        for data in tried:
            seen = Act(act.kind, name, act.step, data).done_by(someone)
            assert "Noe gikk galt" not in seen, (act.step, data)
            assert act.kind is Kind.MELDING or seen.answer != Answer(), (act.step, data)
    house.team.deliver()


def logg_of(act: Act) -> dict[str, Any]:
    return {key: value for key, value in act.data.items() if key == "logg"}


@pytest.mark.parametrize("kind", Kind)
@pytest.mark.parametrize(
    ("dialog", "step"),
    [
        ("finnes_ikke", "apne"),
        ("", ""),
        ("../logg", "apne"),
        ("logg", "finnes_ikke"),
        ("base", "x"),
    ],
)
def test_a_dialog_or_step_that_does_not_exist_is_a_no(
    house: House, kind: Kind, dialog: str, step: str
):
    teacher = house.people["teacher"]
    seen = teacher.call(kind, dialog, step, logg=house.code)
    cards = teacher.inbox() if kind is Kind.MELDING else [seen]
    assert "Dette skjemaet finnes ikke" in cards[-1]
