"""`python -m bench profile`: where one kind of turn spends its time, and what it asks of SQL."""

import os
import pstats
import signal
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import orjson
from rich.console import Console

from bench import issuer
from bench.bot import Bot, serving
from bench.calls import Template
from bench.dataset import SMALL, standing
from bench.loading import CONNECTIONS, Round, Stretch, Target, load
from bench.names import Log
from bench.places import cores, scratch
from bench.turns import Door
from bench.village import FIRST

KINDS = ("submit", "form", "fetch", "page")
_WARM = 300


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is to be looked at."""

    kind: str
    engine: str
    turns: int
    logs: int
    connections: int = CONNECTIONS
    courier: bool = False


def profile(wanted: Wanted, top: int, sort: str, console: Console) -> None:
    """Measure without the profiler, then look with it."""
    quiet = () if wanted.courier else ("quiet",)
    with scratch() as folder:
        _tell(console, wanted, folder, *_seen(wanted, folder, quiet, console))
    with scratch() as folder:
        _seen(wanted, folder, ("cpu", *quiet), console)
        pstats.Stats(str(folder / "turns.prof")).sort_stats(sort).print_stats(top)


def _seen(
    wanted: Wanted, folder: Path, how: tuple[str, ...], console: Console
) -> tuple[Round, int]:
    ours, others = cores()
    with (
        issuer.serving() as other_end,
        standing(wanted.engine, SMALL, others, console) as data,
        serving(data.store, other_end, ours, ("bench.profiled", str(folder), *how)) as bot,
    ):
        return _measured(wanted, bot, data.logs[: wanted.logs], other_end, others)


def _measured(
    wanted: Wanted, bot: Bot, logs: Sequence[Log], other_end: issuer.Issuer, core: int
) -> tuple[Round, int]:
    templates = _templates(wanted, bot, logs, other_end)
    pids = (bot.running.pid,)
    target = Target(bot.port, pids, other_end.token(), bot.store.form_key)
    load(target, templates, Stretch(_WARM, 60, wanted.connections), core)
    os.kill(bot.running.pid, signal.SIGUSR1)
    sent = other_end.sent
    stretch = Stretch(wanted.turns, 600, wanted.connections)
    return load(target, templates, stretch, core), other_end.sent - sent


def _templates(
    wanted: Wanted, bot: Bot, logs: Sequence[Log], other_end: issuer.Issuer
) -> list[Template]:
    door = Door(bot.port, other_end.token(), other_end.url)
    if wanted.kind == "submit":
        return door.submits(logs)
    if wanted.kind == "form":
        return door.forms(logs)
    if wanted.kind == "fetch":
        return door.entries(logs, range(FIRST, FIRST + 20))
    return door.pages(logs)


def _tell(console: Console, wanted: Wanted, folder: Path, seen: Round, sent: int) -> None:
    statements = orjson.loads((folder / "statements.json").read_bytes())
    turns = seen.turns
    console.print(f"{wanted.kind} on {wanted.engine}: {turns} turns, {wanted.logs} logs")
    console.print(f"  CPU a turn  {seen.cpu[0] / turns * 1000:.3f} ms", highlight=False)
    console.print(f"  turns/s     {turns / seen.seconds:.0f}", highlight=False)
    console.print(f"  p50, p99    {seen.p50 * 1000:.2f} ms, {seen.p99 * 1000:.2f} ms")
    console.print(f"  statements  {sum(count for _, count in statements) / turns:.2f} a turn")
    console.print(f"  messages that the courier sent meanwhile: {sent}")
    for text, count in statements[:60]:
        line = f"  {count / turns:6.2f}  {text[:150]}"
        console.print(line, markup=False, highlight=False, soft_wrap=True)
