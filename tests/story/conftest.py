"""The product, running, and somebody at its screen."""

from collections.abc import AsyncGenerator, Generator
from pathlib import Path

import pytest
from playwright.async_api import Page

from tests.support import product as products
from tests.support.browser import browser_page, find_browser  # noqa: F401
from tests.support.product import Product
from tests.support.screen import Screen


@pytest.fixture
def product(tmp_path: Path) -> Generator[Product]:
    """Run the whole product on free ports with an empty database."""
    find_browser()
    with products.running(tmp_path / "data") as running:
        yield running


@pytest.fixture
async def screen(page: Page, product: Product) -> AsyncGenerator[Screen]:
    """Give somebody at the screen; the last picture shows where a test stopped."""
    made = Screen(page, product.url)
    yield made
    await made.picture("zz-sist")
