"""The rules that Microsoft's schemas leave out; each flaw is a sentence that names the place."""

import re
from collections import Counter
from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import urlsplit
from uuid import UUID

from manifest.offer import MOST

Json = dict[str, Any]
Rule = Callable[[Json], Iterator[str]]
_VERSION = re.compile(r"\d+\.\d+\.\d+")
_RESERVED = (".example", ".invalid", ".test", ".localhost", "example.com", "example.org")


def flaws(manifest: Json) -> Iterator[str]:
    """Say everything that is wrong with a manifest, whose shape the schema has looked at."""
    for rule in RULES:
        yield from rule(manifest)


def _channels(manifest: Json) -> Iterator[str]:
    version = tuple(map(int, str(manifest["manifestVersion"]).split(".")))
    in_teams = any("team" in bot.get("scopes", ()) for bot in manifest.get("bots", ()))
    if in_teams and version >= (1, 25) and manifest.get("supportsChannelFeatures") != "tier1":
        yield "supportsChannelFeatures: must be tier1 where the bot has the team scope."


def _ids(manifest: Json) -> Iterator[str]:
    parts = [*manifest.get("bots", ()), *manifest.get("composeExtensions", ())]
    spoken = {str(part["botId"]) for part in parts}
    if len(spoken) > 1:
        yield f"botId: the bot and its actions have different ones ({', '.join(sorted(spoken))})."
    for one in sorted({*spoken, str(manifest["id"])}):
        if not _is_guid(one):
            yield f"id: «{one}» is no GUID, or an empty one."
    web = manifest.get("webApplicationInfo")
    if web is not None and {str(web["id"])} != spoken:
        yield "webApplicationInfo.id: must be the bot's id."
    if web is None and manifest.get("authorization"):
        yield "webApplicationInfo: must be there where permissions are asked for."


def _is_guid(text: str) -> bool:
    try:
        return str(UUID(text)) == text.lower() and UUID(text).int != 0
    except ValueError:
        return False


def _addresses(manifest: Json) -> Iterator[str]:
    for key in ("websiteUrl", "privacyUrl", "termsOfUseUrl"):
        place, url = f"developer.{key}", str(manifest["developer"][key])
        parts = urlsplit(url)
        if parts.scheme != "https" or not parts.hostname:
            yield f"{place}: «{url}» must be an https address."
        elif parts.hostname.endswith(_RESERVED):
            yield f"{place}: «{url}» is still the example; write your own in app.toml."
    if manifest.get("validDomains"):
        yield "validDomains: nothing in this app opens a page in Teams."


def _version(manifest: Json) -> Iterator[str]:
    if not _VERSION.fullmatch(str(manifest["version"])):
        yield f"version: «{manifest['version']}» must be three numbers, as 1.0.0."


def _lists(manifest: Json) -> Iterator[str]:
    for bot in manifest.get("bots", ()):
        listed = [scope for one in bot.get("commandLists", ()) for scope in one["scopes"]]
        yield from (f"commandLists: {scope} has two." for scope in _doubles(listed))
        for scope in sorted(set(listed) - set(bot["scopes"])):
            yield f"commandLists: the bot has no scope {scope}."
        for one in bot.get("commandLists", ()):
            where, titles = "+".join(one["scopes"]), [each["title"] for each in one["commands"]]
            if not 0 < len(titles) <= MOST:
                yield f"commandLists: {where} has {len(titles)} commands, not 1 to {MOST}."
            yield from (f"commandLists: {where} says «{one}» twice." for one in _doubles(titles))


def _actions(manifest: Json) -> Iterator[str]:
    for extension in manifest.get("composeExtensions", ()):
        ids = [str(one.get("id")) for one in extension.get("commands", ())]
        yield from (f"composeExtensions: two actions are called «{one}»." for one in _doubles(ids))


def _doubles(values: list[str]) -> list[str]:
    return [value for value, count in Counter(values).items() if count > 1]


RULES: tuple[Rule, ...] = (_channels, _ids, _addresses, _version, _lists, _actions)
