"""Databases to measure on: made once, kept, and copied for each run, so that no run meets another.

A kept one is made anew when what makes it has changed.
"""

import hashlib
import shutil
import subprocess
from collections.abc import Callable, Generator
from contextlib import ExitStack, contextmanager
from dataclasses import asdict, dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

import orjson
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from bench import entries, places, village
from bench.bot import Store, opened
from bench.names import Account, Log
from bench.places import HOME, scratch
from bench.postgres import postgres
from domain.clock import system_clock

SQLITE, POSTGRESQL = "sqlite", "postgresql"
_AGE = timedelta(days=60)
"""How long ago the logs were opened; short of every time after which something is deleted."""


@dataclass(frozen=True, slots=True)
class Size:
    """How many logs, how many entries of people's in each, and in the first one."""

    logs: int
    each: int
    first: int

    @property
    def entries(self) -> int:
        """Give the number of all entries that people wrote."""
        return self.first + (self.logs - 1) * self.each

    @property
    def name(self) -> str:
        """Give the name of its folder."""
        return f"{self.logs}x{self.each}+{self.first}"


SMALL = Size(logs=40, each=25, first=25)
HUGE = Size(logs=1000, each=900, first=100_900)
Told = Callable[[int], object]


@dataclass(frozen=True, slots=True)
class Standing:
    """A database that stands ready: its store, its logs, the processes behind it."""

    store: Store
    logs: tuple[Log, ...]
    pids: tuple[int, ...]


@contextmanager
def standing(engine: str, size: Size, core: int, console: Console) -> Generator[Standing]:
    """Give a copy of a database inside a `with`; PostgreSQL runs on `core`."""
    kept = _kept(engine, size, core, console)
    with scratch() as folder, ExitStack() as stack:
        subprocess.run(["cp", "-a", "--reflink=auto", f"{kept}/.", folder], check=True)
        url, pids = _url(engine, folder, core, stack)
        logs = tuple(_log(one) for one in orjson.loads((folder / "logs.json").read_bytes()))
        yield Standing(Store(folder, url), logs, pids)


def _kept(engine: str, size: Size, core: int, console: Console) -> Path:
    folder = places.WORK / "kept" / engine / size.name
    mark = folder / "made-by"
    if not mark.exists() or mark.read_text() != _maker():
        with scratch() as new:  # nobody meets one that is half made
            with ExitStack() as stack:
                url, _ = _url(engine, new, core, stack)
                _make(Store(new, url), size, console, f"{engine}, {size.entries} entries")
            (new / mark.name).write_text(_maker())
            shutil.rmtree(folder, ignore_errors=True)
            folder.parent.mkdir(parents=True, exist_ok=True)
            new.rename(folder)
    return folder


def _url(engine: str, folder: Path, core: int, stack: ExitStack) -> tuple[str, tuple[int, ...]]:
    if engine == SQLITE:
        return f"sqlite:///{folder}/stafett.db", ()
    server = stack.enter_context(postgres(folder, core))
    return server.url, (server.running.pid,)


def _make(store: Store, size: Size, console: Console, what: str) -> None:
    columns = (TextColumn(what), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with (
        opened(store, system_clock() - _AGE) as database,
        Progress(*columns, console=console, transient=True) as progress,
    ):
        logs = village.settle(database, size.logs, _told(progress, size.logs))
        told = _told(progress, size.entries)
        for number, log in enumerate(logs):
            count = size.each if number else size.first
            gap = (_AGE - timedelta(days=1)) / count
            entries.fill(database, log.id, log.teacher.person, count, gap, told)
    (store.folder / "logs.json").write_bytes(orjson.dumps([asdict(log) for log in logs]))


def _told(progress: Progress, total: int) -> Told:
    task = progress.add_task("", total=total)
    return lambda more: progress.advance(task, more)


def _log(said: dict[str, Any]) -> Log:
    teacher, nurse = Account(**said["teacher"]), Account(**said["nurse"])
    return Log(id=said["id"], code=said["code"], teacher=teacher, nurse=nurse)


def _maker() -> str:
    """Give the mark of all that decides what such a database holds."""
    storage = HOME.parent / "storage"
    files = [HOME / name for name in ("village.py", "entries.py", "dataset.py")]
    files += [storage / "key_tables.py", *sorted(storage.glob("migrations/versions/*.py"))]
    digest = hashlib.sha256()
    for file in files:
        digest.update(file.read_bytes())
    return digest.hexdigest()
