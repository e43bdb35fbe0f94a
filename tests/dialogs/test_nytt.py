"""What is new in the room: who reads it there, and what nobody there may learn."""

import json
from datetime import timedelta

import pytest

from tests.support.story import Active, active, joins, opened, writes
from tests.support.team import Room, Seen, Someone, Team

TEXT = "Han kom presis hver dag."
SLEEP = "Han sover igjen om natta."


@pytest.fixture
def log(team: Team) -> Active:
    return active(team)


@pytest.fixture
def room(log: Active) -> Room:
    return log.team.room(log.code, log.teacher, log.nurse)


def newest(room: Room, who: Someone) -> Seen:
    return room.seen_by(who)[-1]


def test_the_nurse_reads_in_the_room_and_thanks_there(log: Active, room: Room):
    writes(log.teacher, log.code, TEXT, "skole")
    posted = newest(room, log.nurse)
    assert "Nytt i loggen" in posted
    here = posted.refreshed()
    assert TEXT in here
    assert "Takk fra Nora Dahl" in here.presses("Takk")
    assert "takk fra Nora Dahl" in log.teacher.opens("logg", logg=log.code)


def test_the_posted_card_tells_nothing_but_that_something_is_new(log: Active, room: Room):
    writes(log.teacher, log.code, TEXT, "skole")
    said = json.dumps(newest(room, log.nurse).card, ensure_ascii=False)
    for secret in (TEXT, "Emil", "Kari", "Nora", "skole", "Skole", "ppdatering"):
        assert secret not in said


def test_helpers_are_told_once_in_the_room_and_the_family_in_their_own_chat(
    log: Active, room: Room
):
    before = len(log.nurse.inbox())
    writes(log.teacher, log.code, TEXT, "skole")
    assert TEXT in log.mother.inbox()[-1].refreshed()
    assert len(log.nurse.inbox()) == before
    assert len(room.seen_by(log.nurse)) == 1


def test_what_is_not_for_the_teacher_stays_as_it_is_and_its_button_says_so_kindly(
    log: Active, room: Room
):
    ppt = log.team.worker("Per Aamodt", "helsestasjon")
    joins(log, ppt, "helsestasjon")
    room.people.append(ppt)
    writes(log.nurse, log.code, SLEEP, "helse")
    assert SLEEP in newest(room, ppt).refreshed()
    posted = newest(room, log.teacher)
    assert SLEEP not in posted.refreshed()
    assert posted.refreshed().card == posted.card
    said = posted.presses("Les")
    assert "ikke noe nytt som er delt med deg" in said
    assert SLEEP not in said


def test_what_comes_within_an_hour_shares_one_card(log: Active, room: Room):
    writes(log.teacher, log.code, TEXT, "skole")
    log.team.deliver()
    log.team.clock.move(minutes=50)
    writes(log.teacher, log.code, "Og han lo.", "skole")
    assert len(room.seen_by(log.nurse)) == 1
    assert "2 nye innslag" in newest(room, log.nurse)
    here = newest(room, log.nurse).refreshed()
    assert TEXT in here
    assert "Og han lo." in here
    log.team.clock.move(minutes=50)
    writes(log.teacher, log.code, "Enda mer.", "skole")
    assert len(room.seen_by(log.nurse)) == 2


def test_each_of_several_entries_is_answered_in_its_own_line(log: Active, room: Room):
    for text in (TEXT, "Og han lo."):
        writes(log.teacher, log.code, text, "skole")
    log.nurse.inbox()
    mine = newest(room, log.teacher).refreshed()
    answers = [name for name in mine.inputs() if name.startswith("svar_")]
    assert len(answers) == 2
    sends = [a for a in mine.actions() if a.get("title") == "Send svar"]
    here = mine.by.acts(sends[0], {answers[0]: "Så fint!", answers[1]: ""})
    assert "Så fint!" in here
    opened = log.teacher.opens("innslag", logg=log.code, seq=sends[0]["data"]["seq"])
    assert "Så fint!" in opened
    assert TEXT in opened


def test_the_same_answer_sent_twice_stands_once_and_an_empty_one_not_at_all(
    log: Active, room: Room
):
    writes(log.teacher, log.code, TEXT, "skole")
    mine = newest(room, log.teacher).refreshed()
    [field] = [name for name in mine.inputs() if name.startswith("svar_")]
    send = next(a for a in mine.actions() if a.get("title") == "Send svar")
    mine.by.acts(send, {field: ""})
    mine.by.acts(send, {field: "Så fint!"})
    mine.by.acts(send, {field: "Så fint!"})
    opened = log.teacher.opens("innslag", logg=log.code, seq=send["data"]["seq"])
    assert opened.text.count("Så fint!") == 1


def test_a_room_with_a_stranger_in_it_gets_nothing_and_readers_are_told_alone(
    log: Active, room: Room
):
    room.open = False
    writes(log.teacher, log.code, TEXT, "skole")
    assert room.seen_by(log.nurse) == []
    assert TEXT in log.nurse.inbox()[-1].refreshed()


def test_a_helper_who_is_not_in_the_room_is_told_in_their_own_chat(log: Active, room: Room):
    other = log.team.worker("Siri", "helsestasjon")
    joins(log, other, "helsestasjon")
    writes(log.teacher, log.code, TEXT, "skole")
    assert len(room.seen_by(log.nurse)) == 1
    assert TEXT in other.inbox()[-1].refreshed()


def test_what_is_taken_back_leaves_the_card(log: Active, room: Room):
    writes(log.teacher, log.code, TEXT, "skole")
    log.nurse.inbox()
    seq = next(
        a["data"]["seq"]
        for a in newest(room, log.nurse).refreshed().actions()
        if "seq" in a.get("data", {})
    )
    log.teacher.opens("feilfort", logg=log.code, seq=seq).presses("Skjul innslaget")
    assert TEXT not in newest(room, log.nurse)
    assert "Nytt i loggen" not in newest(room, log.nurse)


def test_a_card_of_another_log_shows_nothing_of_it(log: Active, room: Room):
    writes(log.teacher, log.code, TEXT, "skole")
    kort = newest(room, log.nurse).card["refresh"]["action"]["data"]["kort"]
    other = opened(log.team, log.team.worker("Lise Lærer", "skole"))
    answer = other.teacher.opens("nytt", logg=other.code, kort=kort)
    assert TEXT not in answer
    assert "ikke noe nytt" in answer
    stranger = log.team.worker("Tor", "skole")
    assert "Vi finner ikke dette" in stranger.opens("nytt", logg=log.code, kort=kort)


def test_an_hour_is_an_hour_on_the_clock(log: Active, room: Room):
    writes(log.teacher, log.code, TEXT, "skole")
    log.team.deliver()
    log.team.clock.move(seconds=timedelta(hours=1).total_seconds() + 1)
    writes(log.teacher, log.code, "Enda mer.", "skole")
    assert len(room.seen_by(log.nurse)) == 2
