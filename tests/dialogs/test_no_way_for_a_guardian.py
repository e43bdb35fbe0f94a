"""What one of the family could learn of another, and does not."""

import pytest

from tests.support.clocks import StillClock
from tests.support.consents import signed_in
from tests.support.story import Opened, joins, on_paper, opened, writes
from tests.support.story import consents as says_yes
from tests.support.team import Someone, Team

TEXT = "Hun var på rustjenesten i går."
RUS = {"les_rus": "rus,fritid", "skriv_rus": "rus,fritid"}
SKOLE = {"les_skole": "skole,fritid", "skriv_skole": "skole,fritid"}


@pytest.fixture
def log(team: Team) -> Opened:
    """Give the log of a youth who is fifteen for three weeks more, opened by all who must."""
    teacher = team.worker("Kari Lærer", "skole")
    return opened(team, teacher, "skole", born="2010-03-20")


@pytest.fixture
def mother(log: Opened) -> Someone:
    return signed_in(log, "Marte")


@pytest.fixture
def youth(log: Opened, mother: Someone, clock: StillClock) -> Someone:
    """Turn sixteen, and take in the substance use service."""
    youth = signed_in(log, "Emil")
    for giver in (mother, youth):
        says_yes(giver, log.code, **SKOLE)
    on_paper(log, **SKOLE)
    clock.move(days=21)
    form = youth.opens("samtykke", logg=log.code, tjeneste="rus")
    form.presses("Neste", **RUS).presses("Ja, jeg samtykker")
    return youth


@pytest.fixture
def rita(log: Opened, youth: Someone) -> Someone:
    rita = log.team.worker("Rita Rusnes", "rus")
    joins(log, rita, "rus")
    writes(youth, log.code, TEXT, "fritid")
    return rita


def test_the_guardian_of_a_sixteen_year_old_is_not_told_who_helps(
    log: Opened, mother: Someone, youth: Someone, rita: Someone
):
    assert TEXT in rita.opens("logg", logg=log.code)
    writes(mother, log.code, "Jeg er glad i henne.", "fritid")
    mine = next(
        a["data"]["seq"]
        for a in mother.opens("logg", logg=log.code).actions()
        if "seq" in a["data"]
    )
    rita.opens("innslag", logg=log.code, seq=mine).presses("Takk")
    rita.opens("kommentar", logg=log.code, seq=mine).presses("Send", tekst="Takk for det.")
    seen = [
        mother.opens(name, logg=log.code)
        for name in ("deltakere", "logg", "oppdatering", "samtykke", "trekk_samtykke")
    ]
    seen += [
        mother.opens("logg", logg=log.code).presses("Bruk filter", vis="hendelser"),
        mother.opens("samtykke", logg=log.code, om="3"),
        mother.opens("innslag", logg=log.code, seq=mine),
        mother.opens("feilfort", logg=log.code, seq=mine),
        mother.opens("mine_logger"),
        mother.writes("lysglimt", "Hun lo.").refreshed(),
        *mother.inbox(),
    ]
    for one in seen:
        said = f"{one.text} {one.answer.card}".casefold()
        assert "rita" not in said, one.answer.title
        assert "rustjenesten" not in said, one.answer.title
        assert TEXT not in one.text
    assert "Kari Lærer" in mother.opens("deltakere", logg=log.code)
    assert "Rita Rusnes" in youth.opens("deltakere", logg=log.code)


@pytest.mark.usefixtures("rita")
def test_she_is_told_that_others_read_what_she_writes_but_not_who(log: Opened, mother: Someone):
    form = mother.opens("oppdatering", logg=log.code)
    said = next(
        one["title"] for one in form.inputs()["tema"]["choices"] if one["value"] == "fritid"
    )
    assert "skolen og andre hjelpere i loggen" in said


def test_one_parent_sees_of_the_other_only_what_they_answered(team: Team):
    teacher = team.worker("Kari Lærer", "skole")
    log = opened(team, teacher)
    mother, father = signed_in(log, "Marte"), signed_in(log, "Jonas")
    says_yes(father, log.code, les_skole="skole,trivsel", skriv_skole="skole")
    says_yes(mother, log.code, les_skole="skole", skriv_skole="skole")
    seen = mother.opens("samtykke", logg=log.code)
    assert "Trivsel" not in seen
    events = mother.opens("logg", logg=log.code).presses("Bruk filter", vis="hendelser")
    assert "Elevmappa" not in events
    form = mother.opens("trekk_samtykke", logg=log.code)
    assert "Jonas" not in form.text
    his = {"tema_4_skole": "skole"}
    assert "Skjemaet er endret" in mother.sends("trekk_samtykke", "neste", logg=log.code, **his)
