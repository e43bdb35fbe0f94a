"""A real headless browser for tests, as the fixture `page`.

A test module or a conftest gets it with
`from tests.support.browser import browser_page  # noqa: F401`.
"""

import os
import shutil
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager

import pytest
from playwright.async_api import Browser, ConsoleMessage, Page, async_playwright

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
PATIENCE_MS = 8000


def find_browser() -> str:
    """Give the path of the machine's Chromium; without one CI fails and others skip."""
    found = next((path for name in NAMES if (path := shutil.which(name))), None)
    if found:
        return found
    words = f"No browser: none of {', '.join(NAMES)} is installed."
    if os.environ.get("CI") == "true":
        pytest.fail(words)
    pytest.skip(words)


@asynccontextmanager
async def chromium() -> AsyncGenerator[Browser]:
    """Run headless Chromium inside a `with`."""
    path = find_browser()
    async with async_playwright() as driver:
        browser = await driver.chromium.launch(executable_path=path, args=ARGUMENTS)
        try:
            yield browser
        finally:
            await browser.close()


@pytest.fixture(name="page")
async def browser_page() -> AsyncGenerator[Page]:
    """Give an empty page, Norwegian; the test fails when the page's own scripts do."""
    problems: list[str] = []

    def heard(message: ConsoleMessage) -> None:
        if message.type == "error" and "Failed to load resource" not in message.text:
            problems.append(message.text)

    async with chromium() as browser:
        opened = await browser.new_page(
            locale="nb-NO", timezone_id="Europe/Oslo", viewport={"width": 1280, "height": 820}
        )
        opened.set_default_timeout(PATIENCE_MS)
        opened.on("pageerror", lambda error: problems.append(str(error)))
        opened.on("console", heard)
        yield opened
    assert problems == []
