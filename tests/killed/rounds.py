"""One round of a night: an empty database, a siege, the proof; a folder that a failure keeps."""

import asyncio
import random
import shutil
import time
from collections.abc import Callable
from contextlib import AbstractContextManager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import cast

import aiohttp

from tests.killed.proof import flaws
from tests.killed.siege import Outcome, Plan, besiege
from tests.killed.strikes import Point
from tests.killed.world import build
from tests.support import postgres

SIZE = 50
"""Kills in one round."""
LOGS = 6
INSTANCES = {"sqlite": 1, "postgres": 2}
"""How many bots there are, by engine."""
PAUSE = {"sqlite": 0.25, "postgres": 0.9}
"""Seconds that people rest between two acts: where a bot is always up, they are never held up."""
Fresh = Callable[[Path], AbstractContextManager[str]]
"""Makes an empty database, of which the files, if any, lie in a folder; gives its address."""


@dataclass(frozen=True)
class Round:
    """One siege of the night."""

    number: int
    engine: str
    kills: int
    seed: int
    folder: Path

    def plan(self) -> Plan:
        """Hit points of chance until there are enough kills."""
        chance, points, left = random.Random(self.seed), list[Point](), self.kills
        while left > 0:
            points.append(chance.choice([point for point in Point if point.kills <= left]))
            left -= points[-1].kills
        return Plan(points, INSTANCES[self.engine], self.seed, PAUSE[self.engine])


@dataclass(frozen=True)
class Result:
    """What came of a round: what was wrong, and a line to be read."""

    problems: list[str]
    line: str


def carry_out(one: Round, fresh: Fresh, told: Callable[[], None]) -> Result:
    """Carry a round out in its folder, which goes when all was well."""
    one.folder.mkdir(parents=True)
    begun = time.monotonic()
    with fresh(one.folder) as url:
        world = build(one.folder, url, LOGS)
        outcome = Outcome()
        try:
            asyncio.run(besiege(world, one.plan(), outcome, told))
            problems = flaws(world, outcome)
        except (AssertionError, TimeoutError, aiohttp.ClientError, ExceptionGroup) as error:
            problems = [*_said(error), *outcome.wrong]
        if problems and one.engine == "postgres":
            postgres.dump(url, one.folder / "stafett.sql")
    if problems:
        (one.folder / "problems.txt").write_text("\n".join(problems), encoding="utf-8")
    else:
        with suppress(OSError):
            shutil.rmtree(one.folder)
    return Result(problems, _line(one, outcome, problems, time.monotonic() - begun))


def _said(error: BaseException) -> list[str]:
    if isinstance(error, BaseExceptionGroup):
        inner = cast("BaseExceptionGroup[BaseException]", error).exceptions
        return [said for each in inner for said in _said(each)]
    return [f"{type(error).__name__}: {error}"]


def _line(one: Round, outcome: Outcome, problems: list[str], seconds: float) -> str:
    acts = outcome.acts
    unanswered = sum(any(status == 0 for *_, status in act.sent) for act in acts)
    cards = sum(map(len, outcome.received.values()))
    said = "whole" if not problems else f"{len(problems)} PROBLEMS, see {one.folder}"
    return (
        f"{one.number:3} {one.engine:8} seed {one.seed}: {len(outcome.kills)} kills, "
        f"{sum(act.acknowledged for act in acts)} of {len(acts)} acts acknowledged "
        f"({unanswered} went unanswered at least once), {cards} cards delivered, "
        f"{outcome.repeated} of them twice, {seconds:.0f} s: {said}"
    )
