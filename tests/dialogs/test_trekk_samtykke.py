"""Taking consent back: it holds for the very next call."""

from typing import Any

import pytest

from domain.codes import LogState
from tests.support.consents import consent_bodies, ledger, named, signed_in, state
from tests.support.story import active, opened, ticks, writes
from tests.support.story import consents as says_yes
from tests.support.team import Team

TEXT = "Han sover bedre."


@pytest.mark.parametrize("who", ["Marte", "Jonas"])
def test_either_parent_takes_a_topic_back_and_the_next_call_shows_it_no_more(team: Team, who: str):
    log = active(team)
    parent, no = signed_in(log, who) if who == "Jonas" else log.mother, named(log, who).no
    writes(log.teacher, log.code, TEXT, "skole")
    assert TEXT in log.nurse.opens("logg", logg=log.code)
    form = parent.opens("trekk_samtykke", logg=log.code)
    sure = form.presses("Neste", tema_2_helsestasjon="skole")
    assert "Kan ikke lenger lese om: Skole og læring" in sure
    assert "blir arkivert" in sure
    assert TEXT in log.nurse.opens("logg", logg=log.code)
    assert "trukket tilbake" in sure.presses("Trekk tilbake")
    assert TEXT not in log.nurse.opens("logg", logg=log.code)
    body = consent_bodies(log, log.teacher)[-1]
    assert (body["giver"], body["service"], body["categories"]) == (no, "helsestasjon", ["skole"])


def test_everything_goes_with_two_presses(team: Team):
    log = active(team)
    writes(log.teacher, log.code, TEXT, "skole")
    sure = log.mother.opens("trekk_samtykke", logg=log.code).presses("Trekk alt tilbake")
    for said in ("Skolen", "Helsestasjonen", "Trivsel og følelser"):
        assert said in sure
    sure.presses("Trekk tilbake")
    assert TEXT not in log.nurse.opens("logg", logg=log.code)
    assert "mangler samtykke" in log.teacher.opens("oppdatering", logg=log.code)
    assert TEXT in log.mother.opens("logg", logg=log.code)
    body = consent_bodies(log, log.teacher)[-1]
    assert (body["type"], body["service"]) == ("samtykke_trukket", "")
    assert "ikke gitt noe samtykke" in log.mother.opens("trekk_samtykke", logg=log.code)


def test_all_topics_of_one_service_are_the_service(team: Team):
    log = active(team)
    form = log.mother.opens("trekk_samtykke", logg=log.code)
    form.presses("Neste", tema_2_skole="skole,trivsel").presses("Trekk tilbake")
    body = consent_bodies(log, log.teacher)[-1]
    assert (body["service"], body["categories"]) == ("skole", [])
    assert {one.service for one in ledger(log).permits if one.giver == 3} == {"helsestasjon"}


def test_the_stafettholder_is_told_by_code_alone_and_once(team: Team):
    log = active(team)
    before = len(log.teacher.inbox())
    sure = log.mother.opens("trekk_samtykke", logg=log.code).presses("Trekk alt tilbake")
    first, second = sure.presses("Trekk tilbake"), sure.presses("Trekk tilbake")
    assert first.text == second.text
    (told,) = log.teacher.inbox()[before:]
    assert "Samtykket er endret" in told
    assert log.code in told
    assert "Marte" not in told
    kinds = [body["type"] for body in consent_bodies(log, log.teacher)]
    assert kinds.count("samtykke_trukket") == 1


def test_what_did_not_hold_yet_takes_access_from_nobody(team: Team):
    log = opened(team, team.worker("Kari Lærer", "skole"))
    mother = signed_in(log, "Marte")
    says_yes(mother, log.code, **ticks())
    sure = mother.opens("trekk_samtykke", logg=log.code).presses("Trekk alt tilbake")
    assert "Ingen mister tilgang" in sure
    sure.presses("Trekk tilbake")
    assert state(log) is LogState.UTKAST
    assert ledger(log).permits == ()


def test_that_the_stafettholder_reads_all_can_be_taken_back_alone(team: Team):
    log = opened(team, team.worker("Kari Lærer", "skole"))
    mother, father = signed_in(log, "Marte"), signed_in(log, "Jonas")
    for parent in (mother, father):
        says_yes(parent, log.code, alt="true", **ticks())
    assert "Stafettholderen kan lese alt" in log.teacher.opens("samtykke", logg=log.code)
    before = {(p.giver, p.service, p.category, p.right) for p in ledger(log).permits}
    form = father.opens("trekk_samtykke", logg=log.code)
    sure = form.presses("Neste", leser_alt="true")
    assert "ikke lenger lese alt som deles" in sure
    sure.presses("Trekk tilbake")
    assert "Stafettholderen kan lese alt" not in log.teacher.opens("samtykke", logg=log.code)
    after = ledger(log).permits
    assert {(p.giver, p.service, p.category, p.right) for p in after} == before
    assert {p.giver for p in after if p.holder_reads_all} == {named(log, "Marte").no}


@pytest.mark.parametrize(
    "sent",
    [
        {},
        {"tema_2_skole": "okonomi"},
        {"tema_2_politi": "forebygging"},
        {"tema_4_skole": "skole"},
        {"tema_x_skole": "skole"},
        {"tema_": "skole", "tema_2": "skole"},
        {"leser_alt": "false"},
    ],
)
def test_what_was_not_given_cannot_be_taken_back(team: Team, sent: dict[str, Any]):
    log = active(team)
    before = ledger(log).permits
    answer = log.mother.sends("trekk_samtykke", "neste", logg=log.code, **sent)
    assert "Trekk alt tilbake" in answer.buttons()
    assert ledger(log).permits == before


def test_a_helper_has_nothing_to_take_back(team: Team):
    log = active(team)
    assert "andre som gjør" in log.teacher.opens("trekk_samtykke", logg=log.code)
    answer = log.nurse.sends("trekk_samtykke", "neste", logg=log.code, alt="true")
    assert "andre som gjør" in answer


def test_what_meanwhile_no_longer_stands_is_passed_over(team: Team):
    log = active(team)
    first = log.mother.opens("trekk_samtykke", logg=log.code).presses("Trekk alt tilbake")
    second = log.mother.opens("trekk_samtykke", logg=log.code).presses("Trekk alt tilbake")
    first.presses("Trekk tilbake")
    assert "for gammelt" in second.presses("Trekk tilbake")
