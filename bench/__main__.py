"""`python -m bench`: what can be measured."""

from typing import Annotated

import typer
from rich.console import Console

from bench.profile import KINDS, Wanted
from bench.profile import profile as look


def build() -> typer.Typer:
    """Put the commands together."""
    app = typer.Typer(no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False)
    app.callback()(_bench)
    app.command()(profile)
    return app


def profile(  # noqa: PLR0917 - typer reads them by name
    kind: Annotated[str, typer.Argument(help=f"One of {', '.join(KINDS)}.")] = "submit",
    engine: Annotated[str, typer.Option(help="sqlite or postgresql.")] = "sqlite",
    turns: Annotated[int, typer.Option(help="How many turns.")] = 2000,
    logs: Annotated[int, typer.Option(help="How many logs they are spread over.")] = 16,
    connections: Annotated[int, typer.Option(help="Calls under way at once.")] = 16,
    top: Annotated[int, typer.Option(help="Lines of the profile.")] = 50,
    sort: Annotated[str, typer.Option(help="tottime or cumtime.")] = "tottime",
    courier: Annotated[bool, typer.Option(help="Let the courier deliver meanwhile.")] = False,
) -> None:
    """Tell where one kind of turn spends its time, and what it asks of SQL."""
    wanted = Wanted(kind, engine, turns, logs, connections, courier)
    look(wanted, top, sort, Console())


def _bench() -> None:
    """Measure what a turn costs, here and beside the peers."""


if __name__ == "__main__":
    build()()
