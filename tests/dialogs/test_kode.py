"""Using a one-time code."""

import asyncio
import dataclasses
import re
import time

from bot.call import COMMAND, Call, Kind, Place, Who
from storage import erasures, logs, tables
from tests.support.looking import received, rows
from tests.support.story import Opened, opened
from tests.support.team import OTHER_TENANT, Someone, Team


def draft(team: Team) -> Opened:
    return opened(team, team.worker("Kari Lærer", "skole"))


def new_code(log: Opened) -> str:
    said = log.teacher.opens("deltakere", logg=log.code).presses("Ny kode").text
    found = re.search(r"\b[0-9A-Z]{4}-[0-9A-Z]{4}\b", said)
    assert found
    return found[0]


def test_a_code_in_the_chat_connects_and_shows_the_way_to_the_consent(team: Team):
    log = draft(team)
    mother = team.somebody("Marte Berg")
    told = mother.writes("kode", new_code(log))
    assert "Du er koblet til loggen" in told
    assert "Emil" not in told
    assert "Emil" in told.presses("Se samtykket")


def test_a_code_is_read_as_it_was_meant(team: Team):
    log = draft(team)
    code = new_code(log).replace("0", "o").replace("1", "l").replace("-", " ").lower()
    assert "Du er koblet" in team.somebody("Marte Berg").writes("kode", f" {code}\n")


def test_a_code_in_the_form_connects(team: Team):
    log = draft(team)
    form = team.somebody("Marte Berg").opens("kode")
    done = form.presses("Koble", kode=new_code(log))
    assert "Du er koblet til loggen" in done
    assert "Emil" in done.presses("Se samtykket")


def test_without_a_code_the_command_answers_with_the_way_to_the_form(team: Team):
    card = team.somebody("Marte Berg").writes("kode")
    assert "Koden du har fått" in card.presses("Åpne")


def test_she_is_spoken_to_in_the_language_of_her_teams(team: Team):
    log = draft(team)
    mother = team.somebody("Marte Berg", locale="nn-NO")
    mother.writes("kode", new_code(log))
    assert "nn" in {row[1] for row in rows(team, tables.Person)}


def test_a_wrong_a_used_an_old_and_ones_own_code_are_answered_alike(team: Team):
    log = draft(team)
    used = new_code(log)
    team.somebody("Marte Berg").writes("kode", used)
    other = opened(team, log.teacher)
    own = new_code(other)
    third = opened(team, log.teacher)
    old = new_code(third)
    answers = [
        team.somebody("Bo").writes("kode", "7KQ2-M4PD"),
        team.somebody("Bo").writes("kode", used),
        team.somebody("Bo").writes("kode", "kode " * 30),
        log.teacher.writes("kode", own),
    ]
    team.clock.move(days=team.policy.samtykke.kode_dager, minutes=1)
    answers.append(team.somebody("Bo").writes("kode", old))
    assert len({str(answer.card) for answer in answers}) == 1
    assert "Koden virker ikke" in answers[0]


def test_the_stafettholder_cannot_become_the_mother(team: Team):
    log = draft(team)
    code = new_code(log)
    assert "virker ikke" in log.teacher.writes("kode", code)
    assert "Du er koblet" in team.somebody("Marte Berg").writes("kode", code)


def test_after_five_wrong_codes_the_right_one_waits_an_hour(team: Team):
    log = draft(team)
    code, mother = new_code(log), team.somebody("Marte Berg")
    for no in range(5):
        assert "virker ikke" in mother.writes("kode", f"0000-000{no}")
    assert "virker ikke" in mother.writes("kode", code)
    team.clock.move(hours=1, minutes=1)
    assert "Du er koblet" in mother.writes("kode", code)


def test_wrong_codes_of_the_form_count_too(team: Team):
    log = draft(team)
    code, mother = new_code(log), team.somebody("Marte Berg")
    form = mother.opens("kode")
    for no in range(5):
        form = form.presses("Koble", kode=f"0000-000{no}")
        assert form.inputs()["kode"]["value"] == f"0000-000{no}"
    assert "virker ikke" in form.presses("Koble", kode=code)


def test_the_same_delivery_twice_connects_once_and_says_the_same(team: Team):
    log = draft(team)
    mother, code = team.somebody("Marte Berg"), new_code(log)
    form = mother.opens("kode")
    first, again = form.presses("Koble", kode=code), form.presses("Koble", kode=code)
    assert first.card == again.card
    assert rows(team, tables.Attempt) == []


def test_somebody_with_the_same_id_in_another_tenant_is_somebody_else(team: Team):
    log = draft(team)
    mother = team.somebody("Marte Berg")
    mother.writes("kode", new_code(log))
    twin = dataclasses.replace(mother, tenant=OTHER_TENANT)
    assert "Vi finner ikke dette" in twin.opens("samtykke", logg=log.code)


def test_somebody_who_works_too_keeps_their_work_and_gains_the_log(team: Team):
    log = draft(team)
    marte = team.worker("Marte Berg", "nav")
    assert "Du er koblet" in marte.writes("kode", new_code(log))
    assert log.code in marte.opens("mine_logger")
    assert "Skal vi opprette logg?" in marte.opens("ny_logg")


def test_the_code_of_a_draft_that_was_refused_opens_nothing(team: Team):
    log = draft(team)
    code = new_code(log)

    def discard(unit: object) -> None:
        logg = logs.by_code(unit, log.code)  # pyright: ignore[reportArgumentType]
        assert logg
        erasures.discard_log(unit, logg)  # pyright: ignore[reportArgumentType]

    team.database.do(discard)
    assert "virker ikke" in team.somebody("Marte Berg").writes("kode", code)


def test_in_a_room_no_code_is_taken(team: Team):
    log = draft(team)
    code, mother = new_code(log), team.somebody("Marte Berg")
    in_room(mother, code)
    assert "Dette gjør du i din egen chat" in received(mother, "chat")
    assert "Du er koblet" in mother.writes("kode", code)


def in_room(who: Someone, code: str) -> None:
    sender = Who(who.tenant, who.subject, who.name, who.locale)
    room = Place(False, "19:rom@thread.tacv2", who.tenant, "http://127.0.0.1:1/")
    data = {"tekst": code}
    call = Call(
        sender, room, Kind.MELDING, "kode", COMMAND, "room|1", time.monotonic(), "test", data
    )
    asyncio.run(who.team.router.answer(call))
