"""The room, as helpers meet it: read in place, written from, kept from strangers."""

import json
import re
from collections.abc import AsyncGenerator

import pytest
from playwright.async_api import expect

from sandbox.client import Client
from tests.support.first_log import first_log
from tests.support.product import Product
from tests.support.screen import Screen

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("room")]

MOOD = "Han er tryggere i friminuttene."
PLACE = "Vi har avtalt fast plass ved vinduet."
GLIMPSE = "han delte maten sin i dag"
PPT = "Han leser uten hjelp nå."
ANSWER = "Så godt å høre!"
WHILE = "Dette skrives mens en fremmed er der."
AFTER = "Dette skrives når den fremmede er borte."
SECRETS = (
    *(MOOD, PLACE, GLIMPSE, PPT, ANSWER, WHILE, AFTER),
    *("Emil", "Marte", "Jonas", "Kari", "Nora", "Per Aamodt", "Tor", "2017"),
    *("skole", "Skole", "helsestasjon", "Helsestasjon", "PP-tjenesten", "ppt"),
    *("Helse og", "Trivsel", "læring", "Lysglimt:"),
)


@pytest.fixture
async def teams(product: Product) -> AsyncGenerator[Client]:
    async with Client(product.url) as client:
        yield client


async def test_the_room_as_its_helpers_meet_it(screen: Screen, teams: Client, product: Product):
    code = await first_log(teams)
    channel = await the_room_appears(screen, teams, code)
    await what_is_not_for_the_adviser_stays_closed(screen)
    await the_nurse_reads_in_place_and_thanks(screen)
    await the_teacher_is_told_alone(screen, teams, channel)
    await the_adviser_is_told_in_the_room_alone(screen, teams)
    await a_stranger_stops_the_posting_until_removed(screen, teams, channel)
    await nothing_posted_tells_anything(teams)
    verified = product.stafett("verify")
    assert verified.returncode == 0, verified.stdout + verified.stderr


async def the_room_appears(screen: Screen, teams: Client, code: str) -> str:
    await screen.be("kari")
    name = code.replace("SL-", "Stafett ")
    await screen.enters(name)
    await screen.sees("Chatten er ikke loggen", "Du er her", "Kari Lærer")
    await screen.picture("20-rommet")
    return await teams.room("kari", name)


async def what_is_not_for_the_adviser_stays_closed(screen: Screen) -> None:
    await writes_in_room(screen, "kari", MOOD, "Trivsel og følelser")
    await screen.be("per")
    await screen.enters("Stafett")
    await expect(screen.message("Nytt i loggen")).to_be_visible()
    await expect(screen.page.locator("main")).not_to_contain_text(MOOD)
    await screen.opens_from("Nytt i loggen", "Les")
    await screen.sees("ikke noe nytt som er delt med deg")
    await screen.picture("21-ikke-delt")
    await screen.closes()


async def the_nurse_reads_in_place_and_thanks(screen: Screen) -> None:
    await writes_in_room(screen, "nora", PLACE, "Trivsel og følelser")
    await screen.sees(PLACE, MOOD)
    await screen.picture("22-nora-leser-i-rommet")
    await screen.presses("Takk", on="Nytt i loggen")
    await screen.sees("Takk fra Nora Dahl")
    await screen.be("kari")
    await screen.enters("Stafett")
    await screen.sees(PLACE, "Takk fra Nora Dahl")


async def the_teacher_is_told_alone(screen: Screen, teams: Client, channel: str) -> None:
    await screen.be("kari")
    await screen.enters("Stafett")
    await screen.says(f"@Stafett lysglimt {GLIMPSE}")
    await screen.sees("Dette kan alle i kanalen lese", "Bare du kan se dette")
    await screen.picture("23-sagt-alene")
    others = json.dumps(await teams.chat("nora", room=channel), ensure_ascii=False)
    assert "Dette kan alle i kanalen lese" not in others
    await screen.opens_from("Dette kan alle i kanalen lese", "Se over og legg i loggen")
    await expect(screen.dialog).to_contain_text("Slett den når teksten står i loggen")
    assert await screen.dialog.get_by_label("Hva så du").input_value() == GLIMPSE
    await screen.ticks("", "Skole og læring")
    await screen.picture("24-lysglimt-fra-rommet")
    await screen.presses("Legg i loggen")
    await screen.presses("OK")


async def the_adviser_is_told_in_the_room_alone(screen: Screen, teams: Client) -> None:
    await writes_in_room(screen, "per", PPT, "Skole og læring")
    await teams.installs("per", installed=False)
    await screen.be("kari")
    await screen.enters("Stafett")
    await screen.sees(PPT)
    entry = screen.message(PPT)
    await entry.get_by_role("button", name="Åpne", exact=True).last.click()
    await expect(screen.dialog).to_contain_text(PPT)
    await screen.presses("Kommenter")
    await screen.dialog.get_by_role("textbox").fill(ANSWER)
    await screen.presses("Send")
    await screen.presses("OK")
    await screen.be("per")
    await screen.enters("Stafett")
    await expect(screen.message("Bare du kan se dette")).to_contain_text("Nytt i loggen")
    await screen.picture("25-per-far-beskjed-i-rommet")


async def a_stranger_stops_the_posting_until_removed(
    screen: Screen, teams: Client, channel: str
) -> None:
    await teams.adds(channel, "tor")
    await teams.waits_for("kari", "Rommet er stanset", 20)
    before = await posted(teams, channel)
    await update(screen, WHILE)
    await teams.waits_for("nora", "Nytt i loggen", 10)
    assert await posted(teams, channel) == before
    await screen.be("tor")
    await screen.enters("Stafett")
    await expect(screen.page.locator("main")).not_to_contain_text(PLACE)
    await screen.sees("Vi finner ikke dette")
    await screen.picture("26-den-fremmede")
    await teams.removes(channel, "tor")
    await update(screen, AFTER)
    await screen.be("nora")
    await screen.enters("Stafett")
    await screen.sees(AFTER)


async def writes_in_room(screen: Screen, who: str, text: str, topic: str) -> None:
    """Let somebody write an update with «+» in the room."""
    await screen.be(who)
    await screen.enters("Stafett")
    await screen.plus("Oppdatering")
    await screen.fills("Hva har skjedd?", text)
    await screen.ticks("", topic)
    await screen.presses("Legg i loggen")
    await screen.presses("OK")


async def update(screen: Screen, text: str) -> None:
    """Let Kari write an update from her own chat."""
    await screen.be("kari")
    await screen.opens("oppdatering")
    await screen.fills("Hva har skjedd?", text)
    await screen.ticks("", "Skole og læring")
    await screen.presses("Legg i loggen")
    await screen.presses("OK")


async def posted(teams: Client, channel: str) -> str:
    """Give what stands in the room for everybody, as it was sent."""
    shown = await teams.chat("nora", room=channel)
    return json.dumps([m["activity"] for m in shown if m["sender"] == "bot" and not m.get("to")])


async def nothing_posted_tells_anything(teams: Client) -> None:
    """Look through every card, name, preview and notification that the bot ever posted."""
    said: list[str] = []
    for person in ("kari", "nora", "per", "marte", "tor", "bjorn"):
        said += [_sent(one) for one in await teams.chat(person) if one["sender"] == "bot"]
        for room in await teams.rooms(person):
            said += [room["name"], room["description"]]
            shown = await teams.chat(person, room=room["channel"])
            said += [_sent(one) for one in shown if one["sender"] == "bot"]
    assert len(said) > 20
    found = {secret: one for secret in SECRETS for one in said if _tells(secret, one)}
    assert not found


def _sent(message: dict[str, object]) -> str:
    """Give what the bot sent: card, summary and text, but not whom Teams says that it is from."""
    activity = message["activity"]
    assert isinstance(activity, dict)
    kept = {key: activity.get(key) for key in ("summary", "text", "attachments", "speak")}
    return json.dumps(kept, ensure_ascii=False)


def _tells(secret: str, said: str) -> bool:
    return re.search(rf"(?<!\w){re.escape(secret)}", said) is not None
