"""The log's room in Teams, as each may see it."""

from collections.abc import Iterable
from typing import Any

import pytest

from bot.rooms.roster import settle
from bot.rooms.turns import is_gone
from storage import logs, people, room_people, rooms
from storage.rooms import RoomRow, RoomState
from tests.support.consents import inside_log
from tests.support.looking import received
from tests.support.story import Active, active
from tests.support.team import TENANT, Seen, Someone, Team


def given_a_room(log: Active, state: RoomState = RoomState.KLAR) -> None:
    texts = ("delt", TENANT, "team", "19:rom@thread.tacv2", "")

    def keep(unit: Any, logg: str) -> None:
        rooms.keep(unit, RoomRow(logg, *texts, state, "", "", "", unit.now))

    inside_log(log, keep)


def inside(log: Active, people: Iterable[Someone]) -> None:
    """Let a room's roster be read with these in it."""
    accounts = [(one.tenant, one.subject) for one in people]
    inside_log(log, lambda unit, logg: settle(unit, logg, accounts))


def room(log: Active) -> RoomRow:
    return inside_log(log, rooms.of)


def opens(who: Someone, log: Active) -> Seen:
    return who.opens("rom", logg=log.code)


def test_a_log_without_a_room_says_so_to_everybody(team: Team):
    log = active(team)
    for who in (log.teacher, log.nurse, log.mother):
        seen = opens(who, log)
        assert "ikke noe rom i Teams" in seen
        assert seen.buttons() == []


def test_helpers_see_who_is_there_and_who_is_told_in_their_own_chat(team: Team):
    log = active(team)
    given_a_room(log)
    inside(log, [log.nurse])
    seen = opens(log.teacher, log)
    name = f"Stafett {log.code.removeprefix('SL-')}"
    assert f"Rommet heter «{name}»" in seen
    there, _, elsewhere = seen.text.partition("Ikke i rommet")
    assert ("Nora Dahl" in there, "Kari Lærer" in there) == (True, False)
    assert "Kari Lærer" in elsewhere


def test_the_family_sees_no_names(team: Team):
    log = active(team)
    given_a_room(log)
    inside(log, [log.nurse, log.teacher])
    seen = opens(log.mother, log)
    for name in ("Nora", "Kari", "Dahl"):
        assert name not in seen


def test_a_mother_joins_and_leaves_and_is_told_what_it_means(team: Team):
    log = active(team)
    given_a_room(log)
    seen = opens(log.mother, log)
    assert "Alle som er i rommet, ser det som skrives" in seen
    assert "slippes inn" in seen.presses("Bli med i rommet")
    assert inside_log(log, room_people.belonging).wanted >= {person_of(log, log.mother)}
    assert "slippes inn så snart" in opens(log.mother, log)
    inside(log, [log.teacher, log.nurse, log.mother])
    assert "Du er med i rommet" in opens(log.mother, log)
    told = received(log.nurse, "Noen fra familien er med i rommet")
    assert "Marte" not in told
    line = "Noen fra familien er med i rommet og kan se"
    assert line in log.nurse.opens("du_er_her", logg=log.code)
    assert line not in log.mother.opens("du_er_her", logg=log.code)
    card = team.database.do(
        lambda unit: team.router.room_card(unit, logg_of(unit, log), "hjem", {})
    )
    assert card
    assert line in str(card.card)
    assert "tas ut" in opens(log.mother, log).presses("Gå ut av rommet")
    assert person_of(log, log.mother) in inside_log(log, room_people.belonging).out
    assert "Bli med i rommet" in opens(log.mother, log).buttons()


def logg_of(unit: Any, log: Active) -> str:
    found = logs.by_code(unit, log.code)
    assert found
    return found


def person_of(log: Active, who: Someone) -> str:
    found = log.team.database.do(lambda unit: people.find(unit, who.tenant, who.subject))
    assert found
    return found.id


def test_a_guardian_of_one_who_decides_alone_is_not_offered_a_place(team: Team):
    log = active(team)
    decides_alone = rooms.LOGG.update().values(rule="ungdom")
    team.database.do(lambda unit: unit.db.execute(decides_alone))
    given_a_room(log)
    seen = opens(log.mother, log)
    assert seen.buttons() == []
    assert "Rommet er for hjelperne" in seen
    refused = log.mother.sends("rom", "bli_med", logg=log.code, nonce="x")
    assert "slippes inn" not in refused
    assert inside_log(log, room_people.wishes) == {}


def test_the_stafettholder_learns_of_a_stranger_by_name_where_one_may_be_said(team: Team):
    log = active(team)
    given_a_room(log)
    bo, tor = team.worker("Bo Vik", "nav"), team.somebody("Tor Vik")
    inside(log, [log.teacher, log.nurse, bo, tor])
    assert room(log).state is RoomState.STANSET
    told = received(log.teacher, "Rommet er stanset")
    assert "Vik" not in told
    seen = told.presses("Se rommet")
    assert "Bo Vik og noen som ikke er med i loggen" in seen
    assert "Ta dem ut av kanalen" in seen
    other = opens(log.nurse, log)
    assert "Stafettholderen har fått beskjed" in other
    assert "Bo Vik" not in other
    assert other.buttons() == []
    inside(log, [log.teacher, log.nurse])
    assert "Se rommet" in received(log.teacher, "Rommet er i bruk igjen").buttons()


def test_somebody_who_is_only_invited_is_a_stranger_until_they_have_answered(team: Team):
    log = active(team)
    given_a_room(log)
    bo = team.worker("Bo Skole", "skole")
    form = log.teacher.opens("inviter", logg=log.code).presses("Neste", tjeneste="skole")
    form.presses("Inviter", hvem=bo.person)
    inside(log, [log.teacher, bo])
    assert "Bo Skole" in opens(log.teacher, log)
    bo.inbox()[-1].presses("Se").presses("Ja")
    inside(log, [log.teacher, bo])
    assert room(log).state is RoomState.KLAR


def test_looking_again_is_the_stafettholders(team: Team):
    log = active(team)
    given_a_room(log)
    assert "Vi ser etter" in opens(log.teacher, log).presses("Se etter på nytt")
    refused = log.nurse.sends("rom", "se", logg=log.code, nonce="x")
    assert "Dette er det andre som gjør" in refused


@pytest.mark.parametrize("way", ["card", "dialog"])
def test_a_room_that_is_gone_is_made_anew_only_by_the_stafettholder(team: Team, way: str):
    log = active(team)
    given_a_room(log)
    inside_log(log, is_gone)
    told = received(log.teacher, "Rommet er borte")
    assert log.nurse.inbox() == [] or "Rommet er borte" not in log.nurse.inbox()[-1]
    assert "Lag nytt rom" not in opens(log.nurse, log).buttons()
    seen = told if way == "card" else opens(log.teacher, log)
    assert "Et nytt rom blir laget" in seen.presses("Lag nytt rom")
    assert (room(log).state, room(log).number) == (RoomState.LAGES, 2)
    assert "Et nytt rom blir laget" in told.presses("Lag nytt rom")  # twice is once
    assert room(log).number == 2
    assert "blir laget nå" in opens(log.teacher, log)
    refused = log.nurse.sends("rom", "nytt", logg=log.code)
    assert "Dette er det andre som gjør" in refused


def test_what_is_told_of_a_room_is_not_said_when_it_is_no_longer_so(team: Team):
    log = active(team)
    given_a_room(log)
    tor = team.somebody("Tor Vik")
    inside(log, [log.teacher, tor])
    inside(log, [log.teacher])
    words = [card.text for card in log.teacher.inbox()]
    assert not any("Rommet er stanset" in said for said in words)


def test_the_command_is_answered_with_a_card_that_opens_it(team: Team):
    log = active(team)
    given_a_room(log)
    seen = log.nurse.writes("rom")
    assert "Rommet i Teams" in seen
    assert "Rommet heter" in seen.presses("Åpne")
