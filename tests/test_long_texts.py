"""The longest that people can write still fits on a card, and all of it can be read."""

from collections.abc import Generator
from pathlib import Path

import pytest

from bot.call import Kind
from dialogs.base import discover
from domain.policy import load_policy
from tests.support import databases
from tests.support.card_check import flaws
from tests.support.clocks import StillClock
from tests.support.consents import signed_in
from tests.support.story import Active, active, opened, writes
from tests.support.team import Seen, Team

DIALOGS = discover()
LONGEST = 4000
HUGE = "😀" * LONGEST
LONG = "å" * (LONGEST - 20)


@pytest.fixture
def team(sqlite_template: Path, tmp_path: Path, clock: StillClock) -> Generator[Team]:
    """Give people who do things (SQLite: the cards are the same on both)."""
    with databases.opened(databases.copy_sqlite(sqlite_template, tmp_path), clock) as database:
        yield Team(database, clock, load_policy())


@pytest.fixture
def log(team: Team) -> Active:
    """Give a log that runs."""
    return active(team)


def seq_of(seen: Seen) -> int:
    return next(a["data"]["seq"] for a in seen.actions() if "seq" in a.get("data", {}))


def written(log: Active, text: str) -> int:
    writes(log.teacher, log.code, text, "skole")
    return seq_of(log.mother.opens("logg", logg=log.code))


@pytest.mark.parametrize("text", [HUGE, LONG])
def test_every_comment_on_an_entry_can_be_read_on_cards_that_are_small_enough(
    log: Active, text: str
):
    seq = written(log, text)
    comments = [f"{number:02d}{text}"[:LONGEST] for number in range(8)]
    for comment in comments:
        said = log.mother.opens("kommentar", logg=log.code, seq=seq).presses("Send", tekst=comment)
        assert "står i loggen" in said
    shown = str(log.mother.call(Kind.KORT, "innslag", "vis", logg=log.code, seq=seq).card)
    page = log.mother.opens("innslag", logg=log.code, seq=seq)
    assert text in str(page.card)
    read = ""
    for _ in range(len(comments) + 1):
        assert flaws(page.card, DIALOGS) == []
        read += str(page.card)
        if "Eldre" not in page.buttons():
            break
        page = page.presses("Eldre")
    assert [comment for comment in comments if comment not in read] == []
    assert text in shown


@pytest.mark.parametrize("step", ["oppdatering", "lysglimt", "kommentar", "retting"])
@pytest.mark.parametrize("text", [HUGE, "å" * 3 * LONGEST, "😀" * 3 * LONGEST])
def test_a_form_that_comes_back_is_small_enough_whatever_was_typed(
    log: Active, step: str, text: str
):
    seq = written(log, HUGE)
    data = {"logg": log.code, "seq": str(seq), "tekst": text, "tema": "finnes ikke"}
    for card in (
        log.teacher.opens(step, logg=log.code, seq=seq),
        log.teacher.sends(step, "send", **data),
        log.mother.call(Kind.KORT, "innslag", "vis", logg=log.code, seq=seq),
        log.mother.opens("logg", logg=log.code),
    ):
        assert flaws(card.card, DIALOGS) == []


@pytest.mark.parametrize("locale", ["nb-NO", "nn-NO", "en-GB"])
def test_a_consent_for_every_service_fits_on_its_cards(team: Team, locale: str):
    services = list(team.policy.services)
    log = opened(team, team.worker("Kari Lærer", "skole"), *services)
    log.teacher.locale = locale
    mother, father = (signed_in(log, name, locale) for name in ("Marte", "Jonas"))
    for giver in (mother, father):
        form = giver.opens("samtykke", logg=log.code)
        every = {
            name: ",".join(choice["value"] for choice in node["choices"])
            for name, node in form.inputs().items()
            if name.startswith(("les_", "skriv_"))
        }
        back = giver.acts(form.actions()[0], {**every, "til": form.inputs()["til"]["max"]})
        cards = [form, back]
        cards.append(giver.acts(form.actions()[0], {**every, "til": "1999-01-01"}))
        giver.acts(back.actions()[0], {})
        cards += [giver.opens(one, logg=log.code) for one in ("samtykke", "trekk_samtykke")]
        assert [flaws(card.card, DIALOGS) for card in cards] == [[]] * len(cards)
    for dialog in ("samtykke", "inviter", "oppdatering", "be_om_samtykke", "samtykke_papir"):
        assert flaws(log.teacher.opens(dialog, logg=log.code).card, DIALOGS) == []
    again = mother.opens("samtykke", logg=log.code, endre="ja")
    assert flaws(again.card, DIALOGS) == []
    taken = mother.acts(mother.opens("trekk_samtykke", logg=log.code).actions()[1], {})
    assert flaws(taken.card, DIALOGS) == []
