"""My logs, and what waits for me."""

import json

from sqlalchemy import update

from storage import tables
from storage.core import table
from tests.support.looking import rows
from tests.support.story import Active, active, connected, consents, on_paper, opened, ticks
from tests.support.team import Someone, Team


def ask(log: Active, someone: Someone) -> None:
    form = log.teacher.opens("inviter", logg=log.code).presses("Neste", tjeneste="helsestasjon")
    form.presses("Inviter", hvem=someone.person)


def set_state(team: Team, code: str, state: str) -> None:
    of = table(tables.Logg)
    ended = update(of).where(of.c.code == code).values(state=state)
    team.database.do(lambda unit: unit.db.execute(ended) and None)


def test_the_command_is_answered_with_a_card_that_names_no_log(team: Team):
    log = active(team)
    card = log.teacher.writes("mine_logger")
    assert card.buttons() == ["Åpne"]
    for hidden in ("Emil", log.code):
        assert hidden not in card
    assert log.code in card.presses("Åpne")


def test_each_log_has_a_name_a_state_and_its_stafettholder(team: Team):
    log = active(team)
    mine = log.nurse.opens("mine_logger")
    for said in (f"Emil · {log.code}", "Åpen", "Stafettholder: Kari Lærer, skolen"):
        assert said in mine
    for title in ("Tidslinje", "Oppdatering", "Lysglimt", "Samtykke", "Deltakere", "Merkelapp"):
        assert title in mine.buttons()


def test_every_button_opens_what_it_says_for_that_log(team: Team):
    log = active(team)
    mine = log.nurse.opens("mine_logger")
    for title in ("Tidslinje", "Oppdatering", "Lysglimt", "Samtykke", "Deltakere", "Merkelapp"):
        assert "Det går ikke" not in mine.presses(title)


def test_a_merkelapp_stands_in_place_of_the_name(team: Team):
    log = active(team)
    log.nurse.opens("merkelapp", logg=log.code).presses("Lagre", merkelapp="4B bak")
    assert f"4B bak · {log.code}" in log.nurse.opens("mine_logger")
    assert "4B bak" not in log.teacher.opens("mine_logger")


def test_invitations_come_first_with_the_code_alone(team: Team):
    log = active(team)
    nina = team.worker("Nina Hansen", "helsestasjon", "skole")
    ask(log, nina)
    own = opened(team, nina)
    first, second = nina.opens("mine_logger").card["body"]
    assert log.code in json.dumps(first)
    assert "Emil" not in json.dumps(first)
    assert "Svar" in json.dumps(first)
    assert own.code in json.dumps(second)


def test_a_giver_is_told_that_the_consent_waits_until_it_is_answered(team: Team):
    log = opened(team, team.worker("Kari Lærer", "skole"))
    mother = connected(log)
    assert "Du er spurt om samtykke" in mother.opens("mine_logger")
    assert "Du er spurt om samtykke" not in log.teacher.opens("mine_logger")
    consents(mother, log.code, **ticks())
    assert "Du er spurt om samtykke" not in mother.opens("mine_logger")


def test_a_draft_log_opens_no_writing(team: Team):
    log = opened(team, team.worker("Kari Lærer", "skole"))
    mine = log.teacher.opens("mine_logger")
    assert "Venter på samtykke" in mine
    assert {"Oppdatering", "Lysglimt", "Tidslinje"}.isdisjoint(mine.buttons())


def test_a_text_of_mine_that_waits_can_be_gone_on_with_and_is_not_shown(team: Team):
    log = active(team)
    form = log.nurse.opens("oppdatering", logg=log.code)
    form.presses("Legg i loggen", tekst="Hemmelig tekst", tema="hjem")
    log.nurse.writes("lysglimt", "Enda en tekst")
    mine = log.nurse.opens("mine_logger")
    assert "tekst" not in mine
    again = mine.presses("Fortsett: Oppdatering")
    assert again.inputs()["tekst"]["value"] == "Hemmelig tekst"
    loose = mine.presses("Fortsett: Lysglimt")
    assert loose.inputs()["tekst"]["value"] == "Enda en tekst"
    assert "Fortsett" not in log.teacher.opens("mine_logger")


def test_a_log_that_has_ended_has_no_buttons(team: Team):
    log = active(team)
    set_state(team, log.code, "avsluttet")
    mine = log.nurse.opens("mine_logger")
    assert "Avsluttet" in mine
    assert mine.buttons() == []


def test_a_paused_log_can_be_read_and_not_written_in(team: Team):
    log = active(team)
    set_state(team, log.code, "hvilende")
    buttons = log.nurse.opens("mine_logger").buttons()
    assert "Tidslinje" in buttons
    assert "Oppdatering" not in buttons


def test_many_logs_come_in_pages_that_stay_small(team: Team):
    kari = team.worker("Kari Lærer", "skole")
    codes = {opened(team, kari).code for _ in range(8)}
    page, found, sizes = kari.opens("mine_logger"), set[str](), list[int]()
    while True:
        found |= {code for code in codes if code in page}
        sizes.append(len(json.dumps(page.card)))
        if "Vis flere" not in page.buttons():
            break
        page = page.presses("Vis flere")
    assert found == codes
    assert len(sizes) == 2
    assert max(sizes) < 25_000


def test_a_page_that_is_not_there_is_an_empty_one(team: Team):
    log = active(team)
    for start in ("-5", "999999999999999999999"):
        assert "Det går ikke" not in log.nurse.sends("mine_logger", "bla", fra=start)
    assert log.code in log.nurse.sends("mine_logger", "bla", fra="mange")


def test_somebody_with_no_logs_is_told_what_to_do(team: Team):
    assert "Du er ikke med i noen logg" in team.worker("Bo Bo", "nav").opens("mine_logger")


def test_a_stranger_has_no_logs_to_ask_for(team: Team):
    assert "Vi finner ikke dette" in team.somebody("Bo").opens("mine_logger")


def test_opening_my_logs_leaves_no_access_row_of_one_of_them(team: Team):
    log = active(team)
    before = rows(team, tables.Access)
    log.nurse.opens("mine_logger")
    assert rows(team, tables.Access) == before


def test_after_both_have_answered_the_log_is_open(team: Team):
    log = opened(team, team.worker("Kari Lærer", "skole"))
    consents(connected(log), log.code, **ticks())
    assert "Venter på samtykke" in log.teacher.opens("mine_logger")
    on_paper(log, **ticks())
    assert "Oppdatering" in log.teacher.opens("mine_logger").buttons()
