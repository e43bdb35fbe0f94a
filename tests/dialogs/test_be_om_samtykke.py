"""Asking for consent where it is missing."""

from typing import Any

import pytest

from tests.support import consents
from tests.support.consents import named, signed_in
from tests.support.story import Opened, active, opened, ticks
from tests.support.story import consents as says_yes
from tests.support.team import Seen, Someone, Team

TEXT = "Vi snakket om fritida."


def refused(log: Opened, who: Someone, topic: str = "fritid") -> Seen:
    answer = who.opens("oppdatering", logg=log.code).presses(
        "Legg i loggen", tekst=TEXT, tema=topic
    )
    assert "Vi mangler samtykke" in answer
    return answer


def test_the_first_question_is_whether_the_parents_should_be_asked_at_all(team: Team):
    log = active(team)
    before = len(log.mother.inbox())
    first = refused(log, log.teacher).presses("Be om samtykke")
    assert "vold, overgrep eller grov omsorgssvikt" in first
    yes = first.presses("Ja")
    assert yes.answer.title != "Be om samtykke"
    assert len(log.mother.inbox()) == before


def test_a_no_asks_those_who_have_teams_and_names_those_who_have_not(team: Team):
    log = active(team)
    ask = refused(log, log.teacher).presses("Be om samtykke").presses("Nei")
    assert "Venner og fritid" in ask
    assert "Marte blir spurt i sin egen chat." in ask
    assert "Jonas må spørres på papir" in ask
    done = ask.presses("Be om samtykke")
    assert "Marte er spurt" in done
    told = log.mother.inbox()[-1]
    assert "Du er spurt om samtykke" in told
    assert "fritid" not in told.text
    form = told.presses("Se hva det gjelder")
    assert "les_skole" in form.inputs()
    assert "les_helsestasjon" not in form.inputs()


def test_a_giver_is_told_once_a_day_for_each_service_and_topic(team: Team, clock: Any):
    log = active(team)

    def ask() -> int:
        refused(log, log.teacher).presses("Be om samtykke").presses("Nei").presses("Be om")
        return sum("Du er spurt" in seen for seen in log.mother.inbox())

    first = ask()
    assert ask() == first
    clock.move(days=1)
    assert ask() == first + 1


def test_the_waiting_text_can_be_sent_when_both_have_said_yes(team: Team):
    log = active(team)
    father = signed_in(log, "Jonas")
    refused(log, log.teacher).presses("Be om samtykke").presses("Nei").presses("Be om samtykke")
    says_more = {"les_skole": "skole,fritid", "skriv_skole": "skole,fritid"}
    for parent in (log.mother, father):
        assert not any("kan sendes nå" in seen for seen in log.teacher.inbox())
        form = parent.opens("samtykke", logg=log.code, tjeneste="skole")
        form.presses("Neste", **says_more).presses("Ja, jeg samtykker")
    told = [seen for seen in log.teacher.inbox() if "kan sendes nå" in seen]
    assert len(told) == 1
    assert TEXT not in told[0]
    form = told[0].presses("Åpne utkastet")
    assert form.inputs()["tekst"]["value"] == TEXT
    assert "Det står i loggen nå" in form.presses("Legg i loggen")


def test_a_consent_for_something_else_does_not_call_the_draft_back(team: Team):
    log = active(team)
    father = signed_in(log, "Jonas")
    refused(log, log.teacher).presses("Be om samtykke").presses("Nei").presses("Be om samtykke")
    for parent in (log.mother, father):
        form = parent.opens("samtykke", logg=log.code, tjeneste="skole")
        form.presses("Neste", les_skole="skole", skriv_skole="helse").presses("Ja, jeg samtykker")
    assert not any("kan sendes nå" in seen for seen in log.teacher.inbox())


def test_what_is_about_the_mother_is_asked_of_the_mother_alone(team: Team):
    log = active(team)
    mother = str(named(log, "Marte").no)
    answer = log.teacher.opens("oppdatering", logg=log.code).presses(
        "Legg i loggen", tekst=TEXT, tema="skole", om=mother
    )
    ask = answer.presses("Be om samtykke").presses("Nei")
    assert "Marte blir spurt" in ask
    assert "Jonas" not in ask
    ask.presses("Be om samtykke")
    form = log.mother.inbox()[-1].presses("Se hva det gjelder")
    assert "Hvem kan lese og skrive om deg?" in form
    form.presses("Neste", les_skole="skole", skriv_skole="skole").presses("Ja, jeg samtykker")
    assert any("kan sendes nå" in seen for seen in log.teacher.inbox())


def test_the_stafettholder_asks_for_any_service_from_the_overview(team: Team):
    log = active(team)
    ask = log.teacher.opens("samtykke", logg=log.code).presses("Be om samtykke").presses("Nei")
    assert "Velg en av mulighetene." in ask.presses("Be om samtykke")
    done = ask.presses("Be om samtykke", tjeneste="ppt")
    assert "les_ppt" in log.mother.inbox()[-1].presses("Se").inputs()
    assert "les_ppt" in _paper(done).inputs()


def _paper(done: Seen) -> Seen:
    form = done.presses("Før inn svar")
    return form.presses("Neste", giver="4.2", svar="ja", bevis="Elevmappa")


def test_another_helper_asks_for_their_own_service_alone(team: Team):
    log = active(team)
    for service in ("skole", "familien", "finnes_ikke"):
        sent = {"logg": log.code, "tjeneste": service}
        assert "andre som gjør" in log.nurse.sends("be_om_samtykke", "videre", **sent)
    ask = refused(log, log.nurse, "fritid").presses("Be om samtykke").presses("Nei")
    ask.presses("Be om samtykke")
    assert "les_helsestasjon" in log.mother.inbox()[-1].presses("Se").inputs()


@pytest.mark.parametrize(
    "sent",
    [
        {"tema": "okonomi", "tjeneste": "skole"},
        {"tema": "<b>"},
        {"om": "99"},
        {"om": "x"},
        {"tjeneste": "x" * 300},
        {"om": "1"},
    ],
)
def test_what_is_not_of_this_log_is_asked_of_nobody(team: Team, sent: dict[str, Any]):
    log = active(team)
    before = len(log.mother.inbox())
    log.teacher.sends("be_om_samtykke", "be", logg=log.code, **sent)
    assert len(log.mother.inbox()) == before
    assert log.teacher.inbox()[-1].answer.title != "Utkastet ditt kan sendes nå"


def test_the_family_asks_nobody(team: Team):
    log = active(team)
    assert "andre som gjør" in log.mother.opens("be_om_samtykke", logg=log.code)
    sent = {"logg": log.code, "tjeneste": "skole"}
    assert "andre som gjør" in log.mother.sends("be_om_samtykke", "be", **sent)


def test_a_draft_of_another_log_is_not_made_to_wait(team: Team):
    log = active(team)
    other = opened(team, log.teacher)
    for parent in ("Marte", "Jonas"):
        says_yes(signed_in(other, parent), other.code, **ticks())
    theirs = refused(other, log.teacher)
    draft = next(a for a in theirs.actions() if a["title"] == "Be om samtykke")["data"]["utkast"]
    ask = refused(log, log.teacher).presses("Be om samtykke").presses("Nei")
    data = next(a for a in ask.actions() if a["title"] == "Be om samtykke")["data"]
    sent = {k: v for k, v in data.items() if k not in ("dialog", "steg")} | {"utkast": draft}
    log.teacher.sends("be_om_samtykke", "be", **sent)
    assert consents.waiting(other) == []
    assert consents.waiting(log) == []
