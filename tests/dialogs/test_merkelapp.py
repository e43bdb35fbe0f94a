"""The private merkelapp."""

import pytest

from cards import merkelapp as card
from storage import labels, tables
from tests.support.looking import entries, everything, rows
from tests.support.story import Active, active
from tests.support.team import Team


def label(log: Active) -> str:
    return log.nurse.opens("merkelapp", logg=log.code).inputs()["merkelapp"]["value"]


def test_only_its_owner_sees_a_merkelapp(team: Team):
    log = active(team)
    done = log.nurse.opens("merkelapp", logg=log.code).presses("Lagre", merkelapp="Rødt hus")
    assert "Bare du ser den" in done
    assert label(log) == "Rødt hus"
    for other in (log.teacher, log.mother):
        assert other.opens("merkelapp", logg=log.code).inputs()["merkelapp"]["value"] == ""


def test_it_is_no_part_of_the_log_and_stands_nowhere_in_the_open(team: Team):
    log = active(team)
    count = entries(team, log.code)
    log.nurse.opens("merkelapp", logg=log.code).presses("Lagre", merkelapp="Rødt hus")
    assert entries(team, log.code) == count
    assert "Rødt hus" not in str(everything(team))
    assert b"R\xc3\xb8dt" not in b"".join(row[2] for row in rows(team, tables.Label))


def test_an_empty_field_takes_it_away(team: Team):
    log = active(team)
    log.nurse.opens("merkelapp", logg=log.code).presses("Lagre", merkelapp="Rødt hus")
    gone = log.nurse.opens("merkelapp", logg=log.code).presses("Lagre", merkelapp="")
    assert "fjernet" in gone
    assert rows(team, tables.Label) == []


def test_it_has_as_many_characters_as_storage_takes():
    assert card.LONGEST == labels.LONGEST


@pytest.mark.parametrize(
    ("typed", "kept"),
    [("  Blå   bil ", "Blå bil"), ("🚲 sykkel", "🚲 sykkel"), ("בית", "בית"), ("a\nb", "a b")],
)
def test_it_is_kept_on_one_line(team: Team, typed: str, kept: str):
    log = active(team)
    log.nurse.opens("merkelapp", logg=log.code).presses("Lagre", merkelapp=typed)
    assert label(log) == kept


@pytest.mark.parametrize("typed", ["x" * 13, "a\u0007b", "a\u202eb"])
def test_what_cannot_be_kept_comes_back_with_a_sentence(team: Team, typed: str):
    log = active(team)
    again = log.nurse.opens("merkelapp", logg=log.code).presses("Lagre", merkelapp=typed)
    assert again.inputs()["merkelapp"]["value"] == typed
    assert "Dette forstår vi ikke" not in again
    assert "Attention" in str(again.card)
    assert rows(team, tables.Label) == []


def test_a_log_that_one_is_not_on_takes_no_merkelapp(team: Team):
    log = active(team)
    bo = team.worker("Bo NAV", "nav")
    assert "Vi finner ikke dette" in bo.opens("merkelapp", logg=log.code)
    bo.sends("merkelapp", "lagre", logg=log.code, merkelapp="Min", nonce="x")
    assert rows(team, tables.Label) == []


def test_the_same_delivery_again_does_not_undo_a_later_one(team: Team):
    log = active(team)
    form = log.nurse.opens("merkelapp", logg=log.code)
    form.presses("Lagre", merkelapp="Først")
    log.nurse.opens("merkelapp", logg=log.code).presses("Lagre", merkelapp="Sist")
    form.presses("Lagre", merkelapp="Først")
    assert label(log) == "Sist"
