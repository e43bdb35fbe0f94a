"""The package as files by name, and as a zip that comes out the same each time."""

import io
import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import orjson

from dialogs.base import Dialog
from manifest.app import App
from manifest.builder import (
    COLOR,
    COLOR_SMALL,
    DEFAULT,
    OUTLINE,
    TRANSLATED,
    Deployment,
    localised,
    made,
)

FOLDER = Path(__file__).parent
MANIFEST = "manifest.json"
ICONS = (COLOR, OUTLINE, COLOR_SMALL)
_NEVER = (1980, 1, 1, 0, 0, 0)
"""The moment that every file of a zip is said to be from."""
Files = dict[str, bytes]


def texts(dialogs: Mapping[str, Dialog], app: App, of: Deployment) -> Files:
    """Write the manifest and the other languages' files."""
    found = {MANIFEST: written(made(dialogs, app, of, DEFAULT))}
    for language in TRANSLATED:
        found[f"{language}.json"] = written(localised(dialogs, app, of, language))
    return found


def files(dialogs: Mapping[str, Dialog], app: App, of: Deployment) -> Files:
    """Give all files of the package: the texts, and the icons as they lie beside this file."""
    icons = {name: (FOLDER / name).read_bytes() for name in ICONS}
    return texts(dialogs, app, of) | icons


def written(value: Mapping[str, Any]) -> bytes:
    """Write JSON to be read by people too."""
    return orjson.dumps(value, option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE)


def zipped(found: Files) -> bytes:
    """Pack files, the manifest first; the same files give the same bytes, on every machine."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as package:
        for name in sorted(found, key=lambda one: (one != MANIFEST, one)):
            entry = zipfile.ZipInfo(name, _NEVER)
            entry.create_system, entry.external_attr = 3, 0o644 << 16
            # Stored: how well something is packed differs between machines.
            package.writestr(entry, found[name], zipfile.ZIP_STORED)
    return packed.getvalue()


def unzipped(packed: bytes) -> Files:
    """Read a package; raises `zipfile.BadZipFile`."""
    with zipfile.ZipFile(io.BytesIO(packed)) as package:
        return {name: package.read(name) for name in package.namelist()}
