"""Who is on the log, codes for the family, and leaving."""

import re

import pytest

from storage import tables
from tests.support.looking import entries, received, rows
from tests.support.story import Active, Opened, active, connected, opened
from tests.support.team import Seen, Someone, Team

CODE = re.compile(r"\b[0-9A-Z]{4}-[0-9A-Z]{4}\b")


def code_on(seen: Seen) -> str:
    found = CODE.search(seen.text)
    assert found, seen.text
    return found[0]


def draft(team: Team) -> Opened:
    return opened(team, team.worker("Kari Lærer", "skole"))


def test_the_roster_names_helpers_in_full_and_the_family_by_first_name(team: Team):
    log = active(team)
    for who in (log.teacher, log.nurse, log.mother):
        roster = who.opens("deltakere", logg=log.code)
        for said in ("Kari Lærer", "Skolen", "Nora Dahl", "Helsestasjonen", "Emil", "mor", "far"):
            assert said in roster
        assert "Berg" not in roster
        assert roster.text.count("Stafettholder") == 1


def test_somebody_invited_is_marked_until_they_answer(team: Team):
    log = active(team)
    bo = team.worker("Bo Skole", "skole")
    invites(log, bo)
    assert "Har ikke svart ennå" in log.mother.opens("deltakere", logg=log.code)
    bo.inbox()[-1].presses("Se").presses("Ja")
    assert "Har ikke svart ennå" not in log.mother.opens("deltakere", logg=log.code)


def invites(log: Active, someone: Someone) -> None:
    form = log.teacher.opens("inviter", logg=log.code).presses("Neste", tjeneste="skole")
    form.presses("Inviter", hvem=someone.person)


def test_only_the_stafettholder_sees_code_buttons_and_only_for_digital_family(team: Team):
    log = draft(team)
    assert "Ny kode til Marte" in log.teacher.opens("deltakere", logg=log.code).buttons()
    assert "Ny kode til Jonas" not in log.teacher.opens("deltakere", logg=log.code).buttons()
    mother = connected(log)
    assert log.teacher.opens("deltakere", logg=log.code).buttons() == []
    assert mother.opens("deltakere", logg=log.code).buttons() == []


def test_a_code_is_shown_once_and_the_same_delivery_makes_no_other(team: Team):
    log = draft(team)
    action = next(
        one
        for one in log.teacher.opens("deltakere", logg=log.code).actions()
        if one["title"].startswith("Ny kode")
    )
    first = log.teacher.acts(action, {})
    before = rows(team, tables.Invitation)
    again = log.teacher.acts(action, {})
    assert code_on(first)
    assert "Koden er laget" in again
    assert not CODE.search(again.text)
    assert rows(team, tables.Invitation) == before


def test_a_code_is_kept_nowhere_as_it_is_said(team: Team):
    log = draft(team)
    code = code_on(log.teacher.opens("deltakere", logg=log.code).presses("Ny kode"))
    for table in (tables.Invitation, tables.Receipt, tables.Job, tables.Draft):
        assert code not in str(rows(team, table))
        assert code.replace("-", "") not in str(rows(team, table))


def test_a_new_code_puts_the_one_before_out_of_use(team: Team):
    log = draft(team)
    roster = log.teacher.opens("deltakere", logg=log.code)
    old = code_on(roster.presses("Ny kode"))
    new = code_on(log.teacher.opens("deltakere", logg=log.code).presses("Ny kode"))
    mother = team.somebody("Marte Berg")
    assert "virker ikke" in mother.writes("kode", old)
    assert "Du er koblet" in mother.writes("kode", new)


@pytest.mark.parametrize("no", ["1", "2", "4", "99", "-3", "3 ", "", "tre"])
def test_codes_are_made_for_none_but_those_who_wait_for_one(team: Team, no: str):
    log = draft(team)
    form = log.teacher.opens("deltakere", logg=log.code)
    action = next(one for one in form.actions() if one["title"].startswith("Ny kode"))
    answer = log.teacher.acts({**action, "data": {**action["data"], "deltaker": no}}, {})
    if no == "3 ":  # the mother's own number, with a space that means nothing
        assert code_on(answer)
    else:
        assert not CODE.search(answer.text)
        assert rows(team, tables.Invitation) == []


def test_a_helper_who_is_not_the_stafettholder_makes_no_codes(team: Team):
    log = active(team)
    answer = log.nurse.sends("deltakere", "kode", logg=log.code, deltaker="3", nonce="x")
    assert "Dette er det andre som gjør" in answer


def test_a_helper_leaves_and_sees_nothing_afterwards(team: Team):
    log = active(team)
    sure = log.nurse.opens("deltakere", logg=log.code).presses("Gå ut av loggen")
    assert "Du ser ikke lenger noe i loggen" in sure
    assert "Du er ute av loggen" in sure.presses("Ja, gå ut", grunn="Bytter jobb")
    assert "Vi finner ikke dette" in log.nurse.opens("logg", logg=log.code)
    assert "Nora" not in log.mother.opens("deltakere", logg=log.code)


def test_the_stafettholder_is_told_that_somebody_left_and_not_who(team: Team):
    log = active(team)
    log.nurse.opens("deltakere", logg=log.code).presses("Gå ut").presses("Ja", grunn="Syk")
    told = received(log.teacher, "Noen har gått ut av loggen")
    for hidden in ("Nora", "Emil", "Syk", "Helse"):
        assert hidden not in told
    assert "Kari Lærer" in told.presses("Se deltakere")


def test_leaving_twice_by_one_delivery_is_one_entry(team: Team):
    log = active(team)
    sure = log.nurse.opens("deltakere", logg=log.code).presses("Gå ut")
    first = sure.presses("Ja, gå ut")
    count = entries(team, log.code)
    assert sure.presses("Ja, gå ut").answer == first.answer
    assert entries(team, log.code) == count


def test_staying_keeps_everything(team: Team):
    log = active(team)
    back = log.nurse.opens("deltakere", logg=log.code).presses("Gå ut").presses("Nei, bli")
    assert "Nora Dahl" in back


@pytest.mark.parametrize("who", ["teacher", "mother"])
def test_the_stafettholder_and_the_family_do_not_leave_this_way(team: Team, who: str):
    log = active(team)
    someone: Someone = getattr(log, who)
    assert "Gå ut av loggen" not in someone.opens("deltakere", logg=log.code).buttons()
    assert "Dette er det andre som gjør" in someone.sends("deltakere", "ut", logg=log.code)
    count = entries(team, log.code)
    someone.sends("deltakere", "ga_ut", logg=log.code, nonce="x")
    assert entries(team, log.code) == count


def test_a_reason_that_is_too_long_comes_back_as_typed(team: Team):
    log = active(team)
    sure = log.nurse.opens("deltakere", logg=log.code).presses("Gå ut")
    again = sure.presses("Ja, gå ut", grunn="x" * 201)
    assert again.inputs()["grunn"]["value"] == "x" * 201
    assert "for lang" in again
    assert "Nora Dahl" in log.nurse.opens("deltakere", logg=log.code)
