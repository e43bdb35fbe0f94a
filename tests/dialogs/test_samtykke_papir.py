"""Filing what was answered on paper or aloud."""

from typing import Any

import pytest

from domain.codes import LogState
from tests.support.consents import also, consent_bodies, ledger, named, signed_in, state
from tests.support.story import Opened, active, connected, on_paper, opened, ticks
from tests.support.story import consents as says_yes
from tests.support.team import Seen, Team


def log_of(team: Team) -> Opened:
    return opened(team, team.worker("Kari Lærer", "skole"))


def begins(log: Opened, **answers: str) -> Seen:
    filled = {"giver": "4.2", "svar": "ja", "bevis": "Elevmappa"} | answers
    return log.teacher.opens("samtykke_papir", logg=log.code).presses("Neste", **filled)


def test_the_signed_paper_of_the_father_opens_the_log(team: Team):
    log = log_of(team)
    says_yes(signed_in(log, "Marte"), log.code, **ticks())
    on_paper(log, **ticks())
    assert state(log) is LogState.AKTIV
    body = consent_bodies(log, log.teacher)[-1]
    father = named(log, "Jonas").no
    assert (body["giver"], body["recorded_by"], body["method"]) == (father, 1, "papir")
    assert body["evidence"] == "Elevmappa"


def test_the_answer_is_read_back_with_its_proof(team: Team):
    log = log_of(team)
    back = begins(log, metode="muntlig", sprak="annet", bevis="Rektor *hørte* det")
    back = back.presses("Neste", les_skole="skole")
    for said in ("Jonas", "Sier ja", "Muntlig", "tolk", "Rektor *hørte* det", "Kan lese"):
        assert said in back
    assert consent_bodies(log, log.teacher) == []


def test_the_filed_answers_can_be_gone_back_to(team: Team):
    log = log_of(team)
    back = begins(log).presses("Neste", les_skole="skole")
    first = back.presses("Endre svarene")
    held = {name: field["value"] for name, field in first.inputs().items()}
    assert (held["giver"], held["svar"], held["bevis"]) == ("4.2", "ja", "Elevmappa")
    second = first.presses("Neste", bevis="Arkivet")
    assert second.inputs()["les_skole"]["value"] == "skole"
    second.presses("Neste").presses("Før inn svaret")
    (body,) = consent_bodies(log, log.teacher)
    assert body["evidence"] == "Arkivet"


def test_a_giver_with_teams_is_told_that_an_answer_was_filed_for_them(team: Team):
    log = log_of(team)
    mother = signed_in(log, "Marte")
    on_paper(log, "Marte", **ticks())
    (told,) = mother.inbox()
    assert "er ført inn" in told
    assert "Emil" not in told
    assert "har sagt ja" in told.presses("Se samtykket")


def test_a_no_on_paper_destroys_the_draft(team: Team):
    log = log_of(team)
    back = begins(log, svar="nei")
    assert "slettet for godt" in back
    first, second = back.presses("Før inn svaret"), back.presses("Før inn svaret")
    assert "Utkastet er slettet" in first
    assert first.text == second.text
    unknown = log.teacher.opens("samtykke", logg="SL-ZZZZ").card
    assert log.teacher.opens("samtykke", logg=log.code).card == unknown


def test_a_withdrawal_aloud_holds_at_once(team: Team):
    log = active(team)
    form = begins(log, svar="trekker", metode="muntlig", bevis="Ringte meg 2. mars")
    sure = form.presses("Neste", tema_2_helsestasjon="helse")
    assert "Kan ikke lenger lese om: Helse og søvn" in sure
    sure.presses("Før inn svaret")
    body = consent_bodies(log, log.teacher)[-1]
    assert (body["type"], body["method"]) == ("samtykke_trukket", "muntlig")
    assert (body["recorded_by"], body["evidence"]) == (1, "Ringte meg 2. mars")
    assert "Helse og søvn" not in log.teacher.opens("samtykke", logg=log.code)


def test_the_same_filing_delivered_again_keeps_one_entry(team: Team):
    log = log_of(team)
    back = begins(log).presses("Neste", les_skole="skole")
    first, second = back.presses("Før inn"), back.presses("Før inn")
    assert first.text == second.text
    assert len(consent_bodies(log, log.teacher)) == 1


def test_only_one_service_is_asked_about_when_one_is_named(team: Team):
    log = active(team)
    form = log.teacher.opens("samtykke_papir", logg=log.code, tjeneste="bup")
    asked = form.presses("Neste", giver="4.2", svar="ja", bevis="Elevmappa")
    assert {"les_bup", "skriv_bup"} <= set(asked.inputs())
    assert "les_skole" not in asked.inputs()


WRONG = {
    "no proof": ({"bevis": ""}, "bevis"),
    "proof too long": ({"bevis": "x" * 201}, "bevis"),
    "a giver who is none": ({"giver": "9.2"}, "giver"),
    "the stafettholder": ({"giver": "1.2"}, "giver"),
    "the father about the mother": ({"giver": "4.3"}, "giver"),
    "a child who does not answer": ({"giver": "2.2"}, "giver"),
    "an answer that is none": ({"svar": "kanskje"}, "svar"),
    "a way that is none": ({"metode": "digitalt"}, "metode"),
    "a language that is none": ({"sprak": "<script>"}, "sprak"),
}


@pytest.mark.parametrize(("typed", "field"), WRONG.values(), ids=WRONG)
def test_a_wrong_field_comes_back_with_one_sentence(team: Team, typed: dict[str, Any], field: str):
    log = log_of(team)
    again = begins(log, **typed)
    assert again.inputs()[field]["value"] == typed[field]
    items = again.card["body"][-1]["items"]
    at = next(i for i, one in enumerate(items) if one.get("id") == field)
    assert items[at + 1]["color"] == "Attention"
    assert sum(one.get("color") == "Attention" for one in items) == 1
    assert consent_bodies(log, log.teacher) == []


def test_only_the_stafettholder_files(team: Team):
    log = active(team)
    for other in (log.nurse, log.mother):
        assert "andre som gjør" in other.opens("samtykke_papir", logg=log.code)
        answer = other.sends("samtykke_papir", "neste", logg=log.code, giver="4.2", svar="nei")
        assert "andre som gjør" in answer


def test_a_stafettholder_who_is_a_parent_does_not_file_their_own_answer(team: Team):
    log = log_of(team)
    form = log.teacher.opens("samtykke_papir", logg=log.code)
    assert any(one["title"] == "Marte" for one in form.inputs()["giver"]["choices"])
    also(log, "Marte", log.teacher)
    form = log.teacher.opens("samtykke_papir", logg=log.code)
    assert not any("Marte" in one["title"] for one in form.inputs()["giver"]["choices"])
    again = form.presses("Neste", giver="3.2", svar="ja", bevis="Elevmappa")
    assert "Velg en av mulighetene." in again


def test_the_draft_of_another_log_files_nothing(team: Team):
    kari = team.worker("Kari Lærer", "skole")
    log, other = opened(team, kari), opened(team, kari)
    mine = begins(log).presses("Neste", les_skole="skole")
    theirs = begins(other).presses("Neste", les_skole="skole")
    data = [
        next(a for a in seen.actions() if a["title"].startswith("Før inn"))["data"]
        for seen in (mine, theirs)
    ]
    sent = {k: v for k, v in data[0].items() if k not in ("dialog", "steg")}
    answer = kari.sends("samtykke_papir", "lagre", **(sent | {"utkast": data[1]["utkast"]}))
    assert "for gammelt" in answer
    assert ledger(log).permits == ()


def test_a_code_and_a_paper_lead_to_the_same_consent(team: Team):
    log = log_of(team)
    mother = connected(log)
    says_yes(mother, log.code, **ticks())
    on_paper(log, "Jonas", **ticks())
    by_giver = {
        giver: {(p.service, p.category, p.right) for p in ledger(log).permits if p.giver == giver}
        for giver in (3, 4)
    }
    assert by_giver[3] == by_giver[4]
