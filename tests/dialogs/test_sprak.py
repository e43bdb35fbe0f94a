"""Choosing a language."""

import pytest

from storage import people
from tests.support.team import Someone, Team


def language(team: Team, who: Someone) -> str | None:
    return team.database.do(lambda unit: people.by_id(unit, who.person).language)


@pytest.mark.parametrize("chosen", ["nb", "nn", "en"])
def test_the_language_is_kept_on_the_person_and_chosen_the_next_time(team: Team, chosen: str):
    kari = team.worker("Kari Lærer", "skole")
    kari.opens("sprak").presses("Lagre", sprak=chosen)
    assert language(team, kari) == chosen
    again = kari.opens("sprak")
    assert again.inputs()["sprak"]["value"] == chosen


def test_until_then_it_is_the_language_of_ones_teams(team: Team):
    kari = team.worker("Kari Lærer", "skole", locale="nn-NO")
    assert kari.opens("sprak").inputs()["sprak"]["value"] == "nn"
    assert language(team, kari) is None


@pytest.mark.parametrize("chosen", ["", "sv", "nb,nn", "NB", "\u0007"])
def test_another_language_is_not_kept(team: Team, chosen: str):
    kari = team.worker("Kari Lærer", "skole")
    again = kari.opens("sprak").presses("Lagre", sprak=chosen)
    assert "sprak" in again.inputs()
    assert "Attention" in str(again.card)
    assert language(team, kari) is None


def test_an_old_delivery_does_not_change_it_back(team: Team):
    kari = team.worker("Kari Lærer", "skole")
    form = kari.opens("sprak")
    first = form.presses("Lagre", sprak="nn")
    kari.opens("sprak").presses("Lagre", sprak="en")
    assert form.presses("Lagre", sprak="nn").answer == first.answer
    assert language(team, kari) == "en"


def test_a_stranger_has_no_language_to_keep(team: Team):
    assert "Vi finner ikke dette" in team.somebody("Bo").opens("sprak")
