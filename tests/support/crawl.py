"""Somebody who opens one dialog in every way they can, fills in every field, presses every button.

The crawler knows nothing of any dialog: it follows the cards, and starts from whatever a dialog
could be opened with.
"""

from collections import Counter, deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from bot.call import COMMAND, OPEN, Kind
from tests.support.house import House
from tests.support.team import Seen, Someone, walk

TEXT = "Hvalrossfjell"
"""What stands in every text field; it is found nowhere else."""


@dataclass(frozen=True)
class Act:
    """One call that somebody makes."""

    kind: Kind
    dialog: str
    step: str
    data: dict[str, Any]

    def done_by(self, someone: Someone, **more: Any) -> Seen:
        """Make the call; `key` repeats an earlier delivery."""
        return someone.call(self.kind, self.dialog, self.step, **self.data, **more)


@dataclass(frozen=True)
class Visit:
    """An act and what came of it."""

    act: Act
    seen: Seen


@dataclass
class Crawler:
    """One person in one dialog; `do` carries an act out.

    One button of one step is pressed in one way `most` times, each time with other choices.
    """

    house: House
    someone: Someone
    dialog: str
    do: Callable[[Act], Seen]
    backwards: bool = False
    most: int = 3
    pressed: Counter[tuple[str, ...]] = field(default_factory=Counter[tuple[str, ...]])

    def visits(self) -> Iterator[Visit]:
        """Do everything, step by step, the nearest first."""
        waiting = deque(starts(self.house, self.dialog))
        if COMMAND not in self.house.team.router.dialogs[self.dialog].steps:
            waiting = deque(act for act in waiting if act.step != COMMAND)
        for card in self.someone.inbox():
            waiting.extend(act for act in self._next("innboks", card))
        for room in self.house.team.rooms.values():
            for card in room.seen_by(self.someone):
                waiting.extend(act for act in self._next("rom", card))
        while waiting:
            act = waiting.popleft()
            seen = self.do(act)
            yield Visit(act, seen)
            waiting.extend(self._next(act.step, seen))

    def _next(self, where: str, seen: Seen) -> Iterator[Act]:
        if seen.answer.card is None:
            return
        actions = seen.actions()
        for action in reversed(actions) if self.backwards else actions:
            bare = act_of(action, {})
            if bare is None or bare.dialog != self.dialog:
                continue
            for much in (False, True) if seen.inputs() else (False,):
                mark = (where, bare.step, str(action.get("title")), str(much))
                if self.pressed[mark] < self.most:
                    filled = chosen(seen, self.pressed[mark], much=much)
                    self.pressed[mark] += 1
                    yield act_of(action, filled) or bare


def starts(house: House, dialog: str) -> list[Act]:
    """Give the ways to open a dialog: with a log, an entry, a draft, a service, by a command."""
    code, seqs = house.code, house.seqs
    more: list[dict[str, Any]] = [{}, {"logg": code}]
    more += [{"logg": code, "seq": seq} for seq in seqs.values()]
    more += [{"logg": code, "ord": seqs["word"]}, {"logg": code, "tekst": TEXT}]
    more += [{"logg": code, "utkast": draft} for draft in house.drafts.values()]
    more += [{"logg": code, "tjeneste": "helsestasjon", "tema": "helse"}, {"logg": code, "om": "3"}]
    more += [{"logg": code, "om": "3", "tjeneste": "familien"}, {"naer": "lysglimt"}]
    opened = [Act(Kind.DIALOG, dialog, OPEN, data) for data in more]
    written = [Act(Kind.MELDING, dialog, COMMAND, {"tekst": text}) for text in ("", TEXT)]
    return opened + written


def act_of(action: dict[str, Any], filled: dict[str, str]) -> Act | None:
    """Give the call that a button makes; None when it makes none."""
    data = dict(action.get("data") or {})
    sent = {} if action.get("associatedInputs") == "none" else filled
    if action["type"] == "Action.Execute":
        dialog, step = str(action["verb"]).split(".", 1)
        return Act(Kind.KORT, dialog, step, {**data, **sent})
    if action["type"] != "Action.Submit":
        return None
    fetch, dialog = data.pop("msteams", None), str(data.pop("dialog"))
    if fetch:
        return Act(Kind.DIALOG, dialog, OPEN, data)
    step = str(data.pop("steg", OPEN))
    return Act(Kind.DIALOG, dialog, step, {**data, **sent})


def chosen(seen: Seen, turn: int, *, much: bool) -> dict[str, str]:
    """Fill in a card: as it stands with what is required, or (`much`) everything."""
    return {
        node["id"]: _filled(node, turn, much=much)
        for node in walk(seen.card)
        if str(node.get("type")).startswith("Input.")
    }


def _filled(node: dict[str, Any], turn: int, *, much: bool) -> str:
    stands, kind = str(node.get("value") or ""), node["type"]
    if not much and (stands or not node.get("isRequired")):
        return stands
    if kind == "Input.Text":
        return TEXT[: node["maxLength"]]
    if kind == "Input.Date":
        return str(node.get("max") or "2017-05-04")
    if kind == "Input.Toggle":
        return "true"
    values = [str(choice["value"]) for choice in node["choices"]] or [""]
    return ",".join(values[:3]) if node.get("isMultiSelect") else values[turn % len(values)]
