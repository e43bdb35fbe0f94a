"""What cards, rows, names and counts could tell somebody who pries, and do not."""

import json
import re
from datetime import date

import pytest

from bot.call import Kind
from storage import memberships, people, tables
from storage.unit import Unit
from tests.support import consents
from tests.support.consents import signed_in
from tests.support.looking import everything, rows
from tests.support.story import Active, active, joins, on_paper, opened, ticks, writes
from tests.support.story import consents as says_yes
from tests.support.team import Seen, Someone, Team, walk

TEXT = "Han sov hos bestemor i går."
UNKNOWN = "Vi finner ikke dette"


@pytest.fixture
def log(team: Team) -> Active:
    return active(team)


def seq_of(seen: Seen) -> int:
    return next(a["data"]["seq"] for a in seen.actions() if "seq" in a.get("data", {}))


# --- posted cards ---


def test_a_posted_card_names_no_service_and_no_topic_even_in_its_data(log: Active):
    form = log.teacher.opens("be_om_samtykke", logg=log.code, tjeneste="bup", tema="helse")
    form.presses("Nei").presses("Be om")
    told = log.mother.inbox()[-1]
    assert "Du er spurt om samtykke" in told
    written = json.dumps([told.answer.card, told.answer.title])
    for word in ("bup", "BUP", "helse"):
        assert word not in written
    assert "les_bup" in told.presses("Se hva").inputs()


def test_all_that_is_posted_in_a_story_is_codes_and_days(log: Active):
    writes(log.teacher, log.code, TEXT, "skole")
    writes(log.nurse, log.code, TEXT, "helse", "lysglimt")
    log.mother.opens("trekk_samtykke", logg=log.code).presses("Trekk alt").presses("Trekk tilbake")
    posted = [s for who in (log.teacher, log.nurse, log.mother) for s in who.inbox()]
    assert len(posted) > 6
    for seen in posted:
        said = json.dumps([seen.answer.card, seen.answer.title], ensure_ascii=False)
        for word in ("Emil", "Marte", "Jonas", "Kari", "Nora", "bestemor", "helsestasjon", "skole"):
            assert word.lower() not in said.lower(), said


# --- names ---


LINK = "[klikk](https://ond.example)"


def test_a_name_cannot_hold_a_link(team: Team):
    kari, nora = team.worker("Kari Lærer", "skole"), team.worker("Nora Dahl", "helsestasjon")
    form = kari.opens("ny_logg").presses("Ja", kriterier="snakket")
    form = form.presses("Neste", fornavn=LINK, fodt="2017-05-04", tjeneste="skole")
    done = form.presses(
        "Opprett",
        foresatt1=f"{LINK} Berg",
        relasjon1="mor",
        teams1="true",
        alene="true",
        tjenester="skole,helsestasjon",
    )
    found = re.search(r"SL-[0-9A-Z]{4,}", done.text)
    assert found
    code = found[0]
    seen = [form, done]
    roster = kari.opens("deltakere", logg=code)
    shown = roster.presses("Ny kode")
    given = re.search(r"\b[0-9A-Z]{4}-[0-9A-Z]{4}\b", shown.text)
    assert given
    mother = team.somebody("Marte Berg")
    mother.writes("kode", given[0])
    ask = mother.opens("samtykke", logg=code)
    back = ask.presses("Neste", **ticks())
    back.presses("Ja, jeg")
    seen += [roster, shown, ask, back]
    form = kari.opens("inviter", logg=code).presses("Neste", tjeneste="helsestasjon")
    form.presses("Inviter", hvem=nora.person)
    seen.append(nora.inbox()[-1].presses("Se").presses("Ja"))
    writes(mother, code, TEXT, "skole")
    writes(nora, code, TEXT, "helse")
    seq = seq_of(nora.opens("logg", logg=code))
    mother.opens("innslag", logg=code, seq=seq).presses("Takk")
    mother.opens("kommentar", logg=code, seq=seq).presses("Send", tekst="Bra.")
    for who in (kari, nora, mother):
        seen += [who.opens(name, logg=code) for name in ("logg", "oppdatering", "samtykke")]
        seen += [who.opens(name, logg=code) for name in ("deltakere", "merkelapp", "mine_logger")]
        seen += [who.opens("innslag", logg=code, seq=one) for one in (seq, seq - 1)]
        seen.append(who.sends("innslag", "vis", logg=code, seq=seq))
        seen.append(who.opens("logg", logg=code).presses("Bruk filter", vis="hendelser"))
    seen += [nora.opens("feilfort", logg=code, seq=seq), kari.writes("lysglimt", TEXT).refreshed()]
    seen.append(kari.opens("samtykke_papir", logg=code))
    seen.append(mother.opens("trekk_samtykke", logg=code))
    bad = [found for one in seen for found in links(one)]
    assert not bad, "\n".join(bad)


def links(seen: Seen) -> list[str]:
    """Give the texts that a client would draw as markdown with the link in it."""
    found: list[str] = []
    for node in walk(seen.answer.card or {}):
        if node.get("type") == "TextBlock" and LINK in str(node.get("text")):
            found.append(f"{seen.answer.title}: {node['text']}")
        if node.get("type") == "FactSet":
            facts = [one for one in node["facts"] if LINK in one["title"] + one["value"]]
            found.extend(f"{seen.answer.title}: {one}" for one in facts)
    return found


# --- rows ---


def test_an_access_row_holds_no_word_of_whoever_was_turned_away(log: Active):
    stranger = log.team.somebody("Frode Fremmed")
    word = "Emil blir slatt hjemme"
    stranger.sends(word, "apne", logg=log.code)
    log.nurse.sends(word, word, logg=log.code)
    log.nurse.sends("logg", word, logg=log.code)
    log.nurse.call(Kind.MELDING, word, word, logg=log.code)
    stranger.call(Kind.MELDING, word, word, logg=word)
    kept = str(everything(log.team))
    assert word[:8] not in kept
    assert "Frode" not in kept


# --- forging on opening a log ---


def test_a_child_too_young_to_consent_gets_no_code(team: Team):
    kari = team.worker("Kari Lærer", "skole")
    form = kari.opens("ny_logg").presses("Ja", kriterier="snakket")
    form = form.presses("Neste", fornavn="Emil", fodt="2017-05-04", tjeneste="skole")
    action = next(a for a in form.actions() if a["title"].startswith("Opprett"))
    typed = {"foresatt1": "Marte Berg", "relasjon1": "mor", "alene": "true", "tjenester": "skole"}
    done = kari.acts(action, typed | {"teams_selv": "true"})
    found = re.search(r"SL-[0-9A-Z]{4,}", done.text)
    assert found
    assert not any("Emil" in b for b in kari.opens("deltakere", logg=found[0]).buttons())


def test_a_log_is_opened_only_for_a_service_one_still_works_in(team: Team):
    kari = team.worker("Kari Lærer", "skole", "ppt")
    form = kari.opens("ny_logg").presses("Ja", kriterier="snakket")
    form = form.presses("Neste", fornavn="Emil", fodt="2017-05-04", tjeneste="ppt")

    def leave(unit: Unit) -> None:
        memberships.leave(unit, kari.person, "ppt", date(2026, 1, 2))

    team.database.do(leave)
    done = form.presses(
        "Opprett", foresatt1="Marte Berg", relasjon1="mor", alene="true", tjenester="skole"
    )
    assert "opprettet" not in done
    assert not rows(team, tables.Logg)


def test_after_a_no_nobody_of_the_family_is_known_by_name(team: Team):
    teacher = team.worker("Kari Lærer", "skole")
    log = opened(team, teacher)
    mother = signed_in(log, "Marte")
    mother.opens("samtykke", logg=log.code).presses("Jeg sier nei").presses("Ja, jeg sier nei")
    ids = [row[0] for row in rows(team, tables.Person)]
    names = team.database.do(lambda unit: people.names(unit, ids))
    assert list(names.values()) == ["Kari"]


# --- invitations, readers, old cards ---


def invited(log: Active, name: str, service: str) -> Someone:
    """Let the teacher ask somebody, who has not answered."""
    someone = log.team.worker(name, service)
    form = log.teacher.opens("inviter", logg=log.code).presses("Neste", tjeneste=service)
    form.presses("Inviter", hvem=someone.person)
    return someone


def test_whoever_is_only_invited_learns_nothing_of_whom_it_is_about(log: Active):
    ida = invited(log, "Ida Iversen", "helsestasjon")
    writes(log.teacher, log.code, TEXT, "skole")
    seq = seq_of(log.teacher.opens("logg", logg=log.code))
    seen = [ida.opens(name, logg=log.code) for name in ("logg", "deltakere", "samtykke")]
    seen += [ida.opens(name, logg=log.code) for name in ("merkelapp", "oppdatering", "lysglimt")]
    seen += [ida.opens("innslag", logg=log.code, seq=seq)]
    seen += [ida.sends("innslag", "vis", logg=log.code, seq=seq)]
    seen += [ida.opens(name) for name in ("mine_logger", "logg", "invitasjon", "lysglimt")]
    seen += [ida.writes("lysglimt", "Hun lo.").refreshed(), *ida.inbox()]
    for one in seen:
        said = f"{one.text} {one.answer.card}"
        for word in ("Emil", "Marte", "Jonas", "Nora", TEXT, "sov"):
            assert word not in said, one.answer.title


def test_an_invitation_can_be_answered_by_nobody_else_and_not_when_consent_is_gone(log: Active):
    ida = invited(log, "Ida Iversen", "helsestasjon")
    card = ida.inbox()[-1]
    data = card.actions()[0]["data"]
    for other in (log.nurse, log.mother, log.team.worker("Per", "helsestasjon")):
        answer = other.opens("invitasjon", logg=data["logg"])
        assert "Ja, jeg blir med" not in answer.buttons()
    form = card.presses("Se")
    log.mother.opens("trekk_samtykke", logg=log.code).presses("Trekk alt").presses("Trekk tilbake")
    assert "Du er med" not in form.presses("Ja")
    assert UNKNOWN in ida.opens("logg", logg=log.code)


def test_a_mother_who_also_works_for_the_bydel_stands_among_those_who_have_read(team: Team):
    teacher, marte = team.worker("Kari Lærer", "skole"), team.worker("Marte Berg", "nav")
    log = opened(team, teacher)
    consents.also(log, "Marte", marte)
    says_yes(marte, log.code, **ticks())
    on_paper(log, **ticks())
    writes(teacher, log.code, TEXT, "skole")
    marte.inbox()[-1].presses("Les")
    seq = seq_of(teacher.opens("logg", logg=log.code))
    assert "Marte" in teacher.opens("feilfort", logg=log.code, seq=seq)


def test_an_old_card_opens_nothing_for_somebody_else(log: Active):
    writes(log.nurse, log.code, TEXT, "helse")
    card = log.mother.inbox()[-1]
    stranger, neighbour = log.team.somebody("Frode"), log.team.worker("Berit", "barnevern")
    for thief in (stranger, neighbour, log.teacher):
        for action in (*card.actions(), card.card["refresh"]["action"]):
            assert TEXT not in str(thief.acts(action, {}).answer)
    shown = card.refreshed()
    for thief in (stranger, neighbour, log.teacher):
        for action in shown.actions():
            assert TEXT not in str(thief.acts(action, {"svar": "Jeg også"}).answer)
    assert "Jeg også" not in log.mother.opens("innslag", logg=log.code, seq=seq_of(card))


def test_a_form_opened_before_a_withdrawal_writes_nothing_after_it(log: Active):
    form = log.nurse.opens("oppdatering", logg=log.code)
    caught = log.nurse.writes("lysglimt", TEXT).refreshed()
    log.mother.opens("trekk_samtykke", logg=log.code).presses("Trekk alt").presses("Trekk tilbake")
    answer = form.presses("Legg i loggen", tekst=TEXT, tema="helse")
    assert "Vi mangler samtykke" in answer
    caught.presses("Legg i loggen")
    for who in (log.nurse, log.mother, log.teacher):
        assert TEXT not in who.opens("logg", logg=log.code)


def test_whoever_writes_is_told_when_others_will_read_it_than_was_said(log: Active):
    form = log.teacher.opens("oppdatering", logg=log.code)
    joins(log, log.team.worker("Per Sol", "helsestasjon"), "helsestasjon")
    log.mother.opens("trekk_samtykke", logg=log.code).presses(
        "Neste", tema_2_helsestasjon="skole"
    ).presses("Trekk tilbake")
    again = form.presses("Legg i loggen", tekst=TEXT, tema="skole")
    assert "Nå leses dette av" in again
    assert TEXT not in log.mother.opens("logg", logg=log.code)


def test_a_code_is_of_no_use_to_whoever_is_on_the_log_or_to_a_second_person(team: Team):
    teacher = team.worker("Kari Lærer", "skole")
    log = opened(team, teacher)
    said = teacher.opens("deltakere", logg=log.code).presses("Ny kode").text
    found = re.search(r"\b[0-9A-Z]{4}-[0-9A-Z]{4}\b", said)
    assert found
    assert "virker ikke" in teacher.writes("kode", found[0])
    mother = team.somebody("Marte Berg")
    mother.writes("kode", found[0])
    stranger = team.somebody("Frode Fremmed")
    assert "virker ikke" in stranger.writes("kode", found[0])
    assert UNKNOWN in stranger.opens("samtykke", logg=log.code)


def test_a_stafettholder_without_consent_for_it_meets_no_trace_of_an_entry(log: Active):
    before = [
        log.teacher.opens(name, logg=log.code).text for name in ("logg", "deltakere", "samtykke")
    ]
    inbox = len(log.teacher.inbox())
    writes(log.nurse, log.code, TEXT, "helse")
    seq = seq_of(log.nurse.opens("logg", logg=log.code))
    log.mother.opens("kommentar", logg=log.code, seq=seq).presses("Send", tekst="Bra.")
    after = [
        log.teacher.opens(name, logg=log.code).text for name in ("logg", "deltakere", "samtykke")
    ]
    assert after == before
    assert len(log.teacher.inbox()) == inbox
    for dialog in ("innslag", "kommentar", "retting", "feilfort"):
        here = log.teacher.opens(dialog, logg=log.code, seq=seq)
        nowhere = log.teacher.opens(dialog, logg=log.code, seq=9999)
        assert here.answer == nowhere.answer
