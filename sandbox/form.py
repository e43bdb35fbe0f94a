"""Finds buttons, inputs and texts in an Adaptive Card, and fills forms in as the client does."""

from collections.abc import Iterator, Mapping
from typing import Any, cast

Json = dict[str, Any]


class FormError(AssertionError):
    """The card has no such button or input, or the client would not let the form be sent."""


def nodes(card: Any) -> Iterator[Json]:
    """Walk every object of a card, outermost first."""
    if isinstance(card, dict):
        node = cast("Json", card)
        yield node
        for value in node.values():
            yield from nodes(value)
    elif isinstance(card, list):
        for value in cast("list[Any]", card):
            yield from nodes(value)


def texts(card: Json) -> list[str]:
    """Give what a card says: text blocks, runs, facts, labels, buttons and titles of choices."""
    said: list[str] = []
    for node in nodes(card):
        said += [node[key] for key in ("text", "title", "label") if isinstance(node.get(key), str)]
        facts: list[Json] = node.get("facts") or []
        said += [str(fact.get("value", "")) for fact in facts]
    return said


def inputs(card: Json) -> dict[str, Json]:
    """Give a card's inputs by id."""
    return {
        node["id"]: node for node in nodes(card) if str(node.get("type", "")).startswith("Input.")
    }


def actions(card: Json) -> list[Json]:
    """Give a card's buttons (not the refresh action)."""
    body = {key: value for key, value in card.items() if key != "refresh"}
    return [n for n in nodes(body) if str(n.get("type", "")).startswith("Action.")]


def button(card: Json, title: str) -> Json:
    """Find a button by its title (FormError)."""
    found = [action for action in actions(card) if action.get("title") == title]
    if not found:
        known = ", ".join(str(action.get("title")) for action in actions(card))
        raise FormError(f"No button «{title}»; there is: {known or 'none'}.")
    return found[0]


def filled(card: Json, action: Json, answers: Mapping[str, str], *, forced: bool = False) -> Json:
    """Merge the button's data and the inputs; refuse what the client would refuse (FormError).

    `forced` sends whatever is given, for tests of what a client that does not check could send.
    """
    data: Json = dict(action.get("data") or {})
    if action.get("associatedInputs") == "none":
        return data
    asked = inputs(card)
    if not forced and (unknown := set(answers) - set(asked)):
        raise FormError(f"No input {sorted(unknown)}; there is: {sorted(asked)}.")
    values = {key: str(node.get("value", _empty(node))) for key, node in asked.items()}
    values.update(answers)
    if not forced:
        for key, node in asked.items():
            _check(key, node, values[key])
    return data | {key: value for key, value in values.items() if value or forced}


def _empty(node: Json) -> str:
    return str(node.get("valueOff", "false")) if node["type"] == "Input.Toggle" else ""


def _check(key: str, node: Json, value: str) -> None:
    off = node.get("valueOff", "false") if node["type"] == "Input.Toggle" else ""
    if node.get("isRequired") and node.get("isVisible", True) and value == off:
        raise FormError(f"{key} must be answered: {node.get('errorMessage', '')}")
    if len(value) > int(node.get("maxLength") or len(value)):
        raise FormError(f"{key} is longer than {node['maxLength']}.")
    if node["type"] == "Input.ChoiceSet" and value:
        chosen = set(value.split(",")) if node.get("isMultiSelect") else {value}
        known = {choice["value"] for choice in node.get("choices", [])}
        if not chosen <= known:
            raise FormError(f"{key} cannot be {value!r}; there is: {sorted(known)}.")
