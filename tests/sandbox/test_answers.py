"""The bot's answers are read the way the Teams client reads them."""

from typing import Any

import pytest

from sandbox.answers import ADAPTIVE, read
from sandbox.line import Reply

CARD = {"type": "AdaptiveCard", "version": "1.5"}
CONTINUE = {
    "type": "continue",
    "value": {
        "title": "T",
        "width": 400,
        "height": "small",
        "card": {"contentType": ADAPTIVE, "content": CARD},
    },
}
MESSAGE = {"type": "message", "value": "Ferdig"}
NOTE = "application/vnd.microsoft.activity.message"
ERROR = "application/vnd.microsoft.error"


@pytest.mark.parametrize(
    ("name", "body", "kind", "text"),
    [
        ("task/fetch", {"task": CONTINUE}, "dialog", ""),
        ("task/submit", {"task": MESSAGE}, "message", "Ferdig"),
        ("task/submit", None, "nothing", ""),
        ("task/submit", {}, "nothing", ""),
        ("composeExtension/fetchTask", {"task": CONTINUE}, "dialog", ""),
        (
            "composeExtension/submitAction",
            {"composeExtension": {"type": "message", "text": "Ferdig"}},
            "message",
            "Ferdig",
        ),
        ("adaptiveCard/action", {"statusCode": 200, "type": ADAPTIVE, "value": CARD}, "card", ""),
        (
            "adaptiveCard/action",
            {"statusCode": 200, "type": NOTE, "value": "Takk"},
            "toast",
            "Takk",
        ),
        (
            "adaptiveCard/action",
            {"statusCode": 400, "type": ERROR, "value": {"code": "x", "message": "Nei"}},
            "problem",
            "Nei",
        ),
    ],
)
def test_every_answer_has_its_outcome(name: str, body: Any, kind: str, text: str) -> None:
    outcome = read(name, Reply(200, body))
    assert (outcome.kind, outcome.text) == (kind, text)


@pytest.mark.parametrize(
    ("name", "body"),
    [
        ("task/fetch", {"task": {"type": "continue", "value": {"title": "no card"}}}),
        ("task/fetch", {"task": {"type": "message", "value": {}}}),
        ("task/fetch", {"something": "else"}),
        ("composeExtension/submitAction", {"composeExtension": {"type": "config"}}),
        ("adaptiveCard/action", {}),
        ("adaptiveCard/action", {"statusCode": 200, "type": ADAPTIVE, "value": "no card"}),
    ],
)
def test_what_teams_would_not_understand_is_a_problem(name: str, body: Any) -> None:
    outcome = read(name, Reply(200, body))
    assert outcome.kind == "problem"
    assert "ikke forstår" in outcome.text


def test_a_dialog_keeps_its_title_and_size() -> None:
    outcome = read("task/fetch", Reply(200, {"task": CONTINUE}))
    assert (outcome.title, outcome.width, outcome.height) == ("T", 400, "small")
    assert outcome.card == CARD


def test_a_problem_on_the_line_comes_before_any_body() -> None:
    assert read("task/fetch", Reply(500, {"task": MESSAGE}, "Feil (500).")).text == "Feil (500)."
