"""Giving consent in one's own chat, changing it, and saying no."""

from typing import Any

from bot import upkeep
from domain.codes import LogState
from storage import erasures, jobs, logs
from storage.unit import Unit
from tests.support import consents
from tests.support.consents import consent_bodies, ledger, named, signed_in, state
from tests.support.story import active, joins, opened, ticks, writes
from tests.support.story import consents as says_yes
from tests.support.team import Someone, Team


def kari_of(team: Team) -> Someone:
    return team.worker("Kari Lærer", "skole")


def test_the_form_says_six_things_first_and_nothing_is_ticked(team: Team):
    log = opened(team, kari_of(team))
    form = signed_in(log, "Marte").opens("samtykke", logg=log.code)
    for said in ("Hvorfor", "Hva", "Med hvem", "Fra hvem", "kommunen", "Trekke tilbake"):
        assert said in form
    assert "Du får hjelp uansett" in form
    assert "Hvem kan lese og skrive om Emil?" in form
    held = {name: field.get("value") for name, field in form.inputs().items()}
    assert held.pop("til") == "2027-03-02"
    assert set(held.values()) <= {"", "false"}
    assert set(held) == {
        "les_skole",
        "skriv_skole",
        "les_helsestasjon",
        "skriv_helsestasjon",
        "alt",
    }


def test_the_answers_are_read_back_in_three_lines_before_the_yes(team: Team):
    log = opened(team, kari_of(team))
    mother = signed_in(log, "Marte")
    back = mother.opens("samtykke", logg=log.code).presses("Neste", **ticks())
    lines = [one["text"] for one in back.card["body"] if one.get("text", "").startswith("**")]
    assert len(lines) == 3
    assert "Kan lese" in lines[0]
    assert "Kan skrive" in lines[1]
    assert "2. mars 2027" in lines[2]
    assert consent_bodies(log, log.teacher) == []


def test_both_parents_must_have_said_yes_before_anything_opens(team: Team):
    log = opened(team, kari_of(team))
    mother, father = signed_in(log, "Marte"), signed_in(log, "Jonas")
    says_yes(mother, log.code, **ticks())
    assert state(log) is LogState.UTKAST
    waiting = log.teacher.opens("samtykke", logg=log.code)
    assert "Kan lese om" not in waiting
    assert "har ikke svart" in waiting
    assert "Loggen er åpnet" not in log.teacher.inbox()[-1]
    answer = father.opens("samtykke", logg=log.code).presses("Neste", **ticks())
    assert "Loggen er åpen." in answer.presses("Ja, jeg samtykker")
    assert state(log) is LogState.AKTIV
    assert any("Loggen er åpnet" in seen for seen in log.teacher.inbox())


def test_only_what_both_said_yes_to_holds(team: Team):
    log = opened(team, kari_of(team))
    mother, father = signed_in(log, "Marte"), signed_in(log, "Jonas")
    says_yes(mother, log.code, les_skole="skole,trivsel", skriv_skole="skole")
    says_yes(father, log.code, les_skole="trivsel,helse", les_helsestasjon="helse")
    seen = log.teacher.opens("samtykke", logg=log.code)
    assert "Kan lese om: Trivsel og følelser" in seen
    assert "Skole og læring" not in seen
    assert "Helsestasjonen" not in seen
    assert "Kan skrive om" not in seen


def test_a_service_with_nothing_ticked_gets_nothing(team: Team):
    log = opened(team, kari_of(team))
    says_yes(signed_in(log, "Marte"), log.code, les_skole="skole")
    (body,) = consent_bodies(log, log.teacher)
    assert body["service"] == "skole"
    assert body["method"] == "digitalt"
    assert body["language"] == "nb"
    assert body["text_version"] == "2026-1"
    assert body["ages"] == {"rule": "barn", "until": "2029-05-04", "then": "barn_hort"}


def test_the_posted_cards_say_a_code_and_no_name(team: Team):
    log = opened(team, kari_of(team))
    mother, father = signed_in(log, "Marte"), signed_in(log, "Jonas")
    says_yes(mother, log.code, **ticks())
    says_yes(father, log.code, **ticks())
    log.teacher.opens("be_om_samtykke", logg=log.code).presses("Nei").presses(
        "Be om samtykke", tjeneste="bup"
    )
    posted = [*log.teacher.inbox(), *mother.inbox(), *father.inbox()]
    assert len(posted) >= 5
    for seen in posted:
        assert log.code in seen
        for name in ("Emil", "Marte", "Jonas", "BUP", "Skolen"):
            assert name not in seen


def test_what_was_ticked_is_there_when_the_form_is_opened_again(team: Team):
    log = opened(team, kari_of(team))
    mother = signed_in(log, "Marte")
    back = mother.opens("samtykke", logg=log.code).presses("Neste", les_skole="skole")
    assert back.presses("Endre svarene").inputs()["les_skole"]["value"] == "skole"
    again = mother.opens("samtykke", logg=log.code)
    assert again.inputs()["les_skole"]["value"] == "skole"
    other = again.presses("Neste", les_skole="trivsel")
    other.presses("Ja, jeg samtykker")
    (body,) = consent_bodies(log, log.teacher)
    assert [term["category"] for term in body["terms"]] == ["trivsel"]
    assert "for gammelt" in back.presses("Ja, jeg samtykker")


def test_a_no_asks_once_more_and_destroys_the_draft(team: Team):
    log = opened(team, kari_of(team))
    mother, father = signed_in(log, "Marte"), signed_in(log, "Jonas")
    says_yes(father, log.code, **ticks())
    sure = mother.opens("samtykke", logg=log.code).presses("Jeg sier nei")
    assert "slettet for godt" in sure
    assert "Du får hjelp uansett" in sure
    assert sure.presses("Tilbake").buttons() == ["Neste", "Jeg sier nei"]
    first, second = sure.presses("Ja, jeg sier nei"), sure.presses("Ja, jeg sier nei")
    assert "Utkastet er slettet" in first
    assert first.text == second.text
    unknown = log.teacher.opens("logg", logg="SL-ZZZZ").card
    for someone in (log.teacher, mother, father):
        assert someone.opens("logg", logg=log.code).card == unknown
        assert someone.opens("samtykke", logg=log.code).card == unknown
    told = log.teacher.inbox()[-1]
    assert "Loggen ble ikke åpnet" in told
    assert "Marte" not in told
    assert told.buttons() == []


def test_a_no_to_one_service_leaves_the_rest(team: Team):
    log = active(team)
    father = signed_in(log, "Jonas")
    asked = father.opens("samtykke", logg=log.code, tjeneste="bup")
    assert set(asked.inputs()) >= {"les_bup", "skriv_bup"}
    assert "les_skole" not in asked.inputs()
    sure = asked.presses("Jeg sier nei")
    assert "BUP får ikke være med" in sure
    sure.presses("Ja, jeg sier nei")
    assert state(log) is LogState.AKTIV
    assert consent_bodies(log, log.teacher)[-1]["service"] == "bup"
    assert "Kan lese om" in log.teacher.opens("samtykke", logg=log.code)


def test_what_was_written_before_is_offered_once_there_is_something(team: Team):
    log = active(team)
    assert "tidligere" not in log.mother.opens("samtykke", logg=log.code, endre="ja").inputs()
    writes(log.teacher, log.code, "Han kom hver dag.", "skole")
    adviser = team.worker("Per Rådgiver", "ppt")
    father = signed_in(log, "Jonas")
    for parent, before in ((log.mother, "true"), (father, "true")):
        says_yes_to_ppt(parent, log.code, before)
    joins(log, adviser, "ppt")
    assert "Han kom hver dag." in adviser.opens("logg", logg=log.code)


def says_yes_to_ppt(parent: Someone, code: str, before: str) -> None:
    form = parent.opens("samtykke", logg=code, tjeneste="ppt")
    form.presses("Neste", les_ppt="skole", tidligere=before).presses("Ja, jeg samtykker")


def test_without_that_tick_a_new_service_reads_from_today(team: Team, clock: Any):
    log = active(team)
    writes(log.teacher, log.code, "Han kom hver dag.", "skole")
    adviser, father = team.worker("Per Rådgiver", "ppt"), signed_in(log, "Jonas")
    clock.move(minutes=1)
    says_yes_to_ppt(log.mother, log.code, "true")
    says_yes_to_ppt(father, log.code, "false")
    joins(log, adviser, "ppt")
    assert "Han kom hver dag." not in adviser.opens("logg", logg=log.code)


def test_changing_one_service_says_what_stands_and_leaves_the_others(team: Team):
    log = active(team)
    form = log.mother.opens("samtykke", logg=log.code).presses("Endre")
    assert "Dette har du sagt ja til før" in form
    assert "Jeg sier nei" not in form.buttons()
    assert form.inputs()["les_skole"]["value"] == ""
    form.presses("Neste", les_skole="trivsel").presses("Ja, jeg samtykker")
    seen = log.teacher.opens("samtykke", logg=log.code)
    assert "Kan lese om: Skole og læring, Helse og søvn, Trivsel og følelser" in seen
    assert "mangler samtykke" in log.teacher.opens("oppdatering", logg=log.code)


def test_a_parent_consents_about_themself_and_the_family_is_asked_for_too(team: Team):
    log = active(team)
    own = log.mother.opens("samtykke", logg=log.code).presses("Samtykk om deg selv")
    assert "Hvem kan lese og skrive om deg?" in own
    assert "les_familien" in own.inputs()
    assert "skriv_familien" not in own.inputs()
    own.presses("Neste", les_familien="hjem", les_skole="hjem").presses("Ja, jeg samtykker")
    about = {(one.giver, one.about, one.service) for one in ledger(log).permits}
    me = named(log, "Marte").no
    assert {(me, me, "familien"), (me, me, "skole")} <= about
    assert "Om Marte" in log.teacher.opens("samtykke", logg=log.code)
    assert "Om Marte" not in signed_in(log, "Jonas").opens("samtykke", logg=log.code)


def test_a_sixteen_year_old_answers_alone_and_chooses_what_the_family_reads(team: Team):
    kari = kari_of(team)
    form = kari.opens("ny_logg").presses("Ja", kriterier="snakket")
    form = form.presses("Neste", fornavn="Ida", fodt="2010-01-01", tjeneste="skole")
    done = form.presses("Opprett", tjenester="skole", teams_selv="true")
    log = consents.opened_from(team, kari, done)
    ida = signed_in(log, "Ida")
    asked = ida.opens("samtykke", logg=log.code)
    assert "rundt deg" in asked
    assert {"les_skole", "skriv_skole", "les_familien"} <= set(asked.inputs())
    asked.presses("Neste", les_skole="skole", les_familien="fritid").presses("Ja, jeg samtykker")
    assert state(log) is LogState.AKTIV


def test_at_fifteen_the_young_person_and_both_parents_are_asked(team: Team):
    log = opened(team, kari_of(team), born="2011-01-01")
    for name in ("Marte", "Emil"):
        says_yes(signed_in(log, name), log.code, **ticks())
        assert state(log) is LogState.UTKAST
    says_yes(signed_in(log, "Jonas"), log.code, **ticks())
    assert state(log) is LogState.AKTIV


def test_another_helper_sees_what_holds_but_not_who_said_no(team: Team):
    log = active(team)
    log.mother.opens("trekk_samtykke", logg=log.code).presses("Trekk alt").presses("Trekk tilbake")
    assert "har trukket samtykket" in log.teacher.opens("samtykke", logg=log.code)
    seen = log.nurse.opens("samtykke", logg=log.code)
    assert "har ikke samtykket" in seen
    assert "trukket" not in seen
    assert seen.buttons() == []


def test_a_stranger_gets_what_a_log_that_does_not_exist_gives(team: Team):
    log = opened(team, kari_of(team))
    stranger = team.worker("Bo Barnevern", "barnevern")
    for dialog in ("samtykke", "trekk_samtykke", "samtykke_papir", "be_om_samtykke"):
        real = stranger.opens(dialog, logg=log.code)
        assert real.card == stranger.opens(dialog, logg="SL-ZZZZ").card


def test_a_draft_that_nobody_answers_is_gone_after_thirty_days(team: Team, clock: Any):
    log = opened(team, kari_of(team))
    mother = signed_in(log, "Marte")
    clock.move(days=30)
    assert upkeep.discard_drafts(team.database) == 0
    clock.move(days=1)
    assert upkeep.discard_drafts(team.database) == 1
    unknown = mother.opens("samtykke", logg="SL-ZZZZ").card
    for someone in (mother, log.teacher):
        assert someone.opens("samtykke", logg=log.code).card == unknown


def test_a_yes_delivered_again_when_the_draft_is_gone_is_answered_and_changes_nothing(team: Team):
    log = opened(team, kari_of(team))
    mother, father = signed_in(log, "Marte"), signed_in(log, "Jonas")
    back = father.opens("samtykke", logg=log.code).presses("Neste", les_skole="skole")
    assert "Takk" in back.presses("Ja, jeg samtykker")
    mother.opens("samtykke", logg=log.code).presses("Jeg sier nei").presses("Ja, jeg sier nei")
    again = back.presses("Ja, jeg samtykker")
    assert "Takk" in again
    assert "Loggen" not in again


def test_a_question_about_a_draft_that_is_gone_is_not_sent(team: Team):
    log = opened(team, kari_of(team))
    mother = signed_in(log, "Marte")

    def asked_and_discarded(unit: Unit) -> None:
        logg = logs.by_code(unit, log.code) or ""
        said = {"person": mother.person, "dialog": "samtykke", "notice": "be", "logg": logg}
        said |= {"ids": {}}
        jobs.add(unit, "varsel", "be", said)
        erasures.discard_log(unit, logg)

    team.database.do(asked_and_discarded)
    assert mother.inbox() == []
