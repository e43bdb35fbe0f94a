"""Writes the manifest from the dialogs and app.toml, and its texts in the other languages."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, cast

from cards.words import words
from dialogs.base import Dialog
from manifest import offer
from manifest.app import App, Texts
from manifest.permissions import RESOURCE_SPECIFIC

VERSION = "1.30"
DEFAULT, TRANSLATED = "nb", ("nn", "en")
_SCHEMAS = f"https://developer.microsoft.com/json-schemas/teams/v{VERSION}/"
SCHEMA = f"{_SCHEMAS}MicrosoftTeams.schema.json"
LOCALIZATION_SCHEMA = f"{_SCHEMAS}MicrosoftTeams.Localization.schema.json"
ACCENT = "#3f4a94"
COLOR, OUTLINE, COLOR_SMALL = "color.png", "outline.png", "color32.png"
_LOCALIZABLE = re.compile(
    r"name\.(short|full)|description\.(short|full)"
    r"|bots\[\d+\]\.commandLists\[\d+\]\.commands\[\d+\]\.(title|description)"
    r"|composeExtensions\[\d+\]\.commands\[\d+\]\.(title|description)"
)
Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Deployment:
    """Whose package it is: the bot's app id, and whether it keeps rooms."""

    app_id: str
    rooms: bool


def made(dialogs: Mapping[str, Dialog], app: App, of: Deployment, language: str = DEFAULT) -> Json:
    """Make the manifest with its texts in one language; the package holds the default one's."""
    t, texts = words(language), app.texts[language]
    lists = [
        {"scopes": [scope], "commands": offer.hints(dialogs, t, scope)} for scope in offer.SCOPES
    ]
    bot = {"botId": of.app_id, "scopes": list(offer.SCOPES), "supportsTargetedMessages": True}
    actions = offer.actions(dialogs.values(), t)
    return {
        "$schema": SCHEMA,
        "manifestVersion": VERSION,
        "version": app.version,
        "id": of.app_id,
        **_described(app, texts),
        "localizationInfo": _languages(),
        "bots": [bot | {"commandLists": lists}],
        "composeExtensions": [{"botId": of.app_id, "commands": actions}],
        # What Teams tells whoever installs it: who somebody is, and that the bot writes to them.
        "permissions": ["identity", "messageTeamMembers"],
        **(_resource_specific(of.app_id) if of.rooms else {}),
        "supportsChannelFeatures": "tier1",
        "defaultInstallScope": offer.PERSONAL,
        "defaultGroupCapability": {"team": "bot"},
    }


def _described(app: App, texts: Texts) -> Json:
    by = app.developer
    return {
        "developer": {
            "name": by.name,
            "websiteUrl": by.website,
            "privacyUrl": by.privacy,
            "termsOfUseUrl": by.terms,
        },
        "name": {"short": texts.name, "full": texts.full_name},
        "description": {"short": texts.short, "full": texts.full},
        "icons": {"color": COLOR, "outline": OUTLINE, "color32x32": COLOR_SMALL},
        "accentColor": ACCENT,
    }


def _languages() -> Json:
    others = [{"languageTag": one, "file": f"{one}.json"} for one in TRANSLATED]
    return {"defaultLanguageTag": DEFAULT, "additionalLanguages": others}


def _resource_specific(app_id: str) -> Json:
    asked = [{"name": one.name, "type": "Application"} for one in RESOURCE_SPECIFIC]
    return {
        # Nobody signs in to the resource, but permissions are not read without one.
        "webApplicationInfo": {"id": app_id, "resource": f"api://{app_id}"},
        "authorization": {"permissions": {"resourceSpecific": asked}},
    }


def localised(dialogs: Mapping[str, Dialog], app: App, of: Deployment, language: str) -> Json:
    """Make a language's file: every text of the manifest, by where it stands."""
    return {"$schema": LOCALIZATION_SCHEMA, **texts_of(made(dialogs, app, of, language))}


def texts_of(manifest: Json) -> dict[str, str]:
    """Give every text of a manifest that can be said in another language, by its key."""
    return {key: text for key, text in _leaves(manifest) if _LOCALIZABLE.fullmatch(key)}


def _leaves(node: object, path: str = "") -> Iterator[tuple[str, str]]:
    if isinstance(node, str):
        yield path, node
    elif isinstance(node, dict):
        for key, value in cast("Json", node).items():
            yield from _leaves(value, f"{path}.{key}".lstrip("."))
    elif isinstance(node, list):
        for place, value in enumerate(cast("list[object]", node)):
            yield from _leaves(value, f"{path}[{place}]")
