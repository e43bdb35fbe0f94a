"""`stafett key`: the local master key, made when it is not there."""

import typer

from bot.commands.beginning import begin
from bot.subkeys import subkey
from storage.master import load_master_key


def key() -> None:
    """Make the local master key if there is none, and tell its mark (never the key)."""
    settings = begin()
    made = not settings.key_file.exists()
    mark = subkey(load_master_key(settings.key_file), "merke").hex()[:16]
    typer.echo(f"{settings.key_file} {'was made' if made else 'is there'}; its mark is {mark}.")
    typer.echo("Without it nothing in the log can be read: keep a copy where the database is not.")
