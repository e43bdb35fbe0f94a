"""`stafett db upgrade`: bring the database to this program's version."""

import typer

from bot.commands.beginning import begin
from storage import schema


def upgrade() -> None:
    """Bring the database and its key store to this program's version; new ones are made."""
    settings = begin()
    schema.upgrade(settings.database_url, settings.keys_database_url)
    typer.echo("The database and its key store are at this program's version.")
