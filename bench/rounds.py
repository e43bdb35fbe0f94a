"""Rounds: every case has its stretch in each, in an order of its own, so that noise is shared."""

import random
from collections.abc import Sequence
from dataclasses import dataclass, fields
from statistics import median

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from bench.cases import Case
from bench.loading import Round, Stretch, load

Key = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Plan:
    """How many rounds, how long each stretch, and what comes before that is not counted."""

    rounds: int
    stretch: Stretch
    warm: Stretch


@dataclass(frozen=True, slots=True)
class Figures:
    """Medians over the rounds; times in seconds, memory in bytes, `behind` is the database's."""

    rate: float
    p50: float
    p99: float
    cpu: float
    behind: float
    memory: float
    load: float


def measure(cases: Sequence[Case], plan: Plan, core: int, console: Console) -> dict[Key, Figures]:
    """Load every case in every round; the load runs on `core`."""
    seen: dict[Key, list[Figures]] = {case.key: [] for case in cases}
    order, chance = list(cases), random.Random(1)  # noqa: S311 - an order, not a secret
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    total = len(cases) * (plan.rounds + 1)
    with Progress(*columns, TimeRemainingColumn(), console=console, transient=True) as progress:
        task = progress.add_task("", total=total)
        for number in range(plan.rounds + 1):
            chance.shuffle(order)
            for case in order:
                progress.update(task, description=f"{case.server}, {case.turn}")
                stretch = plan.stretch if number else plan.warm
                made = load(case.target, case.templates, stretch, core)
                if number:
                    seen[case.key].append(_figures(made))
                progress.advance(task)
    return {key: _median(all_) for key, all_ in seen.items()}


def _figures(made: Round) -> Figures:
    own, *behind = made.cpu
    return Figures(
        rate=made.turns / made.seconds,
        p50=made.p50,
        p99=made.p99,
        cpu=own / made.turns,
        behind=sum(behind) / made.turns,
        memory=made.memory,
        load=made.load_cpu / made.seconds,
    )


def _median(found: Sequence[Figures]) -> Figures:
    names = [field.name for field in fields(Figures)]
    return Figures(**{name: median(getattr(one, name) for one in found) for name in names})
