"""The page in a real browser: keyboard, privacy between people, own views, phone, dark."""

import pytest
from playwright.async_api import Locator, Page, expect

from tests.sandbox import fake_cards as cards
from tests.sandbox.conftest import Town
from tests.sandbox.test_connector import chat_of

pytestmark = pytest.mark.browser


async def sits_down(page: Page, town: Town, person: str = "kari") -> None:
    await page.goto(f"{town.settings.service_url}#{person}")
    await expect(page.locator(".empty, .message").first).to_be_visible()


async def says(page: Page, words: str) -> None:
    await page.fill("#text", words)
    await page.press("#text", "Enter")


def dialog(page: Page) -> Locator:
    return page.get_by_role("dialog")


async def test_a_dialog_is_opened_filled_in_and_sent_by_keyboard_alone(
    page: Page, town: Town
) -> None:
    await sits_down(page, town)
    await says(page, "ny logg")
    button = page.get_by_role("button", name="Åpne skjemaet")
    await button.focus()
    await page.keyboard.press("Enter")
    await expect(dialog(page)).to_have_accessible_name("Ny logg")
    await expect(page.get_by_label("Fornavn")).to_be_focused()
    await page.keyboard.press("Enter")
    await expect(page.get_by_text("Skriv fornavnet.")).to_be_visible()
    await expect(page.get_by_label("Fornavn")).to_have_attribute("aria-invalid", "true")
    await page.keyboard.type("Jonas")
    topic = page.get_by_role("checkbox", name="Trivsel")
    for _ in range(20):
        await page.keyboard.press("Tab")
        if await topic.evaluate("box => box === document.activeElement"):
            break
    await page.keyboard.press("Space")
    await page.get_by_label("Fornavn").focus()
    await page.keyboard.press("Enter")
    await expect(dialog(page)).to_contain_text("Loggen for Jonas er opprettet som utkast.")
    await expect(page.get_by_role("button", name="OK")).to_be_focused()
    await page.keyboard.press("Enter")
    await expect(dialog(page)).to_have_count(0)
    await expect(button).to_be_focused()
    sent = next(a for a in town.bot.received if a.get("name") == "task/submit")
    assert sent["value"]["data"]["deler"] == "trivsel"
    assert sent["value"]["data"]["nonce"] == "n-1"


async def test_tab_stays_in_the_dialog_and_escape_leaves_it(page: Page, town: Town) -> None:
    await sits_down(page, town)
    await says(page, "ny logg")
    await page.get_by_role("button", name="Åpne skjemaet").click()
    await expect(dialog(page)).to_be_visible()
    for key in ["Tab"] * 20 + ["Shift+Tab"] * 20:
        await page.keyboard.press(key)
        assert await page.evaluate("document.activeElement.closest('dialog') !== null")
    await page.keyboard.press("Escape")
    await expect(dialog(page)).to_have_count(0)
    await expect(page.get_by_role("button", name="Åpne skjemaet")).to_be_focused()


async def test_a_server_side_error_brings_the_form_back_with_what_was_typed(
    page: Page, town: Town
) -> None:
    await sits_down(page, town)
    await page.get_by_role("button", name="Skriv i loggen").click()
    await page.get_by_role("menuitem", name="Oppdatering").click()
    await page.get_by_label("Fornavn").fill("feil")
    await page.get_by_label("Hva undrer du deg over?").fill("Han sitter alene.")
    await page.get_by_role("checkbox", name="Fritid").check()
    await page.get_by_role("button", name="Opprett").click()
    await expect(dialog(page)).to_contain_text("Navnet kan ikke være")
    await expect(page.get_by_label("Hva undrer du deg over?")).to_have_value("Han sitter alene.")


async def test_switching_person_leaves_nothing_of_the_other_behind(page: Page, town: Town) -> None:
    await sits_down(page, town)
    await says(page, "noe hemmelig")
    await expect(page.locator(".message.mine")).to_contain_text("noe hemmelig")
    await says(page, "ny logg")
    await page.get_by_role("button", name="Mer om meldingen").last.click()
    await page.get_by_role("menuitem", name="Vis rådata").click()
    await expect(page.get_by_role("heading", name="Rådata for meldingen")).to_be_visible()
    await page.fill("#text", "et halvt utkast")
    await page.get_by_role("button", name="Nora Dahl").click()
    await expect(page.get_by_role("heading", name="Hei, Nora")).to_be_visible()
    html = await page.content()
    assert "hemmelig" not in html
    assert "Skal vi opprette logg" not in html
    await expect(page.locator("#text")).to_have_value("")
    await town.teams.says("kari", "mer hemmelig")
    await expect(page.get_by_role("img", name="Noe nytt")).to_be_visible()
    assert "hemmelig" not in await page.content()


async def test_a_posted_card_shows_each_viewer_their_own_view_and_falls_back(
    page: Page, town: Town
) -> None:
    await sits_down(page, town)
    message = await town.bot.post(await chat_of(town), card=cards.launcher())
    await expect(page.get_by_text("Lysglimt for Kari Lærer")).to_be_visible()
    await expect(page.get_by_text("Nytt i loggen")).to_have_count(0)
    await page.get_by_role("button", name="Takk", exact=True).click()
    await expect(page.get_by_text("Takk er sendt.")).to_be_visible()
    town.bot.refreshed = False
    path = f"conversations/{await chat_of(town)}/activities/{message}"
    card = {"contentType": "application/vnd.microsoft.card.adaptive", "content": cards.launcher()}
    await town.bot.call("PUT", path, {"type": "message", "attachments": [card]})
    await expect(page.get_by_text("Lysglimt for Kari Lærer")).to_have_count(0)
    await expect(page.get_by_text("Nytt i loggen")).to_be_visible()


async def test_a_card_that_names_others_is_refreshed_only_by_hand(page: Page, town: Town) -> None:
    await sits_down(page, town)
    await town.bot.post(await chat_of(town), card=cards.launcher(["29:somebody-else"]))
    await expect(page.get_by_text("Nytt i loggen")).to_be_visible()
    await page.wait_for_timeout(300)
    assert not any(a.get("name") == "adaptiveCard/action" for a in town.bot.received)
    await page.get_by_role("button", name="Mer om meldingen").last.click()
    await page.get_by_role("menuitem", name="Oppdater kortet").click()
    await expect(page.get_by_text("Lysglimt for Kari Lærer")).to_be_visible()
    assert town.bot.received[-1]["value"]["trigger"] == "manual"


@pytest.mark.parametrize("width", [320, 390, 1280])
async def test_nothing_is_wider_than_the_screen(page: Page, town: Town, width: int) -> None:
    await page.set_viewport_size({"width": width, "height": 720})
    await sits_down(page, town)
    for words in ("hjelp", "ny logg", "x" * 300):
        await says(page, words)
    await page.get_by_role("button", name="Åpne skjemaet").click()
    await expect(dialog(page)).to_be_visible()
    too_wide = "document.documentElement.scrollWidth > innerWidth"
    assert not await page.evaluate(too_wide)
    assert not await page.evaluate(
        "(e => e.scrollWidth > e.clientWidth)(document.querySelector('.inside'))"
    )
    await page.keyboard.press("Escape")
    assert not await page.evaluate(
        "(e => e.scrollWidth > e.clientWidth)(document.querySelector('#log'))"
    )
    for button in ("#open-faults", "#open-guide"):
        await page.click(button)
        assert not await page.evaluate(too_wide)
        if width < 1180:
            await page.get_by_role("button", name="Lukk", exact=True).click()


async def test_on_a_phone_the_people_are_behind_the_name(page: Page, town: Town) -> None:
    await page.set_viewport_size({"width": 390, "height": 720})
    await sits_down(page, town)
    await page.get_by_role("button", name="Du er Kari Lærer").click()
    await page.get_by_role("button", name="Marte Lien").click()
    await expect(page.get_by_role("heading", name="Hei, Marte")).to_be_visible()
    await expect(page.get_by_role("button", name="Du er Marte Lien")).to_be_visible()


async def test_dark_follows_the_machine_until_somebody_chooses(page: Page, town: Town) -> None:
    await page.emulate_media(color_scheme="dark")
    await sits_down(page, town)
    theme = "document.documentElement.dataset.theme"
    canvas = "getComputedStyle(document.querySelector('.main')).backgroundColor"
    assert await page.evaluate(theme) == "dark"
    dark = await page.evaluate(canvas)
    await page.get_by_role("button", name="Skriv i loggen").click()
    await page.get_by_role("menuitem", name="Oppdatering").click()
    await expect(dialog(page)).to_be_visible()
    assert town.bot.received[-1]["value"]["context"] == {"theme": "dark"}
    await page.keyboard.press("Escape")
    await page.get_by_role("button", name="Bytt til lyst tema").click()
    assert await page.evaluate(canvas) != dark
    await page.reload()
    assert await page.evaluate(theme) == "light"
    await expect(page.locator(".empty, .message").first).to_be_visible()


async def test_faults_and_a_bot_that_refuses_are_shown(page: Page, town: Town) -> None:
    await sits_down(page, town)
    await page.get_by_role("button", name="Feil som kan skje").click()
    await page.get_by_role("switch", name="Levert to ganger").check()
    await says(page, "hva")
    await expect(page.get_by_role("switch", name="Levert to ganger")).not_to_be_checked()
    assert [a.get("text") for a in town.bot.received][-2:] == ["hva", "hva"]
    town.bot.app_id = "another-app"
    await says(page, "hjelp")
    await expect(page.get_by_role("alert")).to_contain_text("401")


async def test_unfolding_and_revealing_work_in_a_posted_card(page: Page, town: Town) -> None:
    await sits_down(page, town)
    await says(page, "hjelp")
    await page.get_by_role("button", name="Hva er et lysglimt?").click()
    await expect(page.get_by_text("Et lysglimt er noe fint som skjedde.")).to_be_visible()
    await says(page, "ny logg")
    more = page.get_by_text("Loggen er et utkast til alle")
    await expect(more).to_be_hidden()
    await page.get_by_role("button", name="Les mer").click()
    await expect(more).to_be_visible()


async def test_hints_help_with_writing(page: Page, town: Town) -> None:
    await sits_down(page, town)
    await page.locator("#text").press_sequentially("ny")
    await expect(page.get_by_role("option", name="ny logg")).to_be_visible()
    await page.keyboard.press("ArrowDown")
    await page.keyboard.press("Enter")
    await expect(page.locator("#text")).to_have_value("ny logg")
    await page.keyboard.press("Enter")
    await expect(page.get_by_text("Skal vi opprette logg?")).to_be_visible()


async def test_a_dot_for_something_new_outlives_a_reload(page: Page, town: Town) -> None:
    await town.teams.says("nora", "hjelp")
    await sits_down(page, town)
    news = page.get_by_role("button", name="Nora Dahl").get_by_role("img", name="Noe nytt")
    await expect(news).to_be_visible()
    await page.get_by_role("button", name="Nora Dahl").click()
    await expect(page.get_by_text("Dette kan jeg hjelpe deg med")).to_be_visible()
    await page.get_by_role("button", name="Kari Lærer").click()
    await page.reload()
    await expect(page.get_by_role("heading", name="Hei, Kari")).to_be_visible()
    await expect(news).to_have_count(0)


async def test_the_page_stays_at_the_newest_message(page: Page, town: Town) -> None:
    await page.set_viewport_size({"width": 1280, "height": 500})
    await sits_down(page, town)
    for words in ("hjelp", "ny logg", "hjelp", "ny logg"):
        await says(page, words)
    await expect(page.locator(".message:not(.mine)")).to_have_count(4)
    newest = page.get_by_role("button", name="Åpne skjemaet").last
    await expect(newest).to_be_in_viewport()
    await page.locator("#log").hover()
    await page.mouse.wheel(0, -600)
    await page.wait_for_timeout(200)
    await town.bot.post(await chat_of(town), text="noe nytt")
    await expect(page.get_by_text("noe nytt")).to_be_attached()
    await expect(page.get_by_text("noe nytt")).not_to_be_in_viewport()
