"""`stafett rebuild`: write the projections anew from the log, or check that they agree."""

from typing import Annotated

import typer

from bot.commands.beginning import begin
from bot.commands.finding import log_id
from bot.commands.showing import bar, counted
from bot.opening import open_database, open_policy
from storage import rebuild as replaying
from storage.rebuild import Difference

_WHAT = {
    "mangler": "is missing",
    "for_mye": "is not in the log",
    "ulik": "differs",
    "uleselig": "cannot be replayed",
}


def rebuild(
    check: Annotated[bool, typer.Option("--check", help="Only compare.")] = False,
    logg: Annotated[str, typer.Option("--logg", help="The code or id of one log.")] = "",
) -> None:
    """Replay the log into its projections. With --check: exit code 1 when they differ."""
    settings = begin()
    database = open_database(settings, open_policy(settings))
    try:
        one = log_id(database, logg) if logg else None
        with bar("Logs") as told:
            if not check:
                done = replaying.rebuild(database, one, told)
                typer.echo(f"Rebuilt: {counted(done, 'log', 'logs')}.")
                return
            differences = replaying.check(database, one, told)
    finally:
        database.close()
    for difference in differences:
        typer.echo(explained(difference))
    if differences:
        raise typer.Exit(1)
    typer.echo("The projections are what the log says.")


def explained(difference: Difference) -> str:
    """Say what is wrong with one row."""
    where = f"{difference.table} {', '.join(map(str, difference.key))}"
    columns = f" in {', '.join(difference.columns)}" if difference.columns else ""
    return f"{where} {_WHAT[difference.what]}{columns}."
