"""What a giver, or somebody else, cannot do with the form for consent."""

from typing import Any

import pytest

from tests.support import consents
from tests.support.consents import consent_bodies, ledger, named, signed_in
from tests.support.story import consents as says_yes
from tests.support.story import opened
from tests.support.team import Someone, Team


def kari_of(team: Team) -> Someone:
    return team.worker("Kari Lærer", "skole")


WRONG = {
    "nothing ticked": ({}, "Kryss av for minst ett tema."),
    "a topic of another service": ({"les_skole": "okonomi"}, "Velg en av mulighetene."),
    "a topic that does not exist": ({"skriv_skole": "skole,<b>"}, "Velg en av mulighetene."),
    "a period that is too long": ({"les_skole": "skole", "til": "2027-03-03"}, "Velg en dag"),
    "a last day that is past": ({"les_skole": "skole", "til": "2026-03-01"}, "Velg en dag"),
    "a last day that is none": ({"les_skole": "skole", "til": "i morgen"}, "ikke gyldig"),
}


@pytest.mark.parametrize(("typed", "said"), WRONG.values(), ids=WRONG)
def test_a_wrong_answer_comes_back_as_typed_and_keeps_nothing(
    team: Team, typed: dict[str, str], said: str
):
    log = opened(team, kari_of(team))
    mother = signed_in(log, "Marte")
    again = mother.opens("samtykke", logg=log.code).presses("Neste", **typed)
    assert "Neste" in again.buttons()
    assert again.text.count(said) == 1
    for name, value in typed.items():
        assert again.inputs()[name]["value"] == value
    assert consent_bodies(log, log.teacher) == []
    says_yes(mother, log.code, les_skole="skole")


def test_a_service_that_was_not_asked_for_cannot_be_slipped_in(team: Team):
    log = opened(team, kari_of(team))
    mother = signed_in(log, "Marte")
    sent = {"logg": log.code, "les_politi": "forebygging", "til": "2026-12-31"}
    assert "Skjemaet er endret" in mother.sends("samtykke", "neste", **sent)
    assert "Skjemaet er endret" in mother.sends(
        "samtykke", "neste", **(sent | {"les_politi": "", "skriv_familien": "skole"})
    )


def test_a_last_day_that_passed_before_the_yes_is_refused(team: Team, clock: Any):
    log = opened(team, kari_of(team))
    mother = signed_in(log, "Marte")
    form = mother.opens("samtykke", logg=log.code)
    back = form.presses("Neste", les_skole="skole", til="2026-03-02")
    clock.move(hours=20)
    again = back.presses("Ja, jeg samtykker")
    assert "Velg en dag" in again
    assert again.inputs()["les_skole"]["value"] == "skole"
    assert consent_bodies(log, log.teacher) == []


def test_a_helper_cannot_give_for_the_father_in_their_own_chat(team: Team):
    log = opened(team, kari_of(team))
    father = named(log, "Jonas").no
    for giver in ({}, {"om": str(father)}, {"giver": str(father)}, {"om": "1"}):
        sent = {"logg": log.code, "les_skole": "skole", "til": "2026-12-31", **giver}
        answer = log.teacher.sends("samtykke", "neste", **sent)
        assert "Stemmer dette?" not in answer
    assert ledger(log).permits == ()


def test_a_parent_cannot_answer_about_the_other_parent(team: Team):
    log = opened(team, kari_of(team))
    mother, father = signed_in(log, "Marte"), named(log, "Jonas")
    for step in ("apne", "neste", "nei", "avslatt"):
        sent = {"logg": log.code, "om": str(father.no), "til": "2026-12-31", "les_skole": "skole"}
        assert (
            "finner ikke" in mother.sends("samtykke", step, nonce="x", **sent) or step == "avslatt"
        )
    assert consent_bodies(log, log.teacher) == []


def test_a_draft_of_another_log_or_of_another_giver_is_not_taken(team: Team):
    kari = kari_of(team)
    log, other = opened(team, kari), opened(team, kari)
    mother, father = signed_in(log, "Marte"), signed_in(log, "Jonas")
    consents.also(other, "Marte", mother)
    theirs = father.opens("samtykke", logg=log.code).presses("Neste", les_skole="helse")
    elsewhere = mother.opens("samtykke", logg=other.code).presses("Neste", les_skole="helse")
    mine = mother.opens("samtykke", logg=log.code).presses("Neste", les_skole="skole")
    yes = next(one for one in mine.actions() if one["title"].startswith("Ja"))["data"]
    for foreign in (theirs, elsewhere):
        draft = next(a for a in foreign.actions() if a["title"].startswith("Ja"))["data"]["utkast"]
        sent = {k: v for k, v in yes.items() if k not in ("dialog", "steg")} | {"utkast": draft}
        assert "for gammelt" in mother.sends("samtykke", "ja", **sent)
    assert consent_bodies(log, kari) == []


def test_the_same_yes_delivered_again_keeps_one_entry(team: Team):
    log = opened(team, kari_of(team))
    mother = signed_in(log, "Marte")
    back = mother.opens("samtykke", logg=log.code).presses("Neste", les_skole="skole")
    first, second = back.presses("Ja, jeg"), back.presses("Ja, jeg")
    assert first.text == second.text
    assert len(consent_bodies(log, log.teacher)) == 1
