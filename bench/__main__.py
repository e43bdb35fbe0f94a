"""`python -m bench`: what can be measured."""

from typing import Annotated

import typer

from bench import keeping
from bench import run as running
from bench.grids import wide
from bench.profile import KINDS
from bench.profile import Wanted as Profiled
from bench.profile import profile as look
from bot.logging import set_up


def build() -> typer.Typer:
    """Put the commands together."""
    app = typer.Typer(no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False)
    app.callback()(_bench)
    set_up("WARNING")
    for command in (run, quick, paste, profile):
        app.command()(command)
    return app


def run(
    rounds: Annotated[int, typer.Option(help="How many rounds; medians are shown.")] = 5,
    seconds: Annotated[float, typer.Option(help="Seconds of each stretch in a round.")] = 3,
    huge: Annotated[bool, typer.Option(help="Also with 1 000 000 entries.")] = True,
    full: Annotated[int, typer.Option(help="Submits in a row, for memory; 0: none.")] = 100_000,
) -> None:
    """Measure everything: about an hour the first time, when the huge databases are made."""
    running.run(running.Wanted(rounds, seconds, huge, full), wide())


def quick() -> None:
    """Measure turns beside the peers alone, in two or three minutes."""
    wanted = running.Wanted(rounds=3, seconds=1.5, huge=False, turns_in_a_row=0)
    running.run(wanted, wide())


def paste() -> None:
    """Put the newest result's tables into docs/benchmark.md."""
    result = keeping.newest()
    if result is None:
        raise typer.BadParameter("nothing has been measured yet: run «make bench»")
    docs = keeping.DOCS.read_text(encoding="utf-8")
    keeping.DOCS.write_text(keeping.pasted(docs, result), encoding="utf-8")
    typer.echo(f"docs/benchmark.md shows {result.name}.")


def profile(  # noqa: PLR0917 - typer reads them by name
    kind: Annotated[str, typer.Argument(help=f"One of {', '.join(KINDS)}.")] = "submit",
    engine: Annotated[str, typer.Option(help="sqlite or postgresql.")] = "sqlite",
    turns: Annotated[int, typer.Option(help="How many turns.")] = 2000,
    logs: Annotated[int, typer.Option(help="How many logs, 40 at most.")] = 16,
    connections: Annotated[int, typer.Option(help="Calls under way at once.")] = 16,
    top: Annotated[int, typer.Option(help="Lines of the profile.")] = 50,
    sort: Annotated[str, typer.Option(help="tottime or cumtime.")] = "tottime",
    courier: Annotated[bool, typer.Option(help="Let the courier deliver meanwhile.")] = False,
) -> None:
    """Tell where one kind of turn spends its time, and what it asks of SQL."""
    wanted = Profiled(kind, engine, turns, logs, connections, courier)
    look(wanted, top, sort, wide())


def _bench() -> None:
    """Measure what a turn costs, here and beside the peers."""


if __name__ == "__main__":
    build()()
