"""Reading one entry, thanking, and answering in place."""

import pytest

from tests.support.story import Active, active, writes
from tests.support.team import Team

TEXT = "Han kom presis hver dag."


@pytest.fixture
def log(team: Team) -> Active:
    made = active(team)
    writes(made.teacher, made.code, TEXT, "skole")
    return made


def test_the_posted_card_holds_nothing_of_what_was_written(log: Active):
    card = log.nurse.inbox()[-1]
    for secret in (TEXT, "Emil", "Kari", "Skole", "skole", "Oppdatering"):
        assert secret not in card


def test_the_mother_reads_and_thanks_once(log: Active):
    opened = log.mother.inbox()[-1].presses("Les")
    assert "Takk fra Marte" in opened.presses("Takk")
    again = log.mother.inbox()[-1].presses("Les")
    assert "Takk" not in again.buttons()
    assert "takk fra Marte" in log.teacher.opens("logg", logg=log.code)


def test_the_nurse_reads_and_thanks_in_place(log: Active):
    here = log.nurse.inbox()[-1].refreshed()
    assert TEXT in here
    assert "Takk fra Nora Dahl" in here.presses("Takk")


def test_the_mother_answers_in_one_line_in_place(log: Active):
    here = log.mother.inbox()[-1].refreshed()
    assert "Så fint!" in here.presses("Send svar", svar="Så fint!")
    assert "Så fint!" in log.teacher.inbox()[-1].refreshed()


def test_the_same_answer_pressed_twice_stands_once(log: Active):
    here = log.mother.inbox()[-1].refreshed()
    for _ in range(2):
        answered = here.presses("Send svar", svar="Så fint!")
    assert answered.text.count("Så fint!") == 1


def test_a_service_that_may_only_read_cannot_answer(log: Active):
    assert "Send svar" not in log.nurse.inbox()[-1].refreshed().buttons()
    seq = log.nurse.inbox()[-1].actions()[0]["data"]["seq"]
    answer = log.nurse.sends("innslag", "svar", logg=log.code, seq=seq, svar="Likevel")
    assert "Samtykket dekker ikke dette" in answer
    assert "Likevel" not in log.mother.opens("innslag", logg=log.code, seq=seq)


def test_an_answer_tells_the_writer(log: Active):
    comment = log.mother.inbox()[-1].presses("Les").presses("Kommenter")
    comment.presses("Send", tekst="Han gledet seg.")
    assert "Han gledet seg." in log.teacher.inbox()[-1].presses("Les")


def test_a_number_that_is_not_there_and_one_that_is_hidden_answer_the_same(log: Active):
    writes(log.nurse, log.code, "Bare for helse.", "helse")
    seq = log.mother.inbox()[-1].actions()[0]["data"]["seq"]
    hidden = log.teacher.opens("innslag", logg=log.code, seq=seq)
    missing = log.teacher.opens("innslag", logg=log.code, seq=9999)
    assert hidden.card == missing.card
    in_place = log.teacher.sends("innslag", "vis", logg=log.code, seq=seq)
    nowhere = log.teacher.sends("innslag", "vis", logg=log.code, seq=9999)
    assert in_place.text == nowhere.text


def test_after_the_mother_withdraws_the_open_card_falls_back_and_the_old_buttons_refuse(
    log: Active,
):
    card = log.nurse.inbox()[-1]
    here = card.refreshed()
    assert TEXT in here
    form = log.mother.opens("trekk_samtykke", logg=log.code)
    form.presses("Neste", tema_2_helsestasjon="skole").presses("Trekk tilbake")
    assert TEXT not in card.refreshed()
    assert TEXT not in here.refreshed()
    for button in ("Takk", "Åpne"):
        assert TEXT not in here.presses(button)
    assert TEXT not in log.nurse.opens("logg", logg=log.code)
    assert TEXT in log.teacher.opens("logg", logg=log.code)
