"""Corrections: the newest text is read, and that it was corrected."""

from tests.support.story import Active, active, writes
from tests.support.team import Seen, Team


def written(team: Team) -> tuple[Active, Seen]:
    log = active(team)
    writes(log.teacher, log.code, "Han kom for sent.", "skole")
    return log, log.teacher.opens("logg", logg=log.code).presses("Åpne")


def test_readers_see_the_new_text_and_that_it_was_corrected(team: Team):
    log, opened = written(team)
    form = opened.presses("Rett")
    assert form.inputs()["tekst"]["value"] == "Han kom for sent."
    form.presses("Lagre rettingen", tekst="Han kom presis.", grunn="Så feil på klokka.")
    seen = log.mother.inbox()[-1].presses("Les")
    assert "Han kom presis." in seen
    assert "Rettet" in seen
    assert "Han kom for sent." not in seen


def test_nobody_corrects_what_another_wrote(team: Team):
    log, opened = written(team)
    seq = next(a["data"]["seq"] for a in opened.actions() if a["title"] == "Rett")
    assert "Rett" not in log.mother.inbox()[-1].presses("Les").buttons()
    answer = log.mother.sends(
        "retting", "send", logg=log.code, seq=seq, tekst="Noe annet", nonce="x"
    )
    assert "Noe annet" not in log.teacher.opens("innslag", logg=log.code, seq=seq)
    assert "lagret" not in answer.answer.text


def test_posted_cards_are_drawn_anew_after_a_correction(team: Team):
    log, opened = written(team)
    before = len(log.mother.inbox())
    opened.presses("Rett").presses("Lagre rettingen", tekst="Han kom presis.")
    assert len(log.mother.inbox()) >= before
