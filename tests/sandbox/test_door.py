"""The door lets one act as a person, and never shows one person's chat to another."""

import asyncio
import json
from pathlib import Path
from typing import Any

import pytest

from sandbox import form
from sandbox.client import FormError
from sandbox.commands import read_commands
from tests.sandbox import fake_cards as cards
from tests.sandbox.conftest import MANIFEST, Town


async def test_each_person_has_a_chat_of_their_own(town: Town) -> None:
    await town.teams.says("kari", "ny logg")
    assert len(await town.teams.chat("kari")) == 2
    assert await town.teams.chat("nora") == []


async def test_nobody_can_press_a_button_in_somebody_elses_chat(town: Town) -> None:
    await town.teams.says("kari", "ny logg")
    message, card = (await town.teams.cards("kari"))[0]
    with pytest.raises(FormError, match="404"):
        await town.teams.clicks("nora", "Åpne skjemaet", within=(message, card))


async def test_unknown_people_and_malformed_wishes_are_refused(town: Town) -> None:
    with pytest.raises(FormError, match="404"):
        await town.teams.says("nobody", "hei")
    with pytest.raises(FormError, match="400"):
        await town.teams.says("kari", "")
    url = f"{town.settings.service_url}sandbox/api/people/kari/text"
    async with town.teams.session.post(url, data='{"text": "hei"}') as response:
        assert response.status == 415


async def test_a_page_hears_its_own_persons_messages_and_only_that_others_have_news(
    town: Town,
) -> None:
    heard: list[dict[str, Any]] = []
    url = f"{town.settings.service_url}sandbox/api/events?person=nora"
    async with town.teams.session.get(url) as stream:
        await stream.content.readline()
        await town.teams.says("kari", "hemmelig")
        await town.teams.says("nora", "hjelp")
        while not any(event.get("kind") == "message" for event in heard[-1:]):
            line = (await asyncio.wait_for(stream.content.readline(), 5)).decode()
            if line.startswith("data: "):
                heard.append(json.loads(line[6:]))
    assert "hemmelig" not in json.dumps(heard)
    assert any(e["kind"] == "arrived" and e["person"] == "kari" for e in heard)


async def test_the_state_names_people_commands_and_the_bot(town: Town) -> None:
    state = await town.teams.state()
    assert state["bot"]["up"] is True
    assert [person["initials"] for person in state["people"]][:2] == ["KL", "ND"]
    assert state["commands"]["hints"][0]["title"] == "hjelp"
    assert [action["id"] for action in state["commands"]["actions"]] == ["oppdatering", "lysglimt"]


async def test_the_page_and_its_libraries_are_served_with_a_strict_policy(town: Town) -> None:
    for path in ("", "web/js/main.js", "web/css/tokens.css", "lib/adaptivecards.js"):
        async with town.teams.session.get(f"{town.settings.service_url}{path}") as response:
            assert response.status == 200
            assert "default-src 'self'" in response.headers["Content-Security-Policy"]
    async with town.teams.session.get(f"{town.settings.service_url}lib/other.js") as response:
        assert response.status == 404


async def test_the_client_waits_no_longer_than_asked(town: Town) -> None:
    with pytest.raises(FormError, match="Nothing with «aldri»"):
        await town.teams.waits_for("kari", "aldri", seconds=0.1)
    with pytest.raises(FormError, match="No card"):
        await town.teams.clicks("kari", "Finnes ikke")


def test_without_a_manifest_there_are_no_hints(tmp_path: Path) -> None:
    assert read_commands(tmp_path / "manifest.json") == {"hints": [], "actions": []}
    assert len(read_commands(MANIFEST)["hints"]) == 4


def test_a_form_is_filled_in_with_what_stands_there_and_what_is_typed() -> None:
    card = cards.form()
    data = form.filled(card, form.button(card, "Opprett"), {"fornavn": "Jonas", "deler": "skole"})
    assert data["tema"] == "skole"
    assert "fodt" not in data
    assert data["steg"] == "opprett"


@pytest.mark.parametrize(
    ("answers", "words"),
    [
        ({"deler": "skole"}, "Skriv fornavnet"),
        ({"fornavn": "x" * 81, "deler": "skole"}, "longer than 80"),
        ({"fornavn": "J", "deler": "skole,ukjent"}, "cannot be"),
        ({"fornavn": "J", "deler": "skole", "finnes_ikke": "x"}, "No input"),
    ],
)
def test_a_form_refuses_what_the_client_refuses(answers: dict[str, str], words: str) -> None:
    card = cards.form()
    with pytest.raises(FormError, match=words):
        form.filled(card, form.button(card, "Opprett"), answers)


def test_the_words_of_a_card_are_found_and_its_data_is_not() -> None:
    said = form.texts(cards.decision_card())
    assert "Skal vi opprette logg?" in said
    assert "Åpne skjemaet" in said
    assert "2 åpne" in form.texts(cards.help_card())
    assert "SL-7F3K" not in said
