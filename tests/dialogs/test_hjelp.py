"""Help, by who one is."""

import pytest

from storage import tables
from tests.support.looking import everything, rows
from tests.support.story import active, connected, opened
from tests.support.team import Seen, Someone, Team


def commands(seen: Seen) -> list[str]:
    """Give the commands that help lists, in order."""
    return [line[2 : line.index("**", 2)] for line in seen.text.split("\n") if line[:2] == "**"]


def test_a_stranger_is_told_who_we_are_and_how_to_get_in(team: Team):
    seen = team.somebody("Bo").writes("hjelp")
    assert "Jeg er Stafett" in seen
    assert "lederen din" in seen
    assert commands(seen) == ["kode", "bekymringsmelding"]


def test_a_worker_without_a_log_can_open_one(team: Team):
    listed = commands(team.worker("Kari Lærer", "skole").writes("hjelp"))
    assert listed[:2] == ["mine logger", "ny logg"]
    assert {"oppdatering", "logg", "merkelapp"}.isdisjoint(listed)


def test_a_helper_sees_what_helpers_do_and_the_family_what_families_do(team: Team):
    log = active(team)
    helper, mother = (commands(one.writes("hjelp")) for one in (log.nurse, log.mother))
    assert {"oppdatering", "lysglimt", "ny logg", "deltakere"} <= set(helper)
    assert "ny logg" not in mother
    assert "trekk samtykke" in mother
    assert "trekk samtykke" not in helper
    assert helper[-1] == mother[-1] == "bekymringsmelding"


def test_the_words_are_those_of_ones_language(team: Team):
    log = opened(team, team.worker("Kari Lærer", "skole"))
    mother = connected(log, locale="nn-NO")
    assert "mine loggar" in commands(mother.writes("hjelp"))
    listed = commands(team.worker("Ann Teacher", "skole", locale="en-GB").writes("hjelp"))
    assert {"my logs", "new log", "language", "report of concern"} <= set(listed)


def test_every_line_is_a_command_with_a_sentence(team: Team):
    log = active(team)
    known = {
        word
        for dialog in team.router.dialogs.values()
        for words in dialog.commands.values()
        for word in words
    }
    assert set(commands(log.teacher.writes("hjelp"))) <= known


def test_a_near_miss_is_answered_with_the_nearest_command(team: Team):
    log = active(team)
    asked = log.nurse.writes("hjelp", "han kom", naer="lysglimt")
    assert "Mente du «lysglimt»?" in asked
    assert "han kom" not in asked
    assert "tekst" in asked.presses("Lysglimt").inputs()
    assert "Dette kan du skrive" in asked.presses("Hva kan jeg")


@pytest.mark.parametrize("near", ["", "finnes ikke", "trekk samtykke", "ny logg"])
def test_a_command_that_is_not_for_one_is_not_offered(team: Team, near: str):
    bo = team.somebody("Bo")
    assert "Mente du" not in bo.writes("hjelp", naer=near)
    assert "Jeg er Stafett" in bo.writes("hjelp", naer=near)


@pytest.mark.parametrize(
    "said",
    [
        "bekymring",
        "Uro",
        "concern",
        "jeg er bekymret for en gutt",
        "I am worried",
        "UROLEG",
        "uro!",
    ],
)
def test_a_worry_is_answered_with_a_choice(team: Team, said: str):
    for who in (team.worker("Kari Lærer", "skole"), team.somebody("Bo")):
        asked = who.writes("hjelp", said)
        assert asked.buttons() == ["Jeg undrer meg", "Jeg er alvorlig bekymret"]
        wonder = asked.presses("Jeg undrer meg")
        assert "Snakk med foreldrene" in wonder
        assert "112" in wonder.presses("Jeg er alvorlig bekymret")
        assert "112" in asked.presses("Jeg er alvorlig bekymret")


@pytest.mark.parametrize("said", ["europa", "kurs", "nøye", "hei"])
def test_other_words_are_no_worry(team: Team, said: str):
    assert "Jeg undrer meg" not in team.somebody("Bo").writes("hjelp", said)


def test_asking_for_help_leaves_nothing_of_what_was_said(team: Team):
    kari = team.worker("Kari Lærer", "skole")
    kari.writes("hjelp")
    before = everything(team)
    kari.writes("hjelp", "jeg er bekymret for en gutt")
    kari.writes("hjelp", naer="bekymringsmelding")
    after = everything(team)
    assert rows(team, tables.Job) == rows(team, tables.Receipt) == []
    assert {name for name in before if before[name] != after[name]} <= {"address"}


def test_help_opens_as_a_dialog_too(team: Team):
    who: Someone = team.worker("Kari Lærer", "skole")
    shown = who.opens("hjelp")
    assert "Du er ikke med i noen logg" in shown.presses("Mine logger")
