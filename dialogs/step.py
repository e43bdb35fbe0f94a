"""One step of a dialog, and the shapes of the functions that dialogs are made of."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from cards.form import Form, Typed
from dialogs.reply import Drawn, Notice, Reply
from dialogs.rule import Rule
from dialogs.turn import Turn

Ids = Mapping[str, Any]
Opener = Callable[[Turn, Typed], Reply]
Handler = Callable[..., Reply]
NoticeMaker = Callable[[Turn, Ids], Notice | None]
OutcomeMaker = Callable[[Turn, Ids], Drawn]


@dataclass(frozen=True, slots=True)
class Step:
    """One step: what it runs, the form it takes, its rule, and what shows the form again.

    One that `writes` finds its log locked, so that what it decides on stays true until it commits.
    """

    run: Handler
    rule: Rule
    form: type[Form] | None = None
    again: Opener | None = None
    spends: bool = False
    writes: bool = False
