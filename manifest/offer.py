"""What Teams lists of the dialogs: commands to write, actions behind «+» and on a message."""

from collections.abc import Iterable, Mapping
from typing import Any

from cards.words import Words
from dialogs.base import Dialog
from domain.codes import HELPERS

MOST = 12
"""Commands in one list (manifest schema 1.24 and later)."""
PERSONAL, TEAM = "personal", "team"
SCOPES = (PERSONAL, TEAM)
FIRST = (
    "hjelp",
    "mine_logger",
    "du_er_her",
    "oppdatering",
    "lysglimt",
    "logg",
    "samtykke",
    "bekymringsmelding",
    "ny_logg",
    "deltakere",
    "kode",
    "sprak",
    "rom",
    "merkelapp",
)
"""The order in which people look for commands; what is not named here comes after, by name."""
HELP = "hjelp"
MESSAGE = ".melding"
"""What the id of an action in a message's menu ends with, since ids are unique."""
Command = dict[str, Any]


def hints(dialogs: Mapping[str, Dialog], t: Words, scope: str) -> list[Command]:
    """Give the commands that one scope's list has room for."""
    fitting = [one for one in dialogs.values() if one.commands and _fits(one, scope)]
    return [
        {"title": one.commands.get(t.language, one.commands["nb"])[0], "description": t(one.about)}
        for one in sorted(fitting, key=_place)[:MOST]
    ]


def _fits(dialog: Dialog, scope: str) -> bool:
    """In a room stands what any helper may do with its log; the rest is asked for in private."""
    if scope == PERSONAL:
        return True
    rule = dialog.rule
    return not rule.personal and (dialog.name == HELP or (rule.roles or frozenset()) >= HELPERS)


def _place(dialog: Dialog) -> tuple[int, str]:
    known = dialog.name in FIRST
    return (FIRST.index(dialog.name) if known else len(FIRST), dialog.name)


def actions(dialogs: Iterable[Dialog], t: Words) -> list[Command]:
    """Give what opens a dialog from the compose box, and from somebody's message."""
    by_place = sorted(dialogs, key=_place)
    composed = [
        _action(one.name, t(one.title), t(one.about), ["compose", "commandBox"])
        for one in by_place
        if one.in_compose
    ]
    on_messages = [
        _action(f"{one.name}{MESSAGE}", t(one.on_message[0]), t(one.on_message[1]), ["message"])
        for one in by_place
        if one.on_message is not None
    ]
    return composed + on_messages


def _action(name: str, title: str, about: str, context: list[str]) -> Command:
    return {
        "id": name,
        "type": "action",
        "title": title,
        "description": about,
        "fetchTask": True,
        "context": context,
    }
