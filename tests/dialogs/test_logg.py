"""The timeline: filter, pages, numbers of one's own."""

from tests.support.clocks import StillClock
from tests.support.story import active, writes
from tests.support.team import Team


def test_pages_follow_each_other_without_gap_or_repeat(team: Team, clock: StillClock):
    log = active(team)
    for n in range(20):
        clock.move(minutes=1)
        writes(log.teacher, log.code, f"Innslag nummer {n:02}.", "skole" if n % 2 else "trivsel")
    seen: list[str] = []
    page = log.mother.opens("logg", logg=log.code)
    while True:
        lines = [line for line in page.text.splitlines() if line.startswith("Innslag nummer")]
        seen += lines
        if "Eldre" not in page.buttons():
            break
        page = page.presses("Eldre")
    assert seen == [f"Innslag nummer {n:02}." for n in reversed(range(20))]
    assert "20 · Oppdatering" in page


def test_the_filter_shows_lysglimt_alone_or_one_topic_alone(team: Team):
    log = active(team)
    writes(log.teacher, log.code, "En oppdatering.", "skole")
    writes(log.teacher, log.code, "Et lysglimt.", "trivsel", "lysglimt")
    page = log.mother.opens("logg", logg=log.code)
    only = page.presses("Bruk filter", vis="lysglimt", tema="alle")
    assert "Et lysglimt." in only
    assert "En oppdatering." not in only
    topic = page.presses("Bruk filter", vis="alt", tema="skole")
    assert "En oppdatering." in topic
    assert "Et lysglimt." not in topic


def test_events_are_shown_when_asked_for_and_tell_no_consent_to_a_helper(team: Team):
    log = active(team)
    page = log.nurse.opens("logg", logg=log.code)
    events = page.presses("Bruk filter", vis="hendelser", tema="alle")
    assert "Nora Dahl" in events
    assert "samtykke" not in events


def test_an_unknown_filter_comes_back_with_a_sentence(team: Team):
    log = active(team)
    answer = log.mother.sends("logg", "bla", logg=log.code, vis="alt; drop", fra="x", nr="-1")
    assert "gikk galt" not in answer
