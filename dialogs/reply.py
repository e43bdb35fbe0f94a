"""What a step gives back, and the ways it can say no."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from cards.kit import Json
from domain.asking import Reason


@dataclass(frozen=True, slots=True)
class Show:
    """Show a card in the dialog; nothing is kept but drafts."""

    title: str
    card: Json
    size: str = "medium"


@dataclass(frozen=True, slots=True)
class Say:
    """Say one thing and close."""

    text: str


@dataclass(frozen=True, slots=True)
class Swap:
    """Put a card in the place of the one that was acted on, for this viewer."""

    card: Json


@dataclass(frozen=True, slots=True)
class Done:
    """Something was kept: the outcome's function draws the answer, now and at every repeat."""

    outcome: str
    ids: Mapping[str, Any] = field(default_factory=dict[str, Any])


@dataclass(frozen=True, slots=True)
class Post:
    """Answer a written command with the notice of that name, in the chat it was written in."""

    notice: str
    ids: Mapping[str, Any] = field(default_factory=dict[str, Any])


Drawn = Show | Say | Swap
Reply = Drawn | Done | Post


@dataclass(frozen=True, slots=True)
class Notice:
    """A posted card and the line that stands for it in lists; neither holds content."""

    card: Json
    summary: str


class Refused(Exception):
    """No; the reason is a code that `cards.refusal` knows, and the step is rolled back."""

    def __init__(self, reason: Reason | str) -> None:
        super().__init__(str(reason))
        self.reason = str(reason)


class Wrong(Exception):
    """The form is wrong: a sentence a field ("" for the whole); it comes back as it was typed."""

    def __init__(self, errors: Mapping[str, str]) -> None:
        super().__init__(",".join(errors))
        self.errors = errors
