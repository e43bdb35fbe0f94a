"""Whether a card is an Adaptive Card 1.5 of the pieces that we use, and one that people can use.

From the schema of Adaptive Cards 1.5, what Teams asks for (28 KB, six buttons), and our own rules:
every input is named (a box to tick by its title), a required one says what is wrong, every button
leads somewhere.
"""

import json
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from dialogs.base import Dialog

LIMIT = 28 * 1024
BUTTONS = 6
SPACING = {"None", "Small", "Default", "Medium", "Large", "ExtraLarge", "Padding"}
COLORS = {"Default", "Dark", "Light", "Accent", "Good", "Warning", "Attention"}
STYLES = {"default", "emphasis", "good", "attention", "warning", "accent"}
COMMON: dict[str, Any] = {"type": str, "id": str, "spacing": SPACING, "separator": bool}
INPUT = COMMON | {"label": str, "isRequired": bool, "errorMessage": str}
ACTION: dict[str, Any] = {
    "type": str,
    "title": str,
    "style": {"default", "positive", "destructive"},
}
SENDS = ACTION | {"data": dict, "associatedInputs": {"auto", "none"}}
TEXT = {"text": str, "weight": {"Lighter", "Default", "Bolder"}, "color": COLORS, "isSubtle": bool}
SIZES = {"Small", "Default", "Medium", "Large", "ExtraLarge"}
FONTS = {"Default", "Monospace"}
KNOWN: dict[str, dict[str, Any]] = {
    "AdaptiveCard": {
        "type": str,
        "$schema": str,
        "version": {"1.5"},
        "body": list,
        "actions": list,
        "refresh": dict,
        "lang": str,
    },
    "TextBlock": COMMON
    | TEXT
    | {"wrap": bool, "size": SIZES, "style": {"default", "heading"}, "fontType": FONTS},
    "RichTextBlock": COMMON | {"inlines": list},
    "TextRun": {"type": str} | TEXT | {"italic": bool},
    "Container": COMMON | {"items": list, "style": STYLES},
    "FactSet": COMMON | {"facts": list},
    "ActionSet": COMMON | {"actions": list},
    "Input.Text": INPUT | {"value": str, "placeholder": str, "maxLength": int, "isMultiline": bool},
    "Input.ChoiceSet": INPUT
    | {
        "choices": list,
        "value": str,
        "style": {"compact", "expanded", "filtered"},
        "isMultiSelect": bool,
        "wrap": bool,
        "placeholder": str,
    },
    "Input.Date": INPUT | {"value": str, "min": str, "max": str},
    "Input.Toggle": INPUT | {"title": str, "value": {"true", "false"}, "wrap": bool},
    "Action.Submit": SENDS,
    "Action.Execute": SENDS | {"verb": str},
    "Action.OpenUrl": ACTION | {"url": str},
    "Action.ShowCard": ACTION | {"card": dict},
}
NEEDS: dict[str, tuple[str, ...]] = {
    "AdaptiveCard": ("version", "body"),
    "TextBlock": ("text", "wrap"),
    "RichTextBlock": ("inlines",),
    "TextRun": ("text",),
    "Container": ("items",),
    "FactSet": ("facts",),
    "ActionSet": ("actions",),
    "Input.Text": ("id", "label", "maxLength"),
    "Input.ChoiceSet": ("id", "label", "choices"),
    "Input.Date": ("id", "label"),
    "Input.Toggle": ("id", "title"),
    "Action.Submit": ("title", "data"),
    "Action.Execute": ("title", "verb"),
    "Action.OpenUrl": ("title", "url"),
    "Action.ShowCard": ("title", "card"),
}


def flaws(card: Mapping[str, Any], dialogs: Mapping[str, Dialog]) -> list[str]:
    """Give what is wrong with a card, each as a short sentence; none for a good one."""
    found = [*_piece(card, dialogs)]
    if card.get("type") != "AdaptiveCard":
        found.append("it is no AdaptiveCard")
    size = len(json.dumps(card, ensure_ascii=False).encode())
    if size >= LIMIT:
        found.append(f"it has {size} bytes")
    ids = [node["id"] for node in _nodes(card) if str(node.get("type")).startswith("Input.")]
    found += [
        f"two inputs are called {one}" for one in sorted({i for i in ids if ids.count(i) > 1})
    ]
    return found


def _nodes(node: object) -> Iterator[Mapping[str, Any]]:
    if isinstance(node, Mapping):
        yield node
        for value in node.values():
            yield from _nodes(value)
    elif isinstance(node, list):
        for value in node:
            yield from _nodes(value)


def _piece(node: Mapping[str, Any], dialogs: Mapping[str, Dialog]) -> Iterator[str]:
    kind = str(node.get("type"))
    known = KNOWN.get(kind)
    if known is None:
        yield f"{kind} is not known"
        return
    yield from _properties(kind, node, known)
    if kind.startswith("Input."):
        yield from _input(kind, node)
    if kind.startswith("Action."):
        yield from _action(kind, node, dialogs)
    for inner in _inner(kind, node):
        yield from _piece(inner, dialogs)
    if kind in ("AdaptiveCard", "ActionSet") and len(node.get("actions", ())) > BUTTONS:
        yield f"{kind} has more than {BUTTONS} buttons"


def _properties(kind: str, node: Mapping[str, Any], known: Mapping[str, Any]) -> Iterator[str]:
    for name, value in node.items():
        allowed = known.get(name)
        fits = isinstance(value, allowed) if isinstance(allowed, type) else value in (allowed or ())
        if not fits:
            yield f"{kind}.{name} cannot be {value!r}"
    for name in NEEDS[kind]:
        if node.get(name) in ("", None):
            yield f"{kind} lacks {name}"


def _inner(kind: str, node: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    for name in ("body", "items", "actions", "inlines"):
        yield from node.get(name, ())
    if kind == "Action.ShowCard":
        yield node["card"]
    if "refresh" in node:
        yield {"title": "refresh"} | node["refresh"]["action"]


def _input(kind: str, node: Mapping[str, Any]) -> Iterator[str]:
    if node.get("isRequired") and not node.get("errorMessage"):
        yield f"{kind} {node.get('id')} is required and does not say so"
    if kind == "Input.Text" and node.get("maxLength", 0) > 4000:
        yield f"{kind} {node.get('id')} takes more than 4 000 characters"
    if kind == "Input.ChoiceSet":
        values = [choice.get("value") for choice in node["choices"]]
        titled = all(choice.get("title") for choice in node["choices"])
        if not titled or not all(values) or len(set(values)) != len(values):
            yield f"{kind} {node.get('id')} has choices alike or without a name"
    if kind == "Input.Date":
        for name in ("value", "min", "max"):
            yield from _day(f"{node.get('id')}.{name}", node.get(name))


def _day(name: str, said: str | None) -> Iterator[str]:
    try:
        date.fromisoformat(said or "2026-01-01")
    except ValueError:
        yield f"{name} is no day: {said}"


def _action(kind: str, node: Mapping[str, Any], dialogs: Mapping[str, Dialog]) -> Iterator[str]:
    data = node.get("data") or {}
    dialog, step = str(data.get("dialog")), str(data.get("steg", "apne"))
    if kind == "Action.OpenUrl":
        if not str(node.get("url")).startswith(("https://", "tel:")):
            yield f"«{node.get('title')}» opens {node.get('url')}"
        return
    if kind == "Action.ShowCard":
        return
    if kind == "Action.Execute":
        dialog, _, step = str(node.get("verb")).partition(".")
    if dialog not in dialogs or step not in dialogs[dialog].steps:
        yield f"«{node.get('title')}» leads to {dialog}.{step}"
    if not all(isinstance(value, str | int | dict) for value in data.values()):
        yield f"«{node.get('title')}» sends more than plain values"
