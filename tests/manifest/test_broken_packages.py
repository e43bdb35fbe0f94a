"""Every way in which a package can be wrong is found, and named."""

import io
from collections.abc import Callable
from typing import Any

import orjson
import pytest
from PIL import Image

from manifest import checking, package

Json = dict[str, Any]


def changed(files: package.Files, change: Callable[[Json], object]) -> list[str]:
    """Give the flaws of a package whose manifest somebody has changed."""
    manifest = orjson.loads(files[package.MANIFEST])
    change(manifest)
    return list(checking.flaws(files | {package.MANIFEST: package.written(manifest)}))


def put(*path: Any, value: Any) -> Callable[[Json], None]:
    """Make a change: a value at a place."""

    def change(manifest: Json) -> None:
        node: Any = manifest
        for key in path[:-1]:
            node = node[key]
        node[path[-1]] = value

    return change


def drop(*path: Any) -> Callable[[Json], None]:
    """Make a change: nothing at a place."""

    def change(manifest: Json) -> None:
        node: Any = manifest
        for key in path[:-1]:
            node = node[key]
        del node[path[-1]]

    return change


def twice(*path: Any) -> Callable[[Json], None]:
    """Make a change: the first of a list stands in it twice."""

    def change(manifest: Json) -> None:
        node: Any = manifest
        for key in path:
            node = node[key]
        node[-1] = node[0]

    return change


LIST = ("bots", 0, "commandLists", 0)
MANY = [{"title": str(number)} for number in range(13)]
BROKEN = {
    "no tier": (drop("supportsChannelFeatures"), "supportsChannelFeatures: must be tier1"),
    "another tier": (put("supportsChannelFeatures", value="tier9"), "supportsChannelFeatures"),
    "an unknown property": (put("hei", value=1), "'hei' was unexpected"),
    "no name": (drop("name"), "'name' is a required property"),
    "no guid": (put("id", value="stafett"), "id: 'stafett' does not match"),
    "an empty guid": (put("id", value="00000000-0000-0000-0000-000000000000"), "no GUID"),
    "a second bot id": (
        put("composeExtensions", 0, "botId", value="11111111-2222-4333-8444-555555555555"),
        "botId: the bot and its actions have different ones",
    ),
    "somebody else's sign-in": (
        put("webApplicationInfo", "id", value="11111111-2222-4333-8444-555555555555"),
        "webApplicationInfo.id: must be the bot's id",
    ),
    "permissions without an app": (drop("webApplicationInfo"), "webApplicationInfo: must be there"),
    "a plain address": (
        put("developer", "privacyUrl", value="http://storvik.kommune.no/"),
        "developer.privacyUrl: «http://storvik.kommune.no/» must be an https address",
    ),
    "an example address": (
        put("developer", "websiteUrl", value="https://stafett.kommune.example/"),
        "developer.websiteUrl: «https://stafett.kommune.example/» is still the example",
    ),
    "a domain for nothing": (put("validDomains", value=["storvik.kommune.no"]), "validDomains"),
    "a version in words": (put("version", value="ny"), "version"),
    "too many commands": (put(*LIST, "commands", value=MANY), "commands: "),
    "no commands": (put(*LIST, "commands", value=[]), "personal has 0 commands"),
    "a command twice": (twice(*LIST, "commands"), "personal says «hjelp» twice"),
    "a list for no scope": (put(*LIST, "scopes", value=["groupChat"]), "no scope groupChat"),
    "two lists for one": (put(*LIST, "scopes", value=["team"]), "commandLists: team has two"),
    "an action twice": (twice("composeExtensions", 0, "commands"), "two actions are called"),
    "a long title": (
        put("composeExtensions", 0, "commands", 0, "title", value="x" * 33),
        "composeExtensions[0].commands[0].title",
    ),
    "a text that is not translated": (
        lambda manifest: manifest["bots"][0]["commandLists"][1]["commands"].append(
            {"title": "ny", "description": "Ny."}
        ),
        "en.json: bots[0].commandLists[1].commands",
    ),
    "a language without a file": (
        put("localizationInfo", "additionalLanguages", 0, "file", value="se.json"),
        "se.json: is named, but not in the package",
    ),
}


@pytest.mark.parametrize("name", BROKEN)
def test_a_wrong_manifest_is_refused_by_name(files, name):
    change, said = BROKEN[name]
    flaws = changed(files, change)
    assert any(said in flaw for flaw in flaws), flaws


def png(mode: str, side: int) -> bytes:
    made = io.BytesIO()
    Image.new(mode, (side, side)).save(made, "PNG")
    return made.getvalue()


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("color.png", png("RGB", 191), "color.png: is 191×191, not 192×192"),
        ("outline.png", png("RGBA", 192), "outline.png: is 192×192, not 32×32"),
        ("outline.png", png("RGB", 32), "outline.png: has no transparent ground"),
        ("color32.png", b"GIF89a", "color32.png: is no PNG"),
        ("manifest.json", b"{", "manifest.json: is not at the root"),
        ("nn.json", b"[]", "nn.json: is no JSON object"),
        ("nn.json", b'{"name.short": "Stafett"}', "nn.json: name.full is not translated"),
        ("nn.json", b'{"navn": "Stafett"}', "nn.json: navn is not in the manifest"),
        ("annet.txt", b"", "annet.txt: is not named in it"),
    ],
)
def test_a_wrong_file_is_refused_by_name(files, name, data, said):
    flaws = list(checking.flaws(files | {name: data}))
    assert any(said in flaw for flaw in flaws), flaws


@pytest.mark.parametrize("name", ["manifest.json", "outline.png", "nn.json"])
def test_a_file_that_is_gone_is_named(files, name):
    del files[name]
    assert any(flaw.startswith(f"{name}: ") for flaw in checking.flaws(files))


def test_a_folder_around_it_all_is_no_package(files):
    inside = {f"stafett/{name}": data for name, data in files.items()}
    [said] = checking.flaws(inside)
    assert said.startswith("manifest.json: is not at the root")
