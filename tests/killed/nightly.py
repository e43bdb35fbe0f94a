"""`python -m tests.killed.nightly --kills 1000`: sieges all night, on both engines in turn.

A round that fails keeps its folder: the database (of PostgreSQL a dump), all that the bots said,
and `siege.json` with every kill and every act. The same seed gives the same points and people, but
no machine is as fast twice.
"""

import secrets
import sys
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory, mkdtemp
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from bot.logging import set_up
from storage import schema
from tests.killed.rounds import INSTANCES, SIZE, Fresh, Round, carry_out
from tests.support import postgres
from tests.support.databases import sqlite_url


def nightly(
    kills: Annotated[int, typer.Option(help="How many in all.")] = 1000,
    engine: Annotated[str, typer.Option(help="sqlite, postgres or both in turn.")] = "both",
    seed: Annotated[int | None, typer.Option(help="What chance starts from.")] = None,
    folder: Annotated[Path | None, typer.Option(help="Where failed rounds are kept.")] = None,
) -> None:
    """Kill bots under load, again and again; exit code 1 when anything was lost or doubled."""
    set_up("ERROR")
    seed = secrets.randbelow(10**6) if seed is None else seed
    folder = folder or Path(mkdtemp(prefix="stafett-killed-"))
    rounds = _rounds(kills, list(INSTANCES) if engine == "both" else [engine], seed, folder)
    console = Console(highlight=False, emoji=False)
    console.print(f"{kills} kills in {len(rounds)} rounds from seed {seed}, in {folder}")
    failed = 0
    with _databases({one.engine for one in rounds}) as fresh, _bar(console) as bar:
        task = bar.add_task("kills", total=kills)
        for one in rounds:
            done = carry_out(one, fresh[one.engine], lambda: bar.advance(task))
            bar.update(task, completed=sum(each.kills for each in rounds[: one.number + 1]))
            console.print(
                "\n  ".join([done.line, *done.problems[:20]]), markup=False, soft_wrap=True
            )
            failed += bool(done.problems)
    console.print(f"{kills} kills: {failed or 'no'} rounds failed.")
    sys.exit(1 if failed else 0)


def _rounds(kills: int, engines: list[str], seed: int, folder: Path) -> list[Round]:
    sizes = [min(SIZE, kills - done) for done in range(0, kills, SIZE)]
    return [
        Round(no, engines[no % len(engines)], size, seed + no, folder / f"{no:03}-{seed + no}")
        for no, size in enumerate(sizes)
    ]


@contextmanager
def _databases(engines: set[str]) -> Generator[dict[str, Fresh]]:
    """Give, by engine, what makes an empty database."""
    if "postgres" not in engines:
        yield {"sqlite": _sqlite}
        return
    with (
        TemporaryDirectory(prefix="stafett-postgres-", ignore_cleanup_errors=True) as data,
        postgres.running(Path(data)) as server,
    ):
        yield {"sqlite": _sqlite, "postgres": lambda _: server.fresh()}


@contextmanager
def _sqlite(folder: Path) -> Generator[str]:
    url = sqlite_url(folder / "stafett.db")
    schema.upgrade(url, None)
    yield url


def _bar(console: Console) -> Progress:
    said = TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn()
    return Progress(*said, TimeRemainingColumn(), console=console, transient=True)


if __name__ == "__main__":
    typer.run(nightly)
