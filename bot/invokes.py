"""Teams' invokes, both ways: the value that comes to a dialog and step, the answer to a body."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, cast

from bot.call import OPEN, Answer, Kind, Parcel
from bot.plain_text import plain

ADAPTIVE = "application/vnd.microsoft.card.adaptive"
MESSAGE = "application/vnd.microsoft.activity.message"
ERROR = "application/vnd.microsoft.error"
SIZES = {"small": "small", "medium": "medium", "large": "large"}
NAME_LIMIT = 64
Json = dict[str, Any]


class Malformed(Exception):
    """An activity is not shaped as Teams shapes it."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What an invoke asks for: the dialog, its step, the data, and how the answer is carried.

    `quoted` says that the text in the data is a message's that somebody wants to put in the log.
    """

    dialog: str
    step: str
    data: Json
    kind: Kind = Kind.DIALOG
    quoted: bool = False


def mapping(value: object) -> Json:
    """Give a JSON object; raises `Malformed` for anything else."""
    if not isinstance(value, dict):
        raise Malformed
    return cast("Json", value)


def name_in(data: Mapping[str, Any], key: str, default: str | None = None) -> str:
    """Give a dialog's or a step's name from data; raises `Malformed` when it cannot be one."""
    name = data.get(key, default)
    if not isinstance(name, str) or not 0 < len(name) <= NAME_LIMIT:
        raise Malformed
    return name


def fetched(value: object) -> Asked:
    """Read task/fetch: a card's button opens a dialog."""
    data = mapping(mapping(value).get("data"))
    return Asked(name_in(data, "dialog"), name_in(data, "steg", OPEN), data)


def submitted(value: object) -> Asked:
    """Read task/submit and composeExtension/submitAction: a dialog's step is sent."""
    data = mapping(mapping(value).get("data"))
    return Asked(name_in(data, "dialog"), name_in(data, "steg"), data)


def composed(value: object) -> Asked:
    """Read composeExtension/fetchTask: a command of the «+» menu, or «<dialog>.…» on a message."""
    said = mapping(value)
    data = mapping(said.get("data") or {})
    payload = said.get("messagePayload")
    if payload:
        body = mapping(mapping(payload).get("body") or {})
        data = {**data, "tekst": plain(str(body.get("content") or ""))}
    dialog, _, _ = name_in(said, "commandId").partition(".")
    return Asked(dialog, OPEN, data, quoted=bool(payload))


def acted(value: object) -> Asked:
    """Read adaptiveCard/action: a verb «<dialog>.<action>» with the card's inputs."""
    action = mapping(mapping(value).get("action"))
    dialog, dot, step = name_in(action, "verb").partition(".")
    if action.get("type") != "Action.Execute" or not (dialog and dot and step):
        raise Malformed
    return Asked(dialog, step, mapping(action.get("data") or {}), Kind.KORT)


def as_task(answer: Answer) -> Json | None:
    """Draw an answer as a dialog that goes on, as a message, or as nothing, which closes it."""
    if answer.card is not None:
        size = SIZES.get(answer.size, "medium")
        card = {"contentType": ADAPTIVE, "content": answer.card}
        value = {"title": answer.title, "height": size, "width": size, "card": card}
        return {"task": {"type": "continue", "value": value}}
    if answer.text:
        return {"task": {"type": "message", "value": answer.text}}
    return None


def as_message(parcel: Parcel) -> Json:
    """Draw a parcel as the message that the Connector posts."""
    card = {"contentType": ADAPTIVE, "content": parcel.card}
    return {"type": "message", "summary": parcel.summary, "attachments": [card]}


def as_action(answer: Answer) -> Json:
    """Draw an answer as the card that takes the acted card's place, or as a short message."""
    if answer.card is not None:
        return {"statusCode": 200, "type": ADAPTIVE, "value": answer.card}
    return {"statusCode": 200, "type": MESSAGE, "value": answer.text}


BAD_ACTION: Json = {
    "statusCode": 400,
    "type": ERROR,
    "value": {"code": "BadRequest", "message": ""},
}

INVOKES: dict[str, tuple[Callable[[object], Asked], Callable[[Answer], Json | None]]] = {
    "task/fetch": (fetched, as_task),
    "task/submit": (submitted, as_task),
    "composeExtension/fetchTask": (composed, as_task),
    "composeExtension/submitAction": (submitted, as_task),
    "adaptiveCard/action": (acted, as_action),
}
"""The invokes that the bot knows; any other is answered 501."""
