"""`stafett verify`: prove that the log is whole, or name the first broken entry."""

from typing import Annotated

import typer

from bot.commands.beginning import begin
from bot.commands.finding import log_id
from bot.commands.showing import bar, counted
from bot.opening import open_database, open_master_key, open_policy
from bot.settings import Settings
from bot.subkeys import ANCHORS, subkey
from storage import anchor
from storage import verify as proof
from storage.errors import BadAnchor
from storage.flaws import explain


def verify(
    logg: Annotated[str, typer.Option("--logg", help="The code or id of one log.")] = "",
) -> None:
    """Walk every log (or one): chain, content, ends, anchors. Exit code 1 when one is broken."""
    settings = begin()
    database = open_database(settings, open_policy(settings), guarded=False)
    try:
        one = log_id(database, logg) if logg else None
        anchors, said = _anchors(settings)
        with bar("Entries") as told:
            report = proof.verify(database, one, anchors, told)
    finally:
        database.close()
    said += [explain(flaw) for flaw in report.flaws]
    if report.unguarded:
        said.append(f"The log is not protected: {', '.join(report.unguarded)} does not stand.")
    for sentence in said:
        typer.echo(sentence)
    if said:
        raise typer.Exit(1)
    walked = counted(report.logs, "log", "logs"), counted(report.entries, "entry", "entries")
    held = counted(len(anchors), "anchor", "anchors")
    typer.echo(f"Whole: {walked[0]}, {walked[1]} ({report.erased} erased by order), {held}.")


def _anchors(settings: Settings) -> tuple[list[anchor.Anchor], list[str]]:
    key = subkey(open_master_key(settings), ANCHORS)
    try:
        return anchor.check(settings.anchor_dir, key), []
    except BadAnchor as error:
        return [], [str(error)]
