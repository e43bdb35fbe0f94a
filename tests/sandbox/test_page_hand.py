"""The sandbox's own hand, on the page: who is in a room, who has the app, what goes wrong."""

import pytest
from playwright.async_api import Page, expect

from tests.sandbox.conftest import Town
from tests.sandbox.graph_calls import make_room
from tests.sandbox.test_page import says, sits_down
from tests.sandbox.test_page_rooms import goes_in, place

pytestmark = pytest.mark.browser


async def test_people_come_and_go_by_the_sandboxs_hand(page: Page, town: Town) -> None:
    room = await make_room(town, "kari", "nora")
    screen = await goes_in(page, town, room)
    await expect(page.locator("#peer-line")).to_have_text("Stafett Furulund · 3 medlemmer")
    await screen.lets_in("Tor Vik")
    await expect(page.locator("#peer-line")).to_contain_text("4 medlemmer")
    await expect(page.locator(".roster li", has_text="Tor Vik")).to_contain_text("ekstern")
    await screen.takes_out("Tor Vik")
    await expect(page.locator("#peer-line")).to_contain_text("3 medlemmer")
    await screen.takes_out("Kari Lærer")
    await expect(page.get_by_text("Kari Lærer er ikke lenger i Stafett 7F3K.")).to_be_visible()
    await expect(page.get_by_role("heading", name="Hei, Kari")).to_be_visible()
    await page.get_by_role("switch", name="Kari har appen Stafett").uncheck()
    await expect(page.get_by_text("Stafett er fjernet hos Kari.")).to_be_visible()
    await expect(page.locator("#peer-line")).to_have_text(
        "Privat chat med Kari Lærer, som ikke har appen"
    )
    assert town.bot.received[-1]["action"] == "remove"
    await says(page, "hjelp")
    await expect(page.get_by_role("alert")).to_contain_text("ikke lagt til hos deg")


async def test_a_room_is_deleted_only_after_a_second_yes(page: Page, town: Town) -> None:
    room = await make_room(town, "kari", "nora")
    await goes_in(page, town, room)
    await page.get_by_role("button", name="Medlemmer og app").click()
    delete = page.get_by_role("button", name="Slett rommet …")
    await delete.click()
    await expect(page.get_by_role("button", name="Behold")).to_be_focused()
    await page.keyboard.press("Enter")
    await expect(delete).to_be_focused()
    await delete.click()
    await page.get_by_role("button", name="Ja, slett for alle").click()
    await expect(page.get_by_role("heading", name="Hei, Kari")).to_be_visible()
    await expect(place(page, "Stafett 7F3K")).to_have_count(0)


async def test_a_fault_can_be_for_graph_alone_and_by_chance(page: Page, town: Town) -> None:
    await sits_down(page, town)
    await page.get_by_role("button", name="Feil som kan skje").click()
    await page.get_by_label("Hva det rammer").select_option("rom og medlemmer")
    await page.get_by_label("Hvor ofte").select_option("annenhver gang")
    await page.get_by_label("Hvor lenge").select_option("til jeg slår av")
    await page.get_by_role("switch", name="502 Teams er nede").check()
    await page.get_by_role("switch", name="Teams’ egne grenser").check()
    told = "På · til du slår av · rom og medlemmer · 50 % sjanse"
    await expect(page.get_by_text(told)).to_have_count(2)
    on = (await town.teams.state())["faults"]
    assert [(f["kind"], f["scope"], f["chance"]) for f in on] == [
        ("502", "graph", 0.5),
        ("limits", "graph", 0.5),
    ]
    await page.get_by_role("button", name="Slå av alle").click()
    await expect(page.get_by_role("switch", name="502 Teams er nede")).not_to_be_checked()
    assert (await town.teams.state())["faults"] == []
