"""Looks a whole package over: the zip's files, Microsoft's schemas, our own rules, the texts."""

import struct
from collections.abc import Iterator
from pathlib import Path
from typing import Any, cast

import orjson

from manifest import rules, schemas
from manifest.builder import texts_of
from manifest.package import MANIFEST, Files

_PNG = b"\x89PNG\r\n\x1a\n"
_SIDES = {"color": 192, "outline": 32, "color32x32": 32}
_WITH_ALPHA = (4, 6)
"""PNG's colour types that can be transparent in part."""
Json = dict[str, Any]


def flaws(found: Files, node_modules: Path = schemas.NODE_MODULES) -> Iterator[str]:
    """Say all that is wrong with a package; `NoSchemas` is raised last, when the rest is said."""
    manifest = _json(found, MANIFEST)
    if manifest is None:
        yield f"{MANIFEST}: is not at the root of the package, or is no JSON object."
        return
    lacking: schemas.NoSchemas | None = None
    shape: list[str] = []
    try:
        shape = list(schemas.flaws(manifest, schemas.MANIFEST, node_modules))
    except schemas.NoSchemas as error:
        lacking = error
    yield from shape
    if not shape:
        yield from rules.flaws(manifest)
        yield from _files(manifest, found)
        yield from _icons(manifest, found)
        yield from _languages(manifest, found, None if lacking else node_modules)
    if lacking:
        raise lacking


def _json(found: Files, name: str) -> Json | None:
    try:
        read = orjson.loads(found.get(name, b""))
    except orjson.JSONDecodeError:
        return None
    return cast("Json", read) if isinstance(read, dict) else None


def _languages_of(manifest: Json) -> dict[str, str]:
    info = manifest.get("localizationInfo", {})
    return {one["languageTag"]: one["file"] for one in info.get("additionalLanguages", ())}


def _files(manifest: Json, found: Files) -> Iterator[str]:
    named = {MANIFEST, *manifest["icons"].values(), *_languages_of(manifest).values()}
    yield from (f"{name}: is named, but not in the package." for name in sorted(named - set(found)))
    yield from (f"{name}: is not named in it." for name in sorted(set(found) - named))


def _icons(manifest: Json, found: Files) -> Iterator[str]:
    for kind, name in manifest["icons"].items():
        data, side = found.get(name), _SIDES[kind]
        if data is None:
            continue
        if not data.startswith(_PNG) or len(data) < 33:
            yield f"{name}: is no PNG."
            continue
        width, height, _, colours = struct.unpack(">IIBB", data[16:26])
        if (width, height) != (side, side):
            yield f"{name}: is {width}×{height}, not {side}×{side}."
        if kind != "color" and colours not in _WITH_ALPHA:
            yield f"{name}: has no transparent ground."


def _languages(manifest: Json, found: Files, node_modules: Path | None) -> Iterator[str]:
    wanted = texts_of(manifest)
    for name in _languages_of(manifest).values():
        said = _json(found, name)
        if said is None:
            yield f"{name}: is no JSON object."
            continue
        keys = set(said) - {"$schema"}
        yield from (f"{name}: {key} is not translated." for key in sorted(set(wanted) - keys))
        yield from (f"{name}: {key} is not in the manifest." for key in sorted(keys - set(wanted)))
        if node_modules is not None:
            found_flaws = schemas.flaws(said, schemas.LOCALIZATION, node_modules)
            yield from (f"{name}: {flaw}" for flaw in found_flaws)
