"""`stafett db upgrade`: bring the database to this program's version."""

import typer

from bot.settings import load_settings
from storage import schema


def upgrade() -> None:
    """Bring the database and its key store to this program's version; new ones are made."""
    settings = load_settings()
    schema.upgrade(settings.database_url, settings.keys_database_url)
    typer.echo("The database and its key store are at this program's version.")
