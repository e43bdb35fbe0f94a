"""`stafett` (or `python -m bot`): the commands, and one sentence for what goes wrong."""

import sys

import typer
from sqlalchemy.exc import SQLAlchemyError

from bot.commands import manifest, rooms
from bot.commands.anchor import anchor
from bot.commands.db import upgrade
from bot.commands.docs import docs
from bot.commands.doctor import doctor
from bot.commands.grant import NotGranted, grant
from bot.commands.jobs import jobs
from bot.commands.key import key
from bot.commands.rebuild import rebuild
from bot.commands.sandbox import sandbox
from bot.commands.serve import serve
from bot.commands.trying import NotStarted, try_it
from bot.commands.verify import verify
from bot.commands.words import words
from bot.settings import SettingsError
from domain.policy import PolicyError
from manifest.app import AppError
from storage.errors import StorageError

_SENTENCES = (SettingsError, PolicyError, StorageError, NotGranted, NotStarted, AppError)
_ANY_FLAGS = {"allow_extra_args": True, "ignore_unknown_options": True}


def build() -> typer.Typer:
    """Put the commands together."""
    app = typer.Typer(no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False)
    app.callback()(_stafett)
    for command in (serve, doctor, jobs, verify, rebuild, anchor, key, grant, words, docs):
        app.command()(command)
    app.command("try")(try_it)
    app.command(context_settings=_ANY_FLAGS)(sandbox)
    database = typer.Typer(no_args_is_help=True, help="The database and its key store.")
    database.command()(upgrade)
    database.callback()(_database)
    app.add_typer(database, name="db")
    package = typer.Typer(no_args_is_help=True, help="The app package that Teams installs.")
    for command in (manifest.build, manifest.check, manifest.write):
        package.command()(command)
    app.add_typer(package, name="manifest")
    in_teams = typer.Typer(no_args_is_help=True, help="The rooms of logs in Teams.")
    in_teams.command("test")(rooms.try_rooms)
    in_teams.callback()(_rooms)
    app.add_typer(in_teams, name="rooms")
    return app


def main() -> None:
    """Run a command; what is known to go wrong is one sentence and exit code 2."""
    try:
        build()()
    except _SENTENCES as error:
        sys.exit(_said(str(error)))
    except SQLAlchemyError as error:
        sys.exit(_said(f"STAFETT_DATABASE_URL: the database says no ({type(error).__name__})."))


def _said(sentence: str) -> int:
    typer.echo(sentence, err=True)
    return 2


def _stafett() -> None:
    """Stafettbot: a relay log for each child, young person or adult, in Teams."""


def _database() -> None:
    """Look after the database and its key store."""


def _rooms() -> None:
    """Look after the rooms of logs in Teams."""


if __name__ == "__main__":
    main()
