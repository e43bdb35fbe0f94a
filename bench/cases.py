"""What is measured: each case is one kind of turn against one server."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from bench.calls import Template
from bench.loading import Target
from bench.names import Log
from bench.turns import Door
from bench.village import FIRST

MANY = 16
"""Logs that turns are spread over, as in life; so that one commit serves several."""
ECHO = "echo"
SUBMIT, FORM, FETCH = "task/submit", "task/fetch, a form", "task/fetch, an entry"
PAGE, ONE_LOG = "timeline page", "task/submit, all in one log"
LONG_SUBMIT, LONG_FETCH = "task/submit, the long log", "task/fetch, the long log"
LONG_PAGE = "timeline page, the long log"
OURS = (SUBMIT, ONE_LOG, FETCH, FORM, PAGE)
GROWN = (SUBMIT, FETCH, PAGE, LONG_SUBMIT, LONG_FETCH, LONG_PAGE)
SHARED = (SUBMIT, FETCH)

_ENTRIES = range(FIRST, FIRST + 20)
_MADE: dict[str, Callable[[Door, Sequence[Log]], list[Template]]] = {
    SUBMIT: lambda door, logs: door.submits(logs[1 : MANY + 1]),
    ONE_LOG: lambda door, logs: door.submits(logs[MANY + 1 : MANY + 2]),
    FETCH: lambda door, logs: door.entries(logs[1 : MANY + 1], _ENTRIES),
    FORM: lambda door, logs: door.forms(logs[1 : MANY + 1]),
    PAGE: lambda door, logs: door.pages(logs[1 : MANY + 1]),
    LONG_SUBMIT: lambda door, logs: door.submits(logs[:1]),
    LONG_FETCH: lambda door, logs: door.entries(logs[:1], _ENTRIES),
    LONG_PAGE: lambda door, logs: door.pages(logs[:1]),
}


@dataclass(frozen=True, slots=True)
class Case:
    """One kind of turn (`turn`) against one server (`server`), to be loaded on `target`."""

    server: str
    turn: str
    target: Target
    templates: tuple[Template, ...]

    @property
    def key(self) -> tuple[str, str]:
        """Give what its figures are found by."""
        return self.server, self.turn


def turns(
    server: str, target: Target, door: Door, logs: Sequence[Log], kinds: Sequence[str]
) -> list[Case]:
    """Give some kinds of our turns; the first log is the long one where there is one."""
    return [Case(server, kind, target, tuple(_MADE[kind](door, logs))) for kind in kinds]
