"""What is said in a log's room: who is answered, with what, and what is kept of it."""

import json
from datetime import timedelta
from typing import Any

import pytest
from structlog.testing import capture_logs

from bot.call import COMMAND, Answer, Kind
from bot.metrics import exposition
from storage import jobs
from tests.support.looking import everything
from tests.support.story import Active, active, writes
from tests.support.team import Room, Seen, Someone, Team

TEXT = "Han kom presis hver dag."
SLEEP = "Han sover igjen om natta."
NAMES = ("Emil", "Kari", "Nora", "Marte", "Jonas", "skolen", "helsestasjon")


@pytest.fixture
def log(team: Team) -> Active:
    return active(team)


@pytest.fixture
def room(log: Active) -> Room:
    return log.team.room(log.code, log.teacher, log.nurse)


def whole(seen: Seen) -> str:
    return json.dumps([seen.answer.card, seen.text], ensure_ascii=False)


def answered(room: Room, who: Someone, dialog: str, text: str = "", **data: Any):
    room.team.deliver()
    said = who.at(room).call(Kind.MELDING, dialog, COMMAND, tekst=text, **data)

    def drawn(unit: Any) -> list[Any]:
        waiting = [job for job in jobs.claim(unit, 9, timedelta(minutes=1)) if job.kind == "svar"]
        return [room.team.router.parcel(unit, job) for job in waiting]

    return said, [one for one in room.team.database.do(drawn) if one is not None]


WORRY = "Emil har blåmerker"


@pytest.mark.parametrize(
    ("dialog", "naer", "text"),
    [
        ("bekymringsmelding", "", WORRY),
        ("hjelp", "", f"jeg er bekymret, {WORRY}"),
        ("hjelp", "", f"Uro: {WORRY}"),
        ("hjelp", "bekymringsmelding", WORRY),
        ("hjelp", "report of concern", WORRY),
    ],
)
def test_a_worry_said_in_the_room_is_answered_with_nothing_and_kept_nowhere(
    log: Active, room: Room, dialog: str, naer: str, text: str
):
    room.team.deliver()
    before = everything(log.team)
    with capture_logs() as lines:
        said = log.nurse.at(room).call(Kind.MELDING, dialog, COMMAND, tekst=text, naer=naer)
    assert said.answer == Answer()
    assert everything(log.team) == before
    kept = f"{lines}{exposition().decode()}"
    for word in ("blåmerker", "bekymr", "Emil", log.code):
        assert word not in kept


def test_every_command_in_the_room_is_answered_to_the_asker_alone_without_a_name(
    log: Active, room: Room
):
    log.nurse.opens("merkelapp", logg=log.code).presses("Lagre", merkelapp="Em fotball")
    for who in (log.nurse, log.teacher, log.mother, log.team.worker("Siri", "ppt")):
        for name, dialog in log.team.router.dialogs.items():
            if not dialog.commands:
                continue
            said, parcels = answered(room, who, name, "Emil lo.")
            shown = [json.dumps(one.card, ensure_ascii=False) + one.summary for one in parcels]
            for one in [*shown, whole(said)]:
                for secret in (*NAMES, "Em fotball", "Emil lo", "ppt"):
                    assert secret not in one, (name, one)
            assert all(one.recipient == f"29:{who.subject}" for one in parcels), name


def test_rows_hold_no_text_and_no_name(log: Active, room: Room):
    writes(log.teacher, log.code, TEXT, "skole")
    room.seen_by(log.nurse)[-1].refreshed().presses("Takk")
    answered(room, log.nurse, "lysglimt", SLEEP)
    kept = everything(log.team)
    for name in ("job", "posted", "access", "receipt", "room", "room_account"):
        said = str(kept[name])
        for word in (TEXT, SLEEP, "Emil", "Kari", "Nora", "helsestasjon", "skole"):
            assert word not in said, name


def test_a_draft_caught_in_the_room_is_its_writers_alone(log: Active, room: Room):
    _, [parcel] = answered(room, log.nurse, "lysglimt", SLEEP)
    button = next(a for a in parcel.card["actions"] if "utkast" in a.get("data", {}))
    draft = button["data"]["utkast"]
    for who in (log.teacher, log.mother, log.team.somebody("Tor")):
        for there in (who, who.at(room)):
            assert SLEEP not in there.acts(button, {})
            assert SLEEP not in there.call(Kind.KORT, "lysglimt", "vis", utkast=draft)
            assert draft not in whole(there.opens("du_er_her", logg=log.code))
    assert SLEEP in log.nurse.at(room).acts(button, {})
