"""Two at once, through the router, on both engines: in order, once, and never late."""

import asyncio
import time
from dataclasses import replace

import pytest

from bot.call import Answer, Call, Kind, Place, Who
from domain.policy import load_policy
from storage import verify
from storage.database import Database
from storage.work import SECONDS
from tests.support.clocks import StillClock
from tests.support.story import Active, active
from tests.support.team import Seen, Someone, Team


@pytest.fixture
def log(database: Database, clock: StillClock) -> Active:
    return active(Team(database, clock, load_policy()))


def sending(who: Someone, form: Seen, text: str, key: str) -> Call:
    """Give the call that a form's button makes."""
    action = next(a for a in form.actions() if a["title"] == "Legg i loggen")
    data = {**action["data"], "tekst": text, "tema": "skole", "om": ""}
    place = Place(True, f"chat-{who.subject}", who.tenant, "http://127.0.0.1:1/")
    return Call(
        Who(who.tenant, who.subject, who.name, "nb-NO"),
        place,
        Kind.DIALOG,
        data.pop("dialog"),
        data.pop("steg"),
        f"{place.conversation}|{key}",
        time.monotonic(),
        "test",
        data,
    )


def all_at_once(log: Active, calls: list[Call]) -> list[Answer]:
    """Hand in calls at the same moment."""

    async def go() -> list[Answer]:
        return list(await asyncio.gather(*(log.team.router.answer(call) for call in calls)))

    return asyncio.run(go())


def test_two_people_who_send_at_once_both_stand_in_order(log: Active):
    calls = [
        sending(who, who.opens("oppdatering", logg=log.code), text, text)
        for who, text in ((log.teacher, "Fra skolen."), (log.mother, "Hjemmefra."))
        for _ in range(4)
    ]
    calls = [replace(call, key=f"{call.key}{n}") for n, call in enumerate(calls)]
    answers = all_at_once(log, calls)
    kept = [a for a in answers if "Det står i loggen nå" in a.text]
    assert len(kept) == 8
    page = log.mother.opens("logg", logg=log.code)
    assert page.text.count("Fra skolen.") == 4
    assert page.text.count("Hjemmefra.") == 4
    assert verify.verify(log.team.database).green


def test_one_form_sent_many_times_at_once_stands_once(log: Active):
    form = log.teacher.opens("oppdatering", logg=log.code)
    calls = [sending(log.teacher, form, "Bare én gang.", f"levering {n}") for n in range(6)]
    answers = all_at_once(log, calls)
    assert all("Det står i loggen nå" in answer.text for answer in answers)
    assert log.mother.opens("logg", logg=log.code).text.count("Bare én gang.") == 1


def test_a_call_that_would_be_late_keeps_nothing_and_says_so(log: Active):
    form = log.teacher.opens("oppdatering", logg=log.code)
    call = sending(log.teacher, form, "For sent.", "sen")
    [answer] = all_at_once(log, [replace(call, arrived=time.monotonic() - SECONDS - 1)])
    assert "Det tok for lang tid" in Seen(log.teacher, answer)
    assert "For sent." not in log.mother.opens("logg", logg=log.code)
    assert "Det står i loggen nå" in form.presses("Legg i loggen", tekst="I tide.", tema="skole")
