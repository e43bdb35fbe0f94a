"""The way to a report of concern: in one's own chat alone, and without a trace."""

import asyncio
import sqlite3
import time
from pathlib import Path
from typing import Any

import pytest
from structlog.testing import capture_logs

from bot.call import COMMAND, OPEN, Answer, Call, Kind, Place, Who
from bot.metrics import exposition
from tests.support.looking import everything
from tests.support.story import active
from tests.support.team import Someone, Team

NAME = "bekymringsmelding"


def dumped(folder: Path) -> dict[str, list[str]]:
    """Give all that stands in every database file, the keys' too."""
    found: dict[str, list[str]] = {}
    for file in sorted([*folder.glob("*.db"), *folder.glob("*.keys")]):
        with sqlite3.connect(f"file:{file}?mode=ro", uri=True) as db:
            found[file.name] = list(db.iterdump())
        db.close()
    return found


def in_a_room(who: Someone, kind: Kind, step: str, **data: Any) -> Answer:
    sender = Who(who.tenant, who.subject, who.name, who.locale)
    room = Place(False, "19:rom@thread.tacv2", who.tenant, "http://127.0.0.1:1/")
    call = Call(sender, room, kind, NAME, step, "room|1", time.monotonic(), "test", data)
    return asyncio.run(who.team.router.answer(call))


def every_way(log_code: str, who: Someone) -> None:
    """Come to it in all the ways there are, also as somebody hostile could."""
    who.opens(NAME)
    who.opens(NAME, logg=log_code)
    who.opens(NAME, logg="SL-ZZZZ")
    who.writes(NAME)
    who.writes(NAME, "Emil har blåmerker")
    who.sends(NAME, "send", tekst="Emil har blåmerker", nonce="x", logg=log_code)
    who.call(Kind.KORT, NAME, "vis", tekst="Emil")
    in_a_room(who, Kind.MELDING, COMMAND, tekst="Emil har blåmerker")
    in_a_room(who, Kind.DIALOG, OPEN)


def test_it_names_the_duty_the_portal_and_the_numbers(team: Team):
    way = team.somebody("Bo").opens(NAME)
    for said in ("opplysningsplikt", "avvergeplikt", "112", "116 111", "barnevernvakta"):
        assert said.casefold() in way.text.casefold()
    assert "Snakk ikke med foreldrene først" in way
    links = [one["url"] for one in way.actions()]
    assert any(url.startswith("https://www.bufdir.no/barnevern/melde-fra") for url in links)


def test_it_asks_for_nothing_and_leads_to_no_consent(team: Team):
    way = team.somebody("Bo").writes(NAME)
    assert way.inputs() == {}
    assert {one["type"] for one in way.actions()} == {"Action.OpenUrl"}


def test_a_written_command_is_answered_at_once_and_reminds_that_the_message_stays(team: Team):
    kari = team.worker("Kari Lærer", "skole")
    assert "ligger i chatten din" in kari.writes(NAME)
    assert "ligger i chatten din" not in kari.opens(NAME)
    assert kari.inbox() == []


@pytest.mark.parametrize("who", ["teacher", "mother", "stranger"])
def test_nothing_anywhere_is_changed_by_it(team: Team, tmp_path: Path, who: str):
    log = active(team)
    someone: Someone = team.somebody("Bo") if who == "stranger" else getattr(log, who)
    team.clock.move(minutes=5)
    before, files = everything(team), dumped(tmp_path)
    assert files
    every_way(log.code, someone)
    assert everything(team) == before
    assert dumped(tmp_path) == files


def test_no_log_line_and_no_metric_tells_of_it(team: Team):
    log = active(team)
    with capture_logs() as lines:
        every_way(log.code, log.teacher)
    said = str(lines) + exposition().decode()
    for trace in (NAME, "bekymring", "Emil", log.code, log.teacher.subject):
        assert trace not in said
    assert {(line["dialog"], line["outcome"]) for line in lines} == {("annet", "annet")}


def test_it_is_told_of_like_a_dialog_that_does_not_exist(team: Team):
    kari = team.worker("Kari Lærer", "skole")
    with capture_logs() as lines:
        kari.opens(NAME)
        kari.opens("finnes_ikke")
    assert lines[0] == lines[1]


def test_a_fault_in_it_is_logged_without_its_name(team: Team, monkeypatch: pytest.MonkeyPatch):
    def broken(*_: Any) -> None:
        raise RuntimeError(NAME)

    step = team.router.dialogs[NAME].steps[OPEN]
    monkeypatch.setitem(team.router.dialogs[NAME].steps, OPEN, type(step)(broken, step.rule))
    with capture_logs() as lines:
        assert "Noe gikk galt" in team.somebody("Bo").opens(NAME)
    assert NAME not in str(lines)


def test_in_a_room_it_answers_nothing(team: Team):
    kari = team.worker("Kari Lærer", "skole")
    assert in_a_room(kari, Kind.MELDING, COMMAND) == Answer()
    assert in_a_room(kari, Kind.DIALOG, OPEN) == Answer()
    assert kari.inbox() == []
