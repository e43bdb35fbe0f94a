"""Writing from the room: what has been read by all becomes a draft and a private word."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.call import COMMAND, Kind
from storage import jobs, logs, room_people
from tests.support.story import Active, active, joins, opened
from tests.support.team import OTHER_TENANT, TENANT, Room, Someone, Team

TEXT = "Han delte maten sin."


@pytest.fixture
def log(team: Team) -> Active:
    return active(team)


@pytest.fixture
def room(log: Active) -> Room:
    return log.team.room(log.code, log.teacher, log.nurse)


def said_in(room: Room, who: Someone, dialog: str, text: str = ""):
    """Write a command in the room; gives the jobs that answer it."""
    room.team.deliver()
    direct = who.at(room).call(Kind.MELDING, dialog, COMMAND, tekst=text)

    def waiting(unit):
        return [job for job in jobs.claim(unit, 9, timedelta(minutes=1)) if job.kind == "svar"]

    return direct, room.team.database.do(waiting)


def test_a_lysglimt_written_in_the_room_waits_as_a_draft_and_its_writer_is_told_alone(
    log: Active, room: Room
):
    direct, [job] = said_in(room, log.teacher, "lysglimt", TEXT)
    assert not direct.answer.card
    assert not direct.answer.text
    parcel = room.team.database.do(lambda unit: room.team.router.parcel(unit, job))
    assert parcel.recipient == f"29:{log.teacher.subject}"
    assert parcel.conversation.startswith(room.channel)
    assert "Dette kan alle i kanalen lese" in str(parcel.card)
    assert TEXT not in str(parcel.card)
    button = next(a for a in parcel.card["actions"] if a["type"] == "Action.Submit")
    form = log.teacher.at(room).acts(button, {})
    assert form.inputs()["tekst"]["value"] == TEXT
    assert "Slett den når teksten står i loggen" in form
    assert "Det står i loggen nå" in form.presses("Legg i loggen", tema="skole")


def test_nobody_else_gets_at_the_draft(log: Active, room: Room):
    _, [job] = said_in(room, log.teacher, "lysglimt", TEXT)
    form = log.nurse.opens("lysglimt", logg=log.code, utkast=job.ids["ids"]["utkast"])
    assert TEXT not in form


def test_the_plus_in_a_room_writes_in_that_rooms_log(log: Active, room: Room):
    opened(log.team, log.teacher)
    form = log.teacher.at(room).opens("lysglimt")
    assert log.code in form
    assert "Det står i loggen nå" in form.presses("Legg i loggen", tekst=TEXT, tema="skole")


def test_a_message_that_is_put_in_the_log_is_to_be_deleted(log: Active, room: Room):
    form = log.teacher.at(room).opens("oppdatering", tekst=TEXT)
    assert form.inputs()["tekst"]["value"] == TEXT
    assert "Slett den når teksten står i loggen" in form


def test_a_report_of_concern_gets_no_answer_in_a_room_and_leaves_nothing(log: Active, room: Room):
    direct, found = said_in(room, log.teacher, "bekymringsmelding")
    assert not direct.answer.card
    assert not direct.answer.text
    assert found == []


def test_a_command_in_a_room_is_answered_to_the_asker_with_the_rooms_log(log: Active, room: Room):
    _, [job] = said_in(room, log.nurse, "logg")
    parcel = room.team.database.do(lambda unit: room.team.router.parcel(unit, job))
    assert parcel.recipient == f"29:{log.nurse.subject}"
    assert parcel.card["actions"][0]["data"]["logg"] == log.code


def test_a_stranger_in_the_room_learns_nothing_of_its_log(log: Active, room: Room):
    tor = log.team.somebody("Tor Vik")
    for dialog in ("logg", "oppdatering", "deltakere", "nytt", "du_er_her"):
        answer = tor.at(room).opens(dialog)
        for secret in (log.code, "Emil", "Kari"):
            assert secret not in answer
    worker = log.team.worker("Bjørn", "barnevern")
    assert "Vi finner ikke dette" in worker.at(room).opens("logg")
    _, found = said_in(room, worker, "logg")
    drawn = room.team.router.parcel
    parcels = [room.team.database.do(lambda unit, job=job: drawn(unit, job)) for job in found]
    assert all(log.code not in str(parcel) for parcel in parcels)
    assert all("Emil" not in str(parcel) for parcel in parcels)


def test_somebody_of_another_tenant_is_known_in_the_room_by_its_roster(log: Active, room: Room):
    per = log.team.worker("Per Aamodt", "helsestasjon", tenant=OTHER_TENANT)
    joins(log, per, "helsestasjon")
    there = replace(per.at(room), tenant=TENANT)  # Teams names the tenant that hosts the channel
    assert "Vi finner ikke dette" in there.opens("logg")

    def read_roster(unit):
        logg = logs.by_code(unit, log.code)
        room_people.keep_accounts(unit, logg, [(OTHER_TENANT, per.subject)])

    log.team.database.do(read_roster)
    assert log.code in there.opens("logg")
