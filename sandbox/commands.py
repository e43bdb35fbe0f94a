"""What the bot's Teams manifest offers: command hints, and the commands behind «+»."""

import json
from pathlib import Path
from typing import Any


def read_commands(manifest: Path) -> dict[str, list[dict[str, Any]]]:
    """Give `hints` (title, description, scopes) and `actions` (id, title, description, context).

    Without a manifest both are empty: people can still write what they want.
    """
    try:
        raw: dict[str, Any] = json.loads(manifest.read_text(encoding="utf-8-sig"))
    except (OSError, ValueError):
        return {"hints": [], "actions": []}
    return {"hints": _hints(raw), "actions": _actions(raw)}


def _hints(manifest: dict[str, Any]) -> list[dict[str, Any]]:
    hints: dict[str, dict[str, Any]] = {}
    for bot in manifest.get("bots", []):
        for listed in bot.get("commandLists", []):
            for command in listed.get("commands", []):
                new = {"title": command["title"], "description": command.get("description", "")}
                hint = hints.setdefault(command["title"], new | {"scopes": []})
                hint["scopes"] += listed.get("scopes", [])
    return list(hints.values())


def _actions(manifest: dict[str, Any]) -> list[dict[str, Any]]:
    return [
        {
            "id": command["id"],
            "title": command["title"],
            "description": command.get("description", ""),
            "context": command.get("context", ["compose", "commandBox"]),
        }
        for extension in manifest.get("composeExtensions", [])
        for command in extension.get("commands", [])
        if command.get("type") == "action"
    ]
