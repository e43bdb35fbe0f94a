"""`stafett manifest`: write the commands of manifest/manifest.json from the dialogs."""

import json
from collections.abc import Collection
from pathlib import Path
from typing import Annotated, Any

import typer

from bot.commands.surroundings import APP_ID
from dialogs.base import Dialog, discover

FILE = Path(__file__).parents[2] / "manifest" / "manifest.json"
MOST_COMMANDS = 12
"""What Teams shows of a command list (manifest schema 1.24 and later)."""
FIRST = (
    "hjelp",
    "mine_logger",
    "lysglimt",
    "oppdatering",
    "logg",
    "samtykke",
    "ny_logg",
    "deltakere",
    "kode",
    "merkelapp",
    "sprak",
    "bekymringsmelding",
)
"""The commands that the list has room for, in the order people look for them."""


def manifest(
    check: Annotated[bool, typer.Option("--check", help="Only look; write nothing.")] = False,
) -> None:
    """Write the manifest's commands. With --check: exit code 1 when it is not what it should be."""
    text = rendered(discover())
    if not check:
        FILE.write_text(text, encoding="utf-8")
        typer.echo(f"{FILE} is written.")
    elif not FILE.is_file() or FILE.read_text(encoding="utf-8") != text:
        typer.echo("manifest/manifest.json is not what the dialogs say: run «make docs».")
        raise typer.Exit(1)


def rendered(dialogs: dict[str, Dialog]) -> str:
    """Write the bot's part of the manifest: command hints, and actions behind «+»."""
    made: dict[str, Any] = {
        "manifestVersion": "1.30",
        "bots": [
            {
                "botId": APP_ID,
                "scopes": ["personal"],
                "commandLists": [{"scopes": ["personal"], "commands": _hints(dialogs)}],
            }
        ],
        "composeExtensions": [{"botId": APP_ID, "commands": _actions(dialogs.values())}],
    }
    return json.dumps(made, ensure_ascii=False, indent=2) + "\n"


def _hints(dialogs: dict[str, Dialog]) -> list[dict[str, str]]:
    shown = [dialogs[name] for name in FIRST if name in dialogs][:MOST_COMMANDS]
    return [{"title": one.commands["nb"][0], "description": one.about} for one in shown]


def _actions(dialogs: Collection[Dialog]) -> list[dict[str, Any]]:
    return [
        {
            "id": dialog.name,
            "type": "action",
            "title": dialog.title,
            "description": dialog.about,
            "fetchTask": True,
            "context": ["compose", "commandBox"],
        }
        for dialog in sorted(dialogs, key=lambda one: one.name)
        if dialog.in_compose
    ]
