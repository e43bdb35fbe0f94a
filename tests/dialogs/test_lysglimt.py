"""A lysglimt: one message, one click."""

from tests.support.clocks import StillClock
from tests.support.story import active
from tests.support.team import Team

TEXT = "han kom hver dag denne uka"


def test_one_message_and_one_click_put_a_lysglimt_in_the_log(team: Team):
    log = active(team)
    card = log.teacher.writes("lysglimt", TEXT)
    assert TEXT not in card
    mine = card.refreshed()
    assert TEXT in mine
    assert "leses av familien og helsestasjonen" in mine
    assert "Det står i loggen nå" in mine.presses("Legg i loggen")
    assert TEXT in log.nurse.inbox()[-1].refreshed()
    assert TEXT in log.mother.opens("logg", logg=log.code)


def test_a_second_click_changes_nothing(team: Team):
    log = active(team)
    mine = log.teacher.writes("lysglimt", TEXT).refreshed()
    mine.presses("Legg i loggen")
    mine.presses("Legg i loggen")
    assert log.mother.opens("logg", logg=log.code).text.count(TEXT) == 1


def test_another_person_cannot_open_the_waiting_text(team: Team):
    log = active(team)
    card = log.teacher.writes("lysglimt", TEXT)
    draft = card.card["refresh"]["action"]["data"]["utkast"]
    assert TEXT not in log.nurse.acts(card.card["refresh"]["action"], {})
    stolen = log.nurse.sends(
        "lysglimt", "legg", logg=log.code, utkast=draft, tema="helse", sett="x"
    )
    assert TEXT not in stolen
    assert TEXT not in log.mother.opens("logg", logg=log.code)


def test_the_text_can_be_changed_first_and_moved_to_another_topic(team: Team):
    log = active(team)
    form = log.teacher.writes("lysglimt", TEXT).refreshed().presses("Endre først")
    assert form.inputs()["tekst"]["value"] == TEXT
    form.presses("Legg i loggen", tekst="Han smilte.", tema="trivsel")
    assert "Han smilte." in log.mother.opens("logg", logg=log.code)


def test_the_family_writes_lysglimt_too(team: Team):
    log = active(team)
    log.mother.writes("lysglimt", "Han gledet seg til skolen.").refreshed().presses("Legg i loggen")
    assert "Han gledet seg til skolen." in log.teacher.opens("logg", logg=log.code)


def test_a_text_that_waits_too_long_is_gone(team: Team, clock: StillClock):
    log = active(team)
    card = log.teacher.writes("lysglimt", TEXT)
    clock.move(days=8)
    assert TEXT not in card.refreshed()


def test_the_word_alone_offers_the_form(team: Team):
    log = active(team)
    assert "Hva så du som var bra?" in log.teacher.writes("lysglimt").presses("Åpne")
