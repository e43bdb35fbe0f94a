"""Ways round the consent that somebody could try, and that lead nowhere."""

from datetime import date

import pytest

from storage import memberships, timeline
from storage.unit import Unit
from tests.support.consents import inside_log, named, signed_in
from tests.support.story import Active, active, joins, on_paper, opened, ticks, writes
from tests.support.story import consents as says_yes
from tests.support.team import Seen, Someone, Team

TEXT = "Han sov hos bestemor i går."
UNKNOWN = "Vi finner ikke dette"


@pytest.fixture
def log(team: Team) -> Active:
    return active(team)


def seq_of(seen: Seen) -> int:
    return next(a["data"]["seq"] for a in seen.actions() if "seq" in a.get("data", {}))


def written(log: Active, who: Someone, topic: str, text: str = TEXT) -> int:
    writes(who, log.code, text, topic)
    return seq_of(who.opens("logg", logg=log.code))


def quits(who: Someone, service: str) -> None:
    """Let somebody's work in a service end before the day of the story."""

    def leave(unit: Unit) -> None:
        memberships.leave(unit, who.person, service, date(2026, 1, 2))

    who.team.database.do(leave)


# --- a helper who left ---


def test_whoever_no_longer_works_in_the_service_is_out_at_once(log: Active):
    seq = written(log, log.teacher, "skole")
    card = log.nurse.inbox()[-1]
    here = card.refreshed()
    assert TEXT in here
    quits(log.nurse, "helsestasjon")
    for seen in (
        log.nurse.opens("logg", logg=log.code),
        log.nurse.opens("innslag", logg=log.code, seq=seq),
        log.nurse.opens("deltakere", logg=log.code),
        log.nurse.opens("samtykke", logg=log.code),
        card.refreshed(),
        here.presses("Takk"),
        here.presses("Åpne"),
    ):
        assert UNKNOWN in seen
    assert log.code not in log.nurse.opens("mine_logger").text
    assert log.code not in log.nurse.opens("lysglimt").text
    before = len(log.nurse.inbox())
    writes(log.teacher, log.code, "Noe nytt.", "skole")
    assert len(log.nurse.inbox()) == before
    said = log.teacher.opens("oppdatering", logg=log.code)
    assert "elsestasjonen" not in said.text


def test_whoever_no_longer_works_there_is_not_shown_what_was_queued(log: Active):
    writes(log.teacher, log.code, TEXT, "skole")
    quits(log.nurse, "helsestasjon")
    assert not any("Nytt i loggen" in seen for seen in log.nurse.inbox())


def test_a_receipt_shows_nothing_to_whoever_has_left_since(log: Active):
    writes(log.teacher, log.code, TEXT, "skole")
    opened_ = log.nurse.inbox()[-1].presses("Les")
    takk = next(a for a in opened_.actions() if a["title"] == "Takk")["data"]
    sent = {k: v for k, v in takk.items() if k not in ("dialog", "steg")}
    assert TEXT in log.nurse.sends("innslag", "takk", key="one", **sent)
    log.nurse.opens("deltakere", logg=log.code).presses("Gå ut").presses("Ja, gå ut")
    for again in (
        log.nurse.sends("innslag", "takk", key="one", **sent),
        log.nurse.sends("innslag", "takk", key="two", **sent),
    ):
        assert UNKNOWN in again
        assert TEXT not in again.text


def test_whoever_left_is_not_asked_about_what_was_misfiled(log: Active):
    seq = written(log, log.teacher, "skole")
    log.teacher.opens("feilfort", logg=log.code, seq=seq).presses("Skjul")
    log.nurse.opens("deltakere", logg=log.code).presses("Gå ut").presses("Ja, gå ut")
    assert not any("meldt feilført" in seen for seen in log.nurse.inbox())


# --- too little consent ---


def test_the_second_word_is_not_asked_of_a_helper_who_may_not_know_of_the_entry(log: Active):
    seq = written(log, log.nurse, "helse")
    other = log.team.worker("Ola Lærer", "skole")
    joins(log, other, "skole")
    before = len(other.inbox())
    log.nurse.opens("feilfort", logg=log.code, seq=seq).presses("Skjul")
    told = [seen for seen in other.inbox()[before:] if "feilført" in seen]
    assert told == []
    word = inside_log(log, lambda unit, logg: timeline.misfilings(unit, logg, seq))[0].seq
    assert UNKNOWN in other.opens("feilfort", logg=log.code, ord=word)
    assert UNKNOWN in log.teacher.opens("feilfort", logg=log.code, ord=99)


def test_somebody_can_always_say_the_second_word(log: Active):
    seq = written(log, log.nurse, "helse")
    log.nurse.opens("feilfort", logg=log.code, seq=seq).presses("Skjul")
    asked = [w for w in (log.teacher, log.mother) if any("feilført" in s for s in w.inbox())]
    assert asked
    card = next(s for s in asked[0].inbox() if "feilført" in s)
    assert "slettet for godt" in card.presses("Se på det").presses("Ja, slett")


def test_two_helpers_cannot_destroy_what_the_mother_wrote_without_her_being_told(log: Active):
    seq = written(log, log.mother, "skole")
    log.teacher.opens("feilfort", logg=log.code, seq=seq).presses("Skjul")
    assert any("feilført" in seen for seen in log.mother.inbox())


def test_comments_and_thanks_do_not_show_more_than_their_entry(log: Active):
    writes(log.nurse, log.code, TEXT, "helse")
    seq = seq_of(log.nurse.opens("logg", logg=log.code))
    comment = log.mother.opens("kommentar", logg=log.code, seq=seq)
    comment.presses("Send", tekst="Bra at dere ser det.")
    log.mother.opens("innslag", logg=log.code, seq=seq).presses("Takk")
    for offset in range(4):
        seen = log.teacher.opens("innslag", logg=log.code, seq=seq + offset)
        assert seen.card == log.teacher.opens("innslag", logg=log.code, seq=9999).card
    page = log.teacher.opens("logg", logg=log.code)
    assert "ingenting du kan lese" in page
    assert "kommentar" not in page.text
    assert "Eldre" not in page.buttons()


# --- one log against another ---


def test_what_belongs_to_one_log_opens_nothing_in_another(log: Active):
    seq = written(log, log.teacher, "skole")
    other = opened(log.team, log.teacher)
    father = named(log, "Jonas")
    for dialog, data in (
        ("innslag", {"seq": seq}),
        ("kommentar", {"seq": seq}),
        ("retting", {"seq": seq}),
        ("feilfort", {"seq": seq}),
        ("feilfort", {"ord": seq}),
    ):
        answer = log.teacher.opens(dialog, logg=other.code, **data)
        assert TEXT not in answer.text
        assert UNKNOWN in answer or "ikke åpen" in answer
    form = log.teacher.opens("oppdatering", logg=log.code)
    nonce = form.actions()[0]["data"]["nonce"]
    mother = log.mother.opens("samtykke", logg=log.code)
    assert UNKNOWN in log.mother.opens("samtykke", logg=other.code)
    assert father.no
    assert nonce not in mother.text


def test_a_draft_of_one_log_is_not_taken_into_another(team: Team, log: Active):
    kari = log.teacher
    second = opened(team, kari)
    mother = signed_in(second, "Marte")
    says_yes(mother, second.code, **ticks())
    on_paper(second, **ticks())
    form = kari.opens("oppdatering", logg=log.code)
    held = form.presses("Legg i loggen", tekst=TEXT, tema="fritid")
    draft = next(a["data"]["utkast"] for a in held.actions() if "utkast" in a["data"])
    assert kari.opens("oppdatering", logg=log.code, utkast=draft).inputs()["tekst"]["value"] == TEXT
    for dialog, code in (("oppdatering", second.code), ("lysglimt", log.code)):
        other = kari.opens(dialog, logg=code, utkast=draft)
        assert other.inputs()["tekst"]["value"] == ""
    sett = kari.opens("oppdatering", logg=second.code).actions()[0]["data"]["sett"]
    marks = dict(part.split("=") for part in sett.split(";"))
    sent = {"utkast": draft, "tema": "skole", "sett": marks["skole"]}
    kari.sends("oppdatering", "legg", logg=second.code, **sent)
    assert TEXT not in kari.opens("logg", logg=second.code)
    shown = kari.sends("oppdatering", "vis", utkast=draft)
    assert TEXT not in shown.text


def test_a_draft_is_for_its_owner_alone(log: Active):
    ready = log.teacher.writes("lysglimt", TEXT)
    draft = ready.actions()[0]["data"]["utkast"]
    for who in (log.nurse, log.mother):
        for dialog in ("lysglimt", "oppdatering"):
            assert TEXT not in who.opens(dialog, logg=log.code, utkast=draft).text
            assert TEXT not in str(who.opens(dialog, logg=log.code, utkast=draft).card)
        assert TEXT not in str(who.sends("lysglimt", "vis", utkast=draft).answer)
        add = {"logg": log.code, "utkast": draft, "tema": "skole", "sett": ""}
        assert TEXT not in str(who.sends("lysglimt", "legg", **add).answer)


# --- replay ---


@pytest.mark.parametrize("twist", ["{}\n", "!{}", "{}" + "-!" * 0 + "!" * 90, "{}====", "{} "])
def test_a_form_counts_once_however_its_nonce_is_written(log: Active, twist: str):
    form = log.teacher.opens("oppdatering", logg=log.code)
    data = {k: v for k, v in form.actions()[0]["data"].items() if k not in ("dialog", "steg")}
    data |= {"tekst": TEXT, "tema": "skole"}
    log.teacher.sends("oppdatering", "send", **data)
    log.teacher.sends("oppdatering", "send", **(data | {"nonce": twist.format(data["nonce"])}))
    assert log.teacher.opens("logg", logg=log.code).text.count(TEXT) == 1


# --- the stafettholder who may read all that is shared ---


def test_what_is_shared_no_more_the_stafettholder_reads_no_more(team: Team):
    teacher, nurse = team.worker("Kari Lærer", "skole"), team.worker("Nora Dahl", "helsestasjon")
    log = opened(team, teacher)
    mother, father = signed_in(log, "Marte"), signed_in(log, "Jonas")
    for giver in (mother, father):
        says_yes(giver, log.code, **ticks(), alt="true")
    joins(log, nurse, "helsestasjon")
    writes(nurse, log.code, TEXT, "helse")
    assert TEXT in teacher.opens("logg", logg=log.code)
    form = mother.opens("trekk_samtykke", logg=log.code)
    form.presses("Neste", tema_2_helsestasjon="helse").presses("Trekk tilbake")
    assert TEXT not in teacher.opens("logg", logg=log.code)
