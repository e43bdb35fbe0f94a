"""Reads the bot's answer to an invoke the way the Teams client does."""

from dataclasses import dataclass, field
from typing import Any, Literal, cast

from sandbox.line import Reply

ADAPTIVE = "application/vnd.microsoft.card.adaptive"
_ACTIVITY_MESSAGE = "application/vnd.microsoft.activity.message"
_UNREADABLE = "Stafett svarte med noe som Teams ikke forstår."

Kind = Literal["nothing", "dialog", "message", "card", "toast", "problem"]
Json = dict[str, Any]


@dataclass(frozen=True)
class Outcome:
    """What the person sees now.

    `dialog`: a card with title, width and height in a dialog; `message`: one text with OK;
    `card`: a new view of the posted card; `toast`: a short note; `problem`: what went wrong.
    """

    kind: Kind = "nothing"
    text: str = ""
    title: str = ""
    width: str | int | None = None
    height: str | int | None = None
    card: Json | None = None
    origin: Json | None = None
    raw: Json = field(default_factory=dict[str, Any])


def read(name: str, reply: Reply) -> Outcome:
    """Turn the answer to the invoke `name` into what the person sees."""
    if reply.problem:
        return Outcome("problem", reply.problem)
    if name == "adaptiveCard/action":
        return _card_action(_mapping(reply.body))
    body = _mapping(reply.body)
    if "task" in body:
        return _task(_mapping(body["task"]))
    if "composeExtension" in body:
        return _compose(_mapping(body["composeExtension"]))
    return Outcome() if not body else Outcome("problem", _UNREADABLE)


def _task(task: Json) -> Outcome:
    value = task.get("value")
    if task.get("type") == "message" and isinstance(value, str):
        return Outcome("message", value)
    info = _mapping(value)
    card = _card(_mapping(info.get("card")))
    if task.get("type") != "continue" or card is None:
        return Outcome("problem", _UNREADABLE)
    return Outcome(
        "dialog",
        title=str(info.get("title") or ""),
        width=info.get("width"),
        height=info.get("height"),
        card=card,
    )


def _compose(answer: Json) -> Outcome:
    text = answer.get("text")
    if answer.get("type") == "message" and isinstance(text, str):
        return Outcome("message", text)
    return Outcome("problem", _UNREADABLE)


def _card_action(body: Json) -> Outcome:
    status, kind, value = body.get("statusCode"), body.get("type"), body.get("value")
    if status == 200 and kind == ADAPTIVE and isinstance(value, dict):
        return Outcome("card", card=cast("Json", value))
    if status == 200 and kind == _ACTIVITY_MESSAGE and isinstance(value, str):
        return Outcome("toast", value)
    if isinstance(status, int) and status >= 400:
        said = _mapping(value).get("message")
        return Outcome("problem", str(said or f"Stafett svarte med en feil ({status})."))
    return Outcome("problem", _UNREADABLE)


def _card(attachment: Json) -> Json | None:
    content = attachment.get("content")
    if attachment.get("contentType") != ADAPTIVE or not isinstance(content, dict):
        return None
    return cast("Json", content)


def _mapping(value: Any) -> Json:
    return cast("Json", value) if isinstance(value, dict) else {}
