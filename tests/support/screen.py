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
        """Write to the bot and wait for its card."""
        before = await self.page.locator(".message:not(.mine)").count()
        await self.page.fill("#text", words)
        await self.page.press("#text", "Enter")
        await expect(self.page.locator(".message:not(.mine)")).to_have_count(before + 1)

    @property
    def dialog(self) -> Locator:
        """The open dialog."""
        return self.page.get_by_role("dialog")

    @property
    def newest(self) -> Locator:
        """The newest message from the bot."""
        return self.page.locator(".message:not(.mine)").last

    async def presses(self, name: str) -> None:
        """Press a button of the dialog, or of the newest card when none is open."""
        place = self.dialog if await self.dialog.count() else self.newest
        await place.get_by_role("button", name=name, exact=True).first.click()

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
