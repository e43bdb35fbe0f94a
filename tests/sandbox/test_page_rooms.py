"""Rooms on the page: posts and replies, mentions, words for one alone, views, a phone."""

import re
from typing import Any

import pytest
from playwright.async_api import Locator, Page, expect

from tests.sandbox import fake_cards as cards
from tests.sandbox.conftest import Town
from tests.sandbox.graph_calls import make_room, part
from tests.sandbox.test_page import sits_down
from tests.support.screen import Screen

pytestmark = pytest.mark.browser
CARD = "application/vnd.microsoft.card.adaptive"


async def goes_in(page: Page, town: Town, room: str, person: str = "kari") -> Screen:
    """Sit down in a room."""
    await page.goto(f"{town.settings.service_url}#{person}/{part(room)}")
    await expect(page.locator("#peer-name")).to_have_text("Stafett 7F3K")
    await expect(page.locator(".empty, .post").first).to_be_visible()
    return Screen(page, town.settings.service_url)


def place(page: Page, name: str) -> Locator:
    return page.get_by_role("navigation", name="Chatter og rom").get_by_role("button", name=name)


async def chat(town: Town, room: str, person: str = "kari") -> list[dict[str, Any]]:
    return await town.teams.chat(person, room=room)


async def tells_alone(town: Town, room: str, person: str, words: str) -> None:
    people = (await town.teams.state())["people"]
    to = next(one["teams_id"] for one in people if one["key"] == person)
    body = {"type": "message", "text": words, "recipient": {"id": to}}
    path = f"conversations/{part(room)}/activities?isTargetedActivity=true"
    status, _ = await town.bot.call("POST", path, body)
    assert status == 201


def heard(town: Town) -> list[str]:
    return [a["text"] for a in town.bot.received if a["type"] == "message"]


async def test_a_new_room_appears_and_what_is_unread_in_it_is_marked(
    page: Page, town: Town
) -> None:
    await sits_down(page, town)
    await expect(page.get_by_text("Kari er ikke med i noe rom ennå.")).to_be_visible()
    room = await make_room(town, "kari", "nora")
    unread = place(page, "Stafett 7F3K").get_by_role("img", name="Ulest")
    await expect(place(page, "Stafett 7F3K")).to_be_visible()
    await expect(unread).to_have_count(0)
    await town.teams.says("nora", "Hei!", room=room)
    await expect(unread).to_be_visible()
    await page.reload()
    await expect(unread).to_be_visible()
    await place(page, "Stafett 7F3K").click()
    await expect(page.get_by_text("Hei!")).to_be_visible()
    await expect(unread).to_have_count(0)
    await town.bot.post(room, card=cards.launcher())
    await expect(page.get_by_text("Lysglimt for Kari Lærer")).to_be_visible()
    await page.reload()
    await place(page, "Stafett Privat chat").click()
    await expect(page.get_by_role("heading", name="Hei, Kari")).to_be_visible()
    await expect(unread).to_have_count(0)
    nora = page.get_by_role("button", name="Nora Dahl").get_by_role("img", name="Noe nytt")
    await expect(nora).to_be_visible()


async def test_the_bot_is_named_by_keyboard_and_hears_nothing_else(page: Page, town: Town) -> None:
    room = await make_room(town, "kari", "nora")
    screen = await goes_in(page, town, room)
    box = page.get_by_role("textbox", name="Skriv i Stafett 7F3K")
    await expect(box).to_have_accessible_description(re.compile("Stafett hører bare"))
    await screen.says("Skal vi møtes?")
    assert heard(town) == []
    await box.press_sequentially("@st")
    await page.keyboard.press("ArrowDown")
    await page.keyboard.press("Enter")
    await expect(box).to_have_value("@Stafett ")
    await expect(page.get_by_role("option", name="mine logger")).to_have_count(0)
    await page.keyboard.type("hj")
    await page.keyboard.press("ArrowDown")
    await page.keyboard.press("Tab")
    await expect(box).to_have_value("@Stafett hjelp")
    await page.keyboard.press("Enter")
    post = page.locator(".post").last
    await expect(post.locator(".mention")).to_have_text("Stafett")
    assert heard(town) == ["<at>Stafett</at> hjelp"]
    await page.get_by_role("button", name="Nevn Stafett").click()
    await expect(box).to_have_value("@Stafett ")
    await expect(box).to_be_focused()


async def test_replies_stand_under_their_post_and_the_older_are_folded(
    page: Page, town: Town
) -> None:
    room = await make_room(town, "kari", "nora")
    await town.teams.says("nora", "Passer torsdag?", room=room)
    root = (await chat(town, room))[0]["id"]
    path = f"/sandbox/api/people/nora/rooms/{part(room)}/text"
    for words in ("svar en", "svar to", "svar tre"):
        await town.teams.ask("POST", path, {"text": words, "thread": root})
    await town.teams.says("nora", "Et annet innlegg", room=room)
    screen = await goes_in(page, town, room)
    await expect(page.get_by_text("svar tre")).to_be_visible()
    await expect(page.get_by_text("svar en")).to_be_hidden()
    older = page.get_by_role("button", name="Vis 1 tidligere svar")
    await older.focus()
    await page.keyboard.press("Enter")
    await expect(page.get_by_text("svar en")).to_be_visible()
    await expect(page.get_by_role("button", name="Skjul 1 tidligere svar")).to_be_focused()
    await screen.answers("Passer torsdag?", "svar fire")
    last = (await chat(town, room))[-1]
    assert (last["thread"], last["sender"]) == (root, "kari")
    await expect(page.locator(".post").first.locator(".message").last).to_contain_text("svar fire")
    await page.locator(".answer").first.click()
    await expect(page.get_by_text("Svarer på «Passer torsdag?»")).to_be_visible()
    await page.keyboard.press("Escape")
    await expect(page.locator(".answer").first).to_be_focused()
    await screen.says("et nytt innlegg")
    await expect(page.locator(".post")).to_have_count(3)


async def test_what_is_for_one_alone_nobody_else_sees(page: Page, town: Town) -> None:
    room = await make_room(town, "kari", "per")
    await tells_alone(town, room, "per", "Teksten din ligger klar.")
    screen = await goes_in(page, town, room, "per")
    private = screen.message("Teksten din ligger klar.")
    await expect(private).to_contain_text("Bare du kan se dette")
    await private.get_by_role("button", name="Mer om meldingen").click()
    await expect(page.get_by_role("menuitem")).to_have_count(1)
    await page.keyboard.press("Escape")
    await page.get_by_role("button", name="Kari Lærer").click()
    await expect(page.get_by_text("Ingen har skrevet her ennå.")).to_be_visible()
    await expect(page.locator("#peer-name")).to_have_text("Stafett 7F3K")
    await tells_alone(town, room, "per", "Enda et ord.")
    await town.teams.says("per", "Hei, Kari", room=room)
    await expect(screen.message("Hei, Kari")).to_contain_text("ekstern")
    html = await page.content()
    assert "Teksten din" not in html
    assert "Enda et ord" not in html


async def test_a_card_in_a_room_is_everybodys_own_and_falls_back(page: Page, town: Town) -> None:
    room = await make_room(town, "kari", "nora")
    message = await town.bot.post(room, card=cards.launcher())
    await goes_in(page, town, room)
    await expect(page.get_by_text("Lysglimt for Kari Lærer")).to_be_visible()
    await page.get_by_role("button", name="Nora Dahl").click()
    await expect(page.get_by_text("Lysglimt for Nora Dahl")).to_be_visible()
    await page.get_by_role("button", name="Takk", exact=True).click()
    await expect(page.get_by_text("Takk er sendt.")).to_be_visible()
    sent = town.bot.received[-1]
    assert sent["channelData"]["channel"] == {"id": room}
    assert sent["replyToId"] == message
    town.bot.refreshed = False
    card = {"contentType": CARD, "content": cards.launcher()}
    path = f"conversations/{part(room)}/activities/{message}"
    await town.bot.call("PUT", path, {"type": "message", "attachments": [card]})
    await expect(page.get_by_text("Lysglimt for Nora Dahl")).to_have_count(0)
    await expect(page.locator(".post").get_by_text("Nytt i loggen")).to_be_visible()


async def test_a_persons_message_is_put_in_the_log_from_its_menu(page: Page, town: Town) -> None:
    room = await make_room(town, "kari", "nora")
    await town.teams.says("nora", "Vi ses <b>torsdag</b>", room=room)
    screen = await goes_in(page, town, room)
    await screen.message_menu("Vi ses", "Oppdatering")
    await expect(screen.dialog).to_be_visible()
    sent = town.bot.received[-1]["value"]
    assert sent["commandContext"] == "message"
    assert sent["messagePayload"]["from"]["user"]["displayName"] == "Nora Dahl"
    await screen.fills("Fornavn", "Emil")
    await page.get_by_role("checkbox", name="Fritid").check()
    await screen.presses("Opprett")
    await screen.sees("Loggen for Emil er opprettet som utkast.")
    assert town.bot.received[-1]["channelData"]["channel"] == {"id": room}


async def test_names_and_tags_that_somebody_types_are_words_and_nothing_more(
    page: Page, town: Town
) -> None:
    room = await make_room(town, "kari", "nora")
    words = "<at>Rektor</at> <img src=x onerror=document.title='x'> @Stafett hei"
    await town.teams.says("nora", words, room=room)
    await town.bot.post(room, text="<at>Kari</at> **leste** det")
    await goes_in(page, town, room)
    await expect(page.locator(".bubble").first).to_have_text(words.replace("@", ""))
    await expect(page.get_by_text("<at>Kari</at>")).to_be_visible()
    await expect(page.locator(".mention")).to_have_text("Stafett")
    assert await page.locator(".bubble img").count() == 0


async def test_the_pinned_card_is_one_press_away(page: Page, town: Town) -> None:
    room = await make_room(town, "kari")
    pinned = await town.bot.post(room, card=cards.help_card())
    for number in range(12):
        await town.teams.says("kari", f"innlegg {number}", room=room)
    await goes_in(page, town, room)
    card = page.locator(f".message[data-id='{pinned}']")
    await expect(card).not_to_be_in_viewport()
    await page.get_by_role("button", name="Festet: Hei! Dette kan jeg hjelpe deg med").click()
    await expect(card).to_be_in_viewport()
    await expect(card).to_be_focused()
    await place(page, "Stafett Privat chat").click()
    await expect(page.locator("#pinned")).to_be_hidden()


@pytest.mark.parametrize("width", [320, 390, 1280])
async def test_a_room_is_no_wider_than_the_screen(page: Page, town: Town, width: int) -> None:
    await page.set_viewport_size({"width": width, "height": 720})
    room = await make_room(town, "kari", "per")
    await town.teams.says("per", "x" * 300, room=room)
    await town.bot.post(room, card=cards.launcher())
    await tells_alone(town, room, "kari", "y" * 200)
    await goes_in(page, town, room)
    await expect(page.locator(".post")).to_have_count(3)
    too_wide = "e => e.scrollWidth > e.clientWidth"
    await page.click("#open-members")
    await expect(page.get_by_role("heading", name="Hvem er i Stafett 7F3K?")).to_be_visible()
    for part_of_page in ("html", "#log", "#side > div"):
        assert not await page.locator(part_of_page).evaluate(too_wide), part_of_page


async def test_on_a_phone_there_is_a_way_back_to_the_list(page: Page, town: Town) -> None:
    await page.set_viewport_size({"width": 390, "height": 720})
    room = await make_room(town, "kari", "nora")
    await sits_down(page, town)
    back = page.get_by_role("button", name="Til chatter og rom")
    await back.click()
    await expect(place(page, "Stafett Privat chat")).to_be_focused()
    await page.keyboard.press("ArrowDown")
    await expect(place(page, "Stafett 7F3K")).to_be_focused()
    await expect(page.locator("#text")).to_be_hidden()
    await page.keyboard.press("Enter")
    await expect(page.get_by_text("Ingen har skrevet her ennå.")).to_be_visible()
    await expect(back).to_be_focused()
    await town.bot.post((await town.bot.call("POST", "conversations", _me()))[1]["id"], text="Hei")
    await expect(back).to_have_accessible_name("Til chatter og rom. Noe er ulest")
    await page.keyboard.press("Enter")
    await page.keyboard.press("Escape")
    await expect(back).to_be_focused()
    assert await chat(town, room) == []


def _me() -> dict[str, Any]:
    kari, furulund = "0b7d5c10-3a41-4c58-8a11-5d2e9f100001", "6c1f0a52-8d0e-4f5b-9a77-2f0b5a1c0001"
    return {"isGroup": False, "members": [{"id": kari}], "tenantId": furulund}
