"""Where the log stands: the same for all in the room, and for each their own."""

import json

import pytest

from storage import logs
from tests.support.story import Active, active, writes
from tests.support.team import Team

TEXT = "Hun lo i dag."


@pytest.fixture
def log(team: Team) -> Active:
    made = active(team)
    writes(made.teacher, made.code, TEXT, "skole", dialog="lysglimt")
    return made


def test_everybody_sees_level_and_holder_and_the_latest_lysglimt(log: Active):
    seen = log.nurse.opens("du_er_her", logg=log.code)
    assert "Kari Lærer" in seen
    assert TEXT in seen
    assert "Ingenting akkurat nå" in seen


def test_a_lysglimt_outside_my_scope_is_not_the_latest_for_me(log: Active):
    writes(log.nurse, log.code, "Bare for helse.", "helse", dialog="lysglimt")
    seen = log.teacher.opens("du_er_her", logg=log.code)
    assert "Bare for helse." not in seen
    assert TEXT in seen


def test_the_card_in_the_room_names_nobody_and_quotes_nothing(log: Active):
    def draw(unit):
        room = log.team.router.room_card(unit, logs.by_code(unit, log.code), "hjem", {})
        pinned = log.team.router.room_card(unit, logs.by_code(unit, log.code), "festet", {})
        return room, pinned

    log.team.room(log.code, log.teacher)
    home, pinned = log.team.database.do(draw)
    assert "Nivå" in str(home.card)
    assert "Chatten er ikke loggen" in str(pinned.card)
    for parcel in (home, pinned):
        said = json.dumps(parcel.card, ensure_ascii=False) + parcel.summary
        for secret in (TEXT, "Emil", "Kari", "Nora", "kole"):
            assert secret not in said


def test_what_i_owe_is_there_for_me_alone(log: Active):
    form = log.teacher.opens("oppdatering", logg=log.code)
    topic = next(
        choice["value"]
        for choice in form.inputs()["tema"]["choices"]
        if "mangler samtykke" in choice["title"]
    )
    form.presses("Legg i loggen", tekst="Venter på samtykke.", tema=topic)
    assert "Fortsett" in log.teacher.opens("du_er_her", logg=log.code)
    assert "Fortsett" not in log.nurse.opens("du_er_her", logg=log.code)
