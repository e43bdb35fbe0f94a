"""`stafett jobs`: what was not delivered, for people and for programs, and another try."""

import json
import logging
from datetime import timedelta

import pytest
import structlog
import typer
from sqlalchemy import select

from bot.commands import jobs as command
from storage import jobs, undelivered
from storage.jobs import JOB
from storage.master import load_master_key
from tests.support import databases

MINUTE = timedelta(minutes=1)


@pytest.fixture(autouse=True)
def log_lines_as_before():
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    yield
    root.handlers[:] = handlers
    root.setLevel(level)
    structlog.reset_defaults()


@pytest.fixture
def stuck(sqlite_url, tmp_path, clock, monkeypatch):
    """Give a database with one job given up and one that waits, as the settings name it."""
    key = load_master_key(tmp_path / "hovednokkel")
    monkeypatch.setattr(databases, "MASTER_KEY", key)
    monkeypatch.setenv("STAFETT_KEY_URL", f"file:{tmp_path / 'hovednokkel'}")
    monkeypatch.setenv("STAFETT_DATABASE_URL", sqlite_url)

    def fill(unit):
        jobs.add(unit, "varsel", "g", {"person": "p-kari", "logg": "l-emil"})
        jobs.add(unit, "rom_nytt", "r", {"logg": "l-emil", "seq": 3})
        given_up, waits = jobs.claim(unit, 9, MINUTE)
        jobs.give_up(unit, given_up.id, "403 NoWayLeft")
        jobs.retry(unit, waits.id, unit.now + 3 * MINUTE, "429 Throttled")

    with databases.opened(sqlite_url, clock) as database:
        database.do(fill)
        yield database


def test_people_read_what_was_given_up_why_and_what_to_do(stuck, clock):
    clock.move(hours=2)
    said = command.told(stuck.do(undelivered.listed), clock())
    assert said.startswith("1 oppgitt, 1 venter på et nytt forsøk.")
    assert "oppgitt  varsel (person)  1 forsøk  for 2 t siden" in said
    assert "403 NoWayLeft: Boten når personen verken i egen chat eller i rommet." in said
    assert "venter  nytt i loggen (rom)" in said
    assert "429 Throttled: Teams ba boten vente." in said
    assert "--retry all" in said
    assert command.told([], clock()) == "Alt er levert."


def test_nobody_is_named_to_people_or_programs(stuck, clock, capsys):
    command.jobs(as_json=True)
    written = capsys.readouterr().out
    for said in (written, command.told(stuck.do(undelivered.listed), clock())):
        assert "kari" not in said
        assert "emil" not in said
    given_up, waits = json.loads(written)
    assert given_up["given_up"]
    assert given_up["why"].startswith("Boten når personen")
    assert (waits["kind"], waits["code"]) == ("rom_nytt", "429 Throttled")


def test_a_job_is_tried_again_by_its_id_and_one_that_is_not_there_is_an_error(stuck, capsys):
    given_up = next(one for one in stuck.do(undelivered.listed) if one.given_up)
    with pytest.raises(typer.Exit) as none:
        command.jobs(retry="tull")
    assert none.value.exit_code == 1
    command.jobs(retry=given_up.id)
    assert capsys.readouterr().out == "0 jobber prøves igjen.\n1 jobb prøves igjen.\n"
    states = stuck.do(lambda unit: set(unit.db.execute(select(JOB.c.state)).scalars()))
    assert states == {jobs.WAITING}


@pytest.mark.parametrize(
    ("ago", "said"),
    [
        ({"seconds": 5}, "nå nettopp"),
        ({"minutes": 7}, "for 7 min siden"),
        ({"days": 2, "hours": 1}, "for 2 d siden"),
        ({"seconds": -20}, "snart"),
        ({"minutes": -30}, "om 30 min"),
    ],
)
def test_ages_are_said_as_people_say_them(stuck, ago, said):
    [one, _] = stuck.do(undelivered.listed)
    assert said in command.told([one], one.due + timedelta(**ago))
