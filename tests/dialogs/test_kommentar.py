"""Comments share the scope of what they answer."""

from tests.support.story import active, writes
from tests.support.team import Team


def test_whoever_may_not_read_the_entry_reads_no_comment_on_it(team: Team):
    log = active(team)
    writes(log.nurse, log.code, "Bare for helse.", "helse")
    seq = log.mother.inbox()[-1].actions()[0]["data"]["seq"]
    form = log.mother.opens("kommentar", logg=log.code, seq=seq)
    assert "Kommentaren står" in form.presses("Send", tekst="Enig.")
    assert "Enig." in log.nurse.opens("innslag", logg=log.code, seq=seq)
    assert "Enig." not in log.teacher.opens("kommentar", logg=log.code, seq=seq)
    assert "Enig." not in log.teacher.opens("logg", logg=log.code)


def test_an_empty_comment_comes_back_with_a_sentence(team: Team):
    log = active(team)
    writes(log.teacher, log.code, "Om skole.", "skole")
    form = log.mother.inbox()[-1].presses("Les").presses("Kommenter")
    assert "Dette må fylles ut." in form.presses("Send", tekst="  ")


def test_a_comment_on_an_event_or_on_another_log_is_unknown(team: Team):
    log = active(team)
    for seq in (1, 2, 77):
        assert "Vi finner ikke dette" in log.mother.sends(
            "kommentar", "apne", logg=log.code, seq=seq
        )
