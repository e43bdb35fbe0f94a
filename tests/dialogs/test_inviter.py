"""Inviting a service, which needs consent first."""

from typing import Any

import pytest

from storage import logs, tables
from tests.support.looking import entries, received, rows, takes_back
from tests.support.story import Active, active, opened
from tests.support.team import Seen, Someone, Team


def services(form: Seen) -> list[str]:
    return [choice["value"] for choice in form.inputs()["tjeneste"]["choices"]]


def people(form: Seen) -> list[str]:
    return [choice["title"] for choice in form.inputs()["hvem"]["choices"]]


def asked(log: Active, service: str) -> Seen:
    return log.teacher.opens("inviter", logg=log.code).presses("Neste", tjeneste=service)


def test_only_services_with_everybodys_consent_can_be_invited(team: Team):
    log = active(team)
    form = log.teacher.opens("inviter", logg=log.code)
    assert services(form) == ["skole", "helsestasjon"]
    ask = form.presses("Spør om flere tjenester").presses("Nei")
    offered = {choice["value"] for choice in ask.inputs()["tjeneste"]["choices"]}
    assert set(team.policy.services) <= offered


def test_a_service_that_the_family_was_asked_about_waits_for_its_consent(team: Team):
    log = active(team)
    log.mother.opens("trekk_samtykke", logg=log.code).presses(
        "Neste", tema_2_helsestasjon="skole,helse,trivsel"
    ).presses("Trekk tilbake")
    form = log.teacher.opens("inviter", logg=log.code)
    assert services(form) == ["skole"]
    first = [one for one in form.actions() if one["title"] == "Be om samtykke først"]
    assert [one["data"]["tjeneste"] for one in first] == ["helsestasjon"]


def test_those_on_the_log_already_are_not_offered_again(team: Team):
    log = active(team)
    team.worker("Nina Hansen", "helsestasjon")
    assert people(asked(log, "helsestasjon")) == ["Nina Hansen"]
    assert "ingen flere å invitere" in asked(log, "skole")


def test_somebody_invited_is_told_by_code_alone(team: Team):
    log = active(team)
    nina = team.worker("Nina Hansen", "helsestasjon")
    done = asked(log, "helsestasjon").presses("Inviter", hvem=nina.person)
    assert "Invitasjonen er sendt" in done
    assert "Nina Hansen" in done
    told = nina.inbox()[-1]
    assert log.code in told
    for hidden in ("Emil", "Kari", "Helsestasjon", "Skole"):
        assert hidden not in told


def test_the_same_delivery_twice_invites_once(team: Team):
    log = active(team)
    nina = team.worker("Nina Hansen", "helsestasjon")
    form = asked(log, "helsestasjon")
    first = form.presses("Inviter", hvem=nina.person)
    count = entries(team, log.code)
    assert form.presses("Inviter", hvem=nina.person).card["body"] == first.card["body"]
    assert entries(team, log.code) == count
    assert len(nina.inbox()) == 1


def hostile(log: Active, team: Team) -> dict[str, str]:
    return {
        "on_the_log": log.nurse.person,
        "oneself": log.teacher.person,
        "another_service": team.worker("Pia PPT", "ppt").person,
        "no_service": team.worker("Per Privat").person,
        "nobody": "0" * 32,
        "right_to_left": "\u202eנינה",
    }


@pytest.mark.parametrize(
    "who",
    ["on_the_log", "oneself", "another_service", "no_service", "nobody", "right_to_left"],
)
def test_nobody_but_a_free_member_of_the_service_is_invited(team: Team, who: str):
    log = active(team)
    team.worker("Nina Hansen", "helsestasjon")
    form, count = asked(log, "helsestasjon"), entries(team, log.code)
    again = form.presses("Inviter", hvem=hostile(log, team)[who])
    assert "hvem" in again.inputs()
    assert "Attention" in str(again.card)
    assert entries(team, log.code) == count


@pytest.mark.parametrize("service", ["nav", "familien", "", "finnes_ikke", "x" * 65])
def test_a_service_without_consent_is_refused_however_it_is_sent(team: Team, service: str):
    log = active(team)
    worker = team.worker("Nils NAV", "nav")
    team.worker("Nina Hansen", "helsestasjon")
    again = asked(log, service)
    assert "tjeneste" in again.inputs()
    count = entries(team, log.code)
    form = asked(log, "helsestasjon")
    send = next(one for one in form.actions() if one["title"] == "Inviter")
    data = {**send["data"], "tjeneste": service, "hvem": worker.person}
    log.teacher.acts({**send, "data": data}, {})
    assert entries(team, log.code) == count


def test_a_consent_that_is_taken_back_counts_from_the_very_next_press(team: Team):
    log = active(team)
    nina = team.worker("Nina Hansen", "helsestasjon")
    form = asked(log, "helsestasjon")
    takes_back(log.mother, log.code, "helsestasjon")
    taken = entries(team, log.code)
    again = form.presses("Inviter", hvem=nina.person)
    assert "gjelder ikke lenger" in again
    assert services(again) == ["skole"]
    assert entries(team, log.code) == taken
    assert nina.inbox() == []


def test_a_draft_cannot_invite_anybody(team: Team):
    log = opened(team, team.worker("Kari Lærer", "skole"))
    assert "ikke åpen" in log.teacher.opens("inviter", logg=log.code)
    assert "Inviter en tjeneste" not in log.teacher.opens("deltakere", logg=log.code).buttons()


@pytest.mark.parametrize("who", ["nurse", "mother"])
def test_only_the_stafettholder_invites(team: Team, who: str):
    log = active(team)
    someone: Someone = getattr(log, who)
    assert "Dette er det andre som gjør" in someone.opens("inviter", logg=log.code)


def test_somebody_who_left_can_be_invited_again_and_keeps_their_number(team: Team):
    log = active(team)
    before = number(team, log, log.nurse)
    log.nurse.opens("deltakere", logg=log.code).presses("Gå ut").presses("Ja, gå ut")
    asked(log, "helsestasjon").presses("Inviter", hvem=log.nurse.person)
    received(log.nurse, "Du er spurt").presses("Se").presses("Ja")
    assert number(team, log, log.nurse) == before
    assert len(rows(team, tables.Participant)) == 5


def number(team: Team, log: Active, who: Someone) -> int:
    def find(unit: Any) -> int:
        logg = logs.by_code(unit, log.code)
        viewer = logs.viewer(unit, logg, who.person) if logg else None
        assert viewer
        return viewer.participant

    return team.database.do(find)
