"""A package that a kommune could upload, as files and as its manifest."""

from typing import Any

import orjson
import pytest

from dialogs.base import discover
from manifest import app, package
from manifest.app import App, Developer
from manifest.builder import Deployment

APP_ID = "0b6f1f0e-4f0e-4f5e-9d0a-6d1d0c3b7a11"


@pytest.fixture
def kommune() -> App:
    """Give app.toml as a kommune would fill it in."""
    pages = {"website": "", "privacy": "personvern", "terms": "vilkar"}
    own = {key: f"https://stafett.storvik.kommune.no/{page}" for key, page in pages.items()}
    developer = Developer(name="Storvik kommune", **own)
    return app.read().model_copy(update={"developer": developer, "version": "1.2.3"})


@pytest.fixture
def files(kommune: App) -> package.Files:
    """Give the package's files."""
    return package.files(discover(), kommune, Deployment(APP_ID, rooms=True))


@pytest.fixture
def manifest(files: package.Files) -> dict[str, Any]:
    """Give the manifest of the package."""
    return orjson.loads(files[package.MANIFEST])
