"""Somebody at the screen: goes to a person's chat, writes, presses, fills in, reads."""

import os
from pathlib import Path

from playwright.async_api import Locator, Page, expect

PICTURES = os.environ.get("STAFETT_BILDER")
"""A folder for pictures of the story; without it none are taken."""


class Screen:
    """One browser page on the sandbox; `be` says who sits at it."""

    def __init__(self, page: Page, url: str) -> None:
        self.page = page
        self.url = url

    async def be(self, key: str) -> None:
        """Sit down as a person."""
        await self.page.goto(f"{self.url}#{key}")
        await self.page.reload()
        await expect(self.page.locator(".empty, .message").first).to_be_visible()

    async def says(self, words: str) -> None:
        """Write, and wait for the bot's card; in a room, where it may be silent, for the post."""
        awaited = ".message.mine" if await self._in_room() else ".message.bot"
        before = await self.page.locator(awaited).count()
        await self.page.fill("#text", words)
        await self.page.press("#text", "Enter")
        await expect(self.page.locator(awaited)).to_have_count(before + 1)

    async def enters(self, name: str) -> None:
        """Open a room by a part of its name (it may take a moment to appear in the list)."""
        await self._goes_to(self.page.locator(".place:not([data-channel=''])", has_text=name))
        await expect(self.page.locator("#peer-name")).to_contain_text(name)

    async def leaves(self) -> None:
        """Go from a room back to the private chat."""
        await self._goes_to(self.page.locator(".place[data-channel='']"))
        await expect(self.page.locator("#peer-line")).to_contain_text("Privat chat")

    async def answers(self, post: str, words: str) -> None:
        """Answer the post of the open room that says something."""
        found = self.page.locator(".post", has_text=post).last
        before = await found.locator(".message").count()
        await found.get_by_role("button", name="Svar", exact=True).click()
        await self.page.fill("#text", words)
        await self.page.press("#text", "Enter")
        await expect(found.locator(".message")).to_have_count(before + 1)

    async def message_menu(self, words: str, action: str) -> None:
        """Choose in the «…» menu of the message that says something."""
        await self.message(words).get_by_role("button", name="Mer om meldingen").click()
        await self.page.get_by_role("menuitem", name=action).first.click()

    def message(self, words: str) -> Locator:
        """Find the last message of the open conversation that says something."""
        return self.page.locator(".message", has_text=words).last

    async def lets_in(self, name: str) -> None:
        """Put somebody into the open room, by the sandbox's own hand."""
        await self._opens_members()
        choice = self.page.get_by_label("Hvem skal inn?")
        option = choice.locator("option", has_text=name)
        await choice.select_option(label=await option.inner_text())
        await self.page.get_by_role("button", name="Sett inn").click()
        await expect(self.page.locator(".roster li", has_text=name)).to_be_visible()

    async def takes_out(self, name: str) -> None:
        """Take somebody out of the open room, by the sandbox's own hand."""
        await self._opens_members()
        await self.page.get_by_role("button", name=f"Ta {name} ut av rommet").click()
        await expect(self.page.locator(".roster li", has_text=name)).to_have_count(0)

    @property
    def dialog(self) -> Locator:
        """The open dialog."""
        return self.page.get_by_role("dialog")

    @property
    def newest(self) -> Locator:
        """The last message from the bot; in a room the last one on the page."""
        return self.page.locator(".message.bot").last

    async def presses(self, name: str, *, on: str = "") -> None:
        """Press a button of the dialog; when none is open, of the message `on`, or the newest."""
        message = self.message(on) if on else self.newest
        place = self.dialog if await self.dialog.count() else message
        await place.get_by_role("button", name=name, exact=True).first.click()

    async def opens_from(self, message: str, name: str) -> None:
        """Press the button of a message that opens a dialog."""
        await self.presses(name, on=message)
        await expect(self.dialog).to_be_visible()

    async def opens(self, command: str) -> None:
        """Write a command and open the dialog that its card offers."""
        await self.says(command)
        await self.newest.locator(".content").get_by_role("button").first.click()
        await expect(self.dialog).to_be_visible()

    async def plus(self, action: str) -> None:
        """Open a dialog from «+» beside the compose box."""
        await self.page.get_by_role("button", name="Skriv i loggen").click()
        await self.page.get_by_role("menuitem", name=action).first.click()
        await expect(self.dialog).to_be_visible()

    async def fills(self, label: str, words: str) -> None:
        """Fill in a field."""
        await self.dialog.get_by_label(label).first.fill(words)

    async def chooses(self, label: str, option: str) -> None:
        """Choose in a list."""
        await self.dialog.get_by_label(label).first.select_option(label=option)

    async def picks(self, label: str, part: str) -> None:
        """Choose in a list the option whose name has this part."""
        field = self.dialog.get_by_label(label).first
        option = field.locator("option", has_text=part).first
        await expect(option).to_be_attached()
        await field.select_option(label=await option.inner_text())

    async def ticks(self, group: str, *names: str) -> None:
        """Tick boxes (or a round button) of a group."""
        place = self.dialog.get_by_role("group", name=group) if group else self.dialog
        for name in names:
            box = place.get_by_label(name)
            await box.first.check()

    async def sees(self, *words: str) -> None:
        """Read words in the dialog, or in the chat when none is open."""
        place = self.dialog if await self.dialog.count() else self.page.locator("main")
        for word in words:
            await expect(place).to_contain_text(word)

    async def closes(self) -> None:
        """Leave the dialog."""
        await self.page.keyboard.press("Escape")
        await expect(self.dialog).to_have_count(0)

    async def picture(self, name: str) -> None:
        """Keep a picture, when pictures are asked for."""
        if PICTURES:
            await self.page.wait_for_timeout(250)
            await self.page.screenshot(path=Path(PICTURES) / f"{name}.png")

    async def _in_room(self) -> bool:
        return await self.page.locator(".place[aria-current='true'][data-channel='']").count() == 0

    async def _goes_to(self, place: Locator) -> None:
        await expect(place.first).to_be_attached()
        if await self.page.locator("#back").is_visible():
            await self.page.click("#back")
        await place.first.click()

    async def _opens_members(self) -> None:
        button = self.page.locator("#open-members")
        if await button.get_attribute("aria-expanded") != "true":
            await button.click()
