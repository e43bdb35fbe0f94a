"""`python -m bench run`: everything in one run, as tables and as a file."""

import os
import platform
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from rich.console import Console

from bench import endurance, stores, tables
from bench.dataset import POSTGRESQL, SQLITE
from bench.grids import Grid
from bench.keeping import keep
from bench.loading import Stretch
from bench.peering import BARE, SDKS
from bench.places import cores
from bench.rounds import Figures, Key, Plan, measure
from bench.setting import GROWN, Scene, scene
from bench.verdicts import growths, verdicts
from domain.clock import system_clock

_ANY = 10**9


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a run does: its rounds, seconds a stretch, and the long parts (0 turns: none)."""

    rounds: int
    seconds: float
    huge: bool
    turns_in_a_row: int
    peers: bool = True
    engines: tuple[str, ...] = (SQLITE, POSTGRESQL)


def run(wanted: Wanted, console: Console) -> list[Grid]:
    """Measure, show, and keep the result in a file; gives the tables."""
    began, loads = system_clock(), [os.getloadavg()[0]]
    found = _turns(wanted, console)
    grids = [tables.turns(found, GROWN.values())]
    if wanted.huge:
        grids += [tables.growth(growths(found)), stores.grid(wanted.engines, console)]
    if wanted.turns_in_a_row:
        grids.append(endurance.grid(wanted.turns_in_a_row, console))
    grids.append(tables.judged(verdicts(found)))
    loads.append(os.getloadavg()[0])
    said = _said(began, wanted, loads)
    console.print(said)
    for grid in grids:
        grid.show(console)
    keep(began, said, found, grids)
    return grids


def _turns(wanted: Wanted, console: Console) -> dict[Key, Figures]:
    _, others = cores()
    asked = Scene((BARE, *SDKS) if wanted.peers else (), wanted.engines, wanted.huge)
    plan = Plan(wanted.rounds, Stretch(_ANY, wanted.seconds), Stretch(_ANY, wanted.seconds / 2))
    with scene(asked, console) as cases:
        return measure(cases, plan, others, console)


def _said(began: datetime, wanted: Wanted, loads: Sequence[float]) -> str:
    """Say when, where and under which load it was measured."""
    machine = f"Python {platform.python_version()}, {os.cpu_count()} cores, {platform.machine()}"
    rounds = f"medians of {wanted.rounds} rounds of {wanted.seconds:g} s, 16 connections"
    busy = " and ".join(f"{one:.1f}" for one in loads)
    return f"{began:%Y-%m-%d %H:%M} UTC · {machine} · {rounds} · load average {busy}"
