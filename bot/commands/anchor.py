"""`stafett anchor`: write today's anchor now."""

import typer

from bot.commands.beginning import begin
from bot.opening import open_database, open_master_key, open_policy
from bot.subkeys import ANCHORS, subkey
from domain.clock import oslo_day, system_clock
from storage import anchor as anchors


def anchor() -> None:
    """Write where every log ends, signed, to the anchor folder; today's stays when it is there."""
    settings = begin()
    key = subkey(open_master_key(settings), ANCHORS)
    database = open_database(settings, open_policy(settings))
    try:
        day = oslo_day(system_clock())
        typer.echo(str(anchors.make(database, key, settings.anchor_dir, day)))
    finally:
        database.close()
