"""Memory over very many turns: what the bot holds after a tenth of them, and after all."""

from contextlib import ExitStack

from rich.console import Console

from bench import issuer
from bench.cases import SUBMIT
from bench.dataset import SMALL, SQLITE
from bench.grids import Grid, megabytes, times
from bench.loading import Stretch, load
from bench.places import cores
from bench.setting import OURS, Setting

_STEPS = 10


def grid(turns: int, console: Console) -> Grid:
    """Submit so many times in a row on SQLite and look at the bot's memory on the way."""
    _, others = cores()
    made = Grid("Memory over many submits in a row, SQLite", ("turns", "MB", "growth"), words=0)
    with ExitStack() as stack:
        other_end = stack.enter_context(issuer.serving(busy=True))
        setting = Setting(other_end, console, stack)
        [case] = setting.ours(OURS[SQLITE], SQLITE, SMALL, (SUBMIT,))
        first, some = 0, turns // _STEPS
        for step in range(1, _STEPS + 1):
            with console.status(f"{step * some} submits in a row …"):
                stretch = Stretch(some, 3600)
                seen = load(case.target, case.templates, stretch, others)
            first = first or seen.memory
            growth = times(seen.memory / first)
            made.rows.append((f"{step * some}", megabytes(seen.memory), growth))
    return made
