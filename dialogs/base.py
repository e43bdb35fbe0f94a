"""A dialog is a module-level object: its rule, its steps, its notices; `discover` collects them."""

import pkgutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from importlib import import_module

from cards import start
from cards.form import Form, Typed
from dialogs.actor import Offer
from dialogs.reply import Notice, Post, Reply
from dialogs.rule import Rule
from dialogs.step import Handler, Ids, NoticeMaker, Opener, OutcomeMaker, Step
from dialogs.turn import Turn


@dataclass
class Dialog:
    """What people can do in one module; `commands` are its words by language, the first is shown.

    `in_compose` puts it behind the compose box's «+»; `on_message` (title, about) in the menu of
    somebody's message, whose text it is opened with. `title` and `about` are bokmål texts marked
    for the catalogues. A `traceless` dialog leaves no receipt, job, access row or metric.
    """

    module: str
    rule: Rule
    title: str
    about: str
    commands: dict[str, tuple[str, ...]] = field(default_factory=dict[str, tuple[str, ...]])
    in_compose: bool = False
    on_message: tuple[str, str] | None = None
    traceless: bool = False
    steps: dict[str, Step] = field(default_factory=dict[str, Step])
    notices: dict[str, NoticeMaker] = field(default_factory=dict[str, NoticeMaker])
    outcomes: dict[str, OutcomeMaker] = field(default_factory=dict[str, OutcomeMaker])

    def __post_init__(self) -> None:
        """Give a dialog with commands the usual answer to them: a card with one button."""
        if self.commands:
            rule = replace(self.rule, roles=None)
            self.steps["kommando"] = Step(_start_card, rule)
            self.notices["start"] = self._start

    def _start(self, turn: Turn, ids: Ids) -> Notice:
        t = turn.t
        code = turn.view.code if turn.view else ""
        drawn = start.launcher_for(t, self.name, t(self.title), t(self.about), code)
        return Notice(drawn, t(self.title))

    @property
    def name(self) -> str:
        """Give the dialog's name: its module's."""
        return self.module.rsplit(".", 1)[-1]

    @property
    def offer(self) -> Offer:
        """Give the dialog as help tells of it."""
        return Offer(self.name, self.commands, self.title, self.about, self.rule)

    def open(self, run: Opener) -> Opener:
        """Make a function the step that opens the dialog; it also shows the form again."""
        self.steps["apne"] = Step(run, self.rule)
        return run

    def command(self, run: Handler) -> Handler:
        """Make a function the answer to the written command, with the text that follows it."""
        self.steps["kommando"] = Step(run, self.rule)
        return run

    def step(
        self,
        name: str,
        form: type[Form] | None = None,
        *,
        rule: Rule | None = None,
        again: Opener | None = None,
        spends: bool = True,
    ) -> Callable[[Handler], Handler]:
        """Make a function a step of the form; `spends` asks for an unspent nonce."""

        def keep(run: Handler) -> Handler:
            shown = again or self.steps["apne"].run
            self.steps[name] = Step(run, rule or self.rule, form, shown, spends, writes=spends)
            return run

        return keep

    def action(
        self,
        name: str,
        form: type[Form] | None = None,
        *,
        rule: Rule | None = None,
        writes: bool = True,
    ) -> Callable[[Handler], Handler]:
        """Make a function a card's action in place (Action.Execute)."""

        def keep(run: Handler) -> Handler:
            self.steps[name] = Step(run, rule or self.rule, form, writes=writes)
            return run

        return keep

    def notice(self, name: str) -> Callable[[NoticeMaker], NoticeMaker]:
        """Make a function the drawer of a posted card; it gives None when it no longer holds."""

        def keep(make: NoticeMaker) -> NoticeMaker:
            self.notices[name] = make
            return make

        return keep

    def outcome(self, name: str) -> Callable[[OutcomeMaker], OutcomeMaker]:
        """Make a function the drawer of what is answered when something was kept."""

        def keep(make: OutcomeMaker) -> OutcomeMaker:
            self.outcomes[name] = make
            return make

        return keep


def _start_card(turn: Turn, typed: Typed) -> Reply:
    return Post("start")


def offers(dialogs: Mapping[str, Dialog]) -> tuple[Offer, ...]:
    """Give the dialogs that can be asked for in writing, as `Turn.commands` carries them."""
    return tuple(dialog.offer for dialog in dialogs.values() if dialog.commands)


def discover() -> dict[str, Dialog]:
    """Import every module in `dialogs/` and collect the dialogs by name."""
    found: dict[str, Dialog] = {}
    package = import_module("dialogs")
    for module in pkgutil.iter_modules(package.__path__):
        dialog = getattr(import_module(f"dialogs.{module.name}"), "dialog", None)
        if isinstance(dialog, Dialog):
            found[dialog.name] = dialog
    return found
