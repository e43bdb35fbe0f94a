"""Answering an invitation: nothing of the person before a yes."""

from datetime import date

import pytest

from storage import memberships, tables
from tests.support.looking import entries, received, rows, takes_back
from tests.support.story import Active, Opened, active, connected, consents, on_paper, opened, ticks
from tests.support.team import Seen, Someone, Team


def invited(log: Active, name: str = "Nina Hansen") -> Someone:
    """Let the teacher invite one more nurse."""
    someone = log.team.worker(name, "helsestasjon")
    asks(log, someone)
    return someone


def asks(log: Opened, someone: Someone) -> None:
    form = log.teacher.opens("inviter", logg=log.code).presses("Neste", tjeneste="helsestasjon")
    form.presses("Inviter", hvem=someone.person)


def another(team: Team) -> Opened:
    """Bring a second log, of another teacher, to where it runs."""
    log = opened(team, team.worker("Tor Lærer", "skole"))
    consents(connected(log), log.code, **ticks())
    on_paper(log, **ticks())
    return log


def question(log: Active, someone: Someone) -> Seen:
    return someone.opens("invitasjon", logg=log.code)


def test_the_question_says_who_asks_and_what_the_consent_covers(team: Team):
    log = active(team)
    asked = question(log, invited(log))
    for said in (log.code, "Kari Lærer, skolen", "helsestasjonen", "Helse og søvn", "Trivsel"):
        assert said in asked


def test_nothing_of_the_person_is_said_before_a_yes(team: Team):
    log = active(team)
    nina = invited(log)
    seen = [nina.inbox()[-1], question(log, nina), nina.opens("mine_logger"), nina.writes("hjelp")]
    seen += [nina.opens(name, logg=log.code) for name in ("logg", "deltakere", "merkelapp")]
    seen.append(question(log, nina).presses("Nei"))
    for one in seen:
        for hidden in ("Emil", "Marte", "Jonas", "Berg", "Nora"):
            assert hidden not in one


def test_with_two_invitations_the_choice_between_them_names_nobody(team: Team):
    first = active(team)
    nina = invited(first)
    second = another(team)
    asks(second, nina)
    choice = nina.opens("invitasjon")
    titles = {one["title"] for one in choice.inputs()["logg"]["choices"]}
    assert titles == {first.code, second.code}


def test_after_a_yes_they_know_whom_it_is_about_and_take_part(team: Team):
    log = active(team)
    nina = invited(log)
    joined = question(log, nina).presses("Ja")
    assert "Logg: Emil" in joined
    assert "Nina Hansen" in log.mother.opens("deltakere", logg=log.code)
    assert "Tidslinje" in nina.opens("mine_logger").buttons()
    assert "Logg" in joined.presses("Se loggen")


def test_a_yes_and_a_no_are_told_to_the_stafettholder_in_the_same_words(team: Team):
    log = active(team)
    question(log, invited(log)).presses("Ja")
    yes = received(log.teacher, "Noen har svart")
    question(log, invited(log, "Per Olsen")).presses("Nei").presses("Send nei", grunn="For travelt")
    no = received(log.teacher, "Noen har svart")
    assert yes.card == no.card
    assert "For travelt" not in no


def test_after_a_no_the_log_is_not_there(team: Team):
    log = active(team)
    nina = invited(log)
    answer = question(log, nina).presses("Nei").presses("Send nei")
    assert "takket nei" in answer
    assert "Vi finner ikke dette" in question(log, nina)
    assert "Du er ikke med i noen logg" in nina.opens("mine_logger")
    assert "Nina" not in log.mother.opens("deltakere", logg=log.code)


def test_the_same_yes_twice_is_one_entry(team: Team):
    log = active(team)
    asked = question(log, invited(log))
    first = asked.presses("Ja")
    count = entries(team, log.code)
    assert asked.presses("Ja").text == first.text
    assert entries(team, log.code) == count


def test_an_invitation_is_answered_once(team: Team):
    log = active(team)
    nina = invited(log)
    yes, no = question(log, nina), question(log, nina).presses("Nei")
    yes.presses("Ja")
    assert "Vi finner ikke dette" in no.presses("Send nei")
    assert "Nina Hansen" in log.mother.opens("deltakere", logg=log.code)


def test_when_the_consent_is_taken_back_a_yes_is_not_taken(team: Team):
    log = active(team)
    nina = invited(log)
    asked = question(log, nina)
    takes_back(log.mother, log.code, "helsestasjon")
    count = entries(team, log.code)
    again = asked.presses("Ja")
    assert "gjelder ikke lenger" in again
    assert again.buttons() == ["Nei"]
    assert "Emil" not in again
    assert entries(team, log.code) == count


def test_whoever_has_left_the_service_cannot_say_yes_for_it(team: Team):
    log = active(team)
    nina = invited(log)
    asked = question(log, nina)
    day = date(2026, 3, 1)
    team.database.do(lambda unit: memberships.leave(unit, nina.person, "helsestasjon", day))
    assert "gjelder ikke lenger" in asked.presses("Ja")
    assert "Emil" not in question(log, nina)


def test_the_posted_card_is_not_drawn_once_it_is_answered(team: Team):
    log = active(team)
    nina = invited(log)
    question(log, nina).presses("Ja")
    assert nina.inbox() == []


@pytest.mark.parametrize("who", ["teacher", "mother", "nurse"])
def test_whoever_is_not_invited_finds_no_invitation(team: Team, who: str):
    log = active(team)
    someone: Someone = getattr(log, who)
    assert "Vi finner ikke dette" in someone.opens("invitasjon", logg=log.code)
    assert "Vi finner ikke dette" in someone.sends("invitasjon", "ja", logg=log.code, nonce="x")


def test_a_nonce_of_another_log_is_not_taken(team: Team):
    log, other = active(team), another(team)
    nina = invited(log)
    asks(other, nina)
    yes = next(one for one in question(log, nina).actions() if one["title"].startswith("Ja"))
    nina.acts({**yes, "data": {**yes["data"], "logg": other.code}}, {})
    states = {row[6] for row in rows(team, tables.Participant) if row[2] == nina.person}
    assert states == {"invitert"}


def test_a_reason_with_control_characters_comes_back(team: Team):
    log = active(team)
    form = question(log, invited(log)).presses("Nei")
    again = form.presses("Send nei", grunn="Travelt\u0007")
    assert "usynlige tegn" in again
    assert "Takket" not in again
