"""Writing an update, and who reads it."""

from tests.support.story import active, connected, consents, joins, on_paper, opened, ticks, writes
from tests.support.team import Team

TEXT = "Han kom presis hver dag."


def test_the_nurse_reads_what_her_service_has_consent_for_and_the_stranger_nothing(team: Team):
    log = active(team)
    writes(log.teacher, log.code, TEXT, "skole")
    assert TEXT in log.nurse.inbox()[-1].presses("Les")
    assert TEXT in log.nurse.opens("logg", logg=log.code)
    assert TEXT in log.mother.opens("logg", logg=log.code)
    stranger = team.worker("Bo Barnevern", "barnevern")
    assert TEXT not in stranger.opens("logg", logg=log.code)
    assert stranger.inbox() == []


def test_what_the_nurse_may_not_read_is_not_there_and_leaves_no_gap(team: Team):
    log = active(team)
    writes(log.teacher, log.code, "Om trivsel.", "trivsel")
    writes(log.nurse, log.code, "Bare for helse.", "helse")
    writes(log.nurse, log.code, "Trivsel igjen.", "trivsel")
    seen = log.teacher.opens("logg", logg=log.code)
    assert "Bare for helse." not in seen
    assert "1 · Oppdatering" in seen
    assert "2 · Oppdatering" in seen
    assert "3 · Oppdatering" not in seen
    assert "3 · Oppdatering" in log.mother.opens("logg", logg=log.code)


def test_before_sending_each_topic_says_who_will_read_it(team: Team):
    log = active(team)
    form = log.teacher.opens("oppdatering", logg=log.code)
    titles = {c["value"]: c["title"] for c in form.inputs()["tema"]["choices"]}
    assert "familien og helsestasjonen" in titles["skole"]
    assert "mangler samtykke" in titles["fritid"]


def test_without_consent_the_text_waits_as_a_draft_and_nothing_is_in_the_log(team: Team):
    log = active(team)
    form = log.teacher.opens("oppdatering", logg=log.code)
    answer = form.presses("Legg i loggen", tekst=TEXT, tema="fritid")
    assert "Vi mangler samtykke" in answer
    assert TEXT not in log.mother.opens("logg", logg=log.code)
    again = answer.presses("Velg et annet tema")
    assert again.inputs()["tekst"]["value"] == TEXT
    assert "Det står i loggen nå" in again.presses("Legg i loggen", tema="skole")


def test_if_others_will_read_it_than_was_said_the_form_comes_back_once(team: Team):
    teacher, nurse = team.worker("Kari Lærer", "skole"), team.worker("Nora Dahl", "helsestasjon")
    log = opened(team, teacher)
    consents(connected(log), log.code, **ticks())
    on_paper(log, **ticks())
    form = teacher.opens("oppdatering", logg=log.code)
    joins(log, nurse, "helsestasjon")
    again = form.presses("Legg i loggen", tekst=TEXT, tema="skole")
    assert "Nå leses dette av familien og helsestasjonen" in again
    assert again.inputs()["tekst"]["value"] == TEXT
    assert "Det står i loggen nå" in again.presses("Legg i loggen")


def test_what_is_about_the_father_too_waits_for_his_own_consent(team: Team):
    log = active(team)
    form = log.teacher.opens("oppdatering", logg=log.code)
    father = next(c["value"] for c in form.inputs()["om"]["choices"] if c["title"] == "Jonas")
    answer = form.presses("Legg i loggen", tekst=TEXT, tema="skole", om=father)
    assert "ikke samtykket" in answer
    assert TEXT not in log.nurse.opens("logg", logg=log.code)


def test_a_text_kept_as_a_draft_can_be_sent_when_the_father_is_unticked(team: Team):
    log = active(team)
    form = log.teacher.opens("oppdatering", logg=log.code)
    father = next(c["value"] for c in form.inputs()["om"]["choices"] if c["title"] == "Jonas")
    answer = form.presses("Legg i loggen", tekst=TEXT, tema="skole", om=father)
    again = answer.presses("Endre teksten")
    assert again.inputs()["om"]["value"] == father
    action = next(one for one in again.actions() if one["title"] == "Legg i loggen")
    held = {name: field["value"] for name, field in again.inputs().items() if name != "om"}
    back = log.teacher.acts(action, held)  # a client leaves out a choice where nothing is ticked
    assert "Nå leses dette av" in back
    assert back.inputs()["om"]["value"] == ""
    assert "Det står i loggen nå" in back.presses("Legg i loggen")


def test_what_is_about_somebody_outside_the_log_is_written_without_them(team: Team):
    log = active(team)
    form = log.teacher.opens("oppdatering", logg=log.code)
    again = form.presses("Legg i loggen", tekst=TEXT, tema="skole", om="andre")
    assert "uten å nevne" in again
    assert again.inputs()["tekst"]["value"] == TEXT


def test_the_same_delivery_twice_is_kept_once(team: Team):
    log = active(team)
    form = log.teacher.opens("oppdatering", logg=log.code)
    first = form.presses("Legg i loggen", tekst=TEXT, tema="skole")
    second = form.presses("Legg i loggen", tekst=TEXT, tema="skole")
    assert first.text == second.text
    assert log.mother.opens("logg", logg=log.code).text.count(TEXT) == 1


def test_a_form_corrected_after_an_error_is_a_new_try(team: Team):
    log = active(team)
    form = log.teacher.opens("oppdatering", logg=log.code)
    wrong = form.presses("Legg i loggen", tekst="x" * 4001, tema="skole")
    assert "for lang" in wrong
    assert "Det står i loggen nå" in wrong.presses("Legg i loggen", tekst=TEXT)


def test_emoji_and_right_to_left_letters_stay_and_control_characters_are_refused(team: Team):
    log = active(team)
    writes(log.mother, log.code, "שלום 🌞 مرحبا", "skole")
    assert "שלום 🌞 مرحبا" in log.teacher.opens("logg", logg=log.code)
    form = log.teacher.opens("oppdatering", logg=log.code)
    again = form.presses("Legg i loggen", tekst="Hei\u202e der", tema="skole")
    assert "usynlige tegn" in again
