"""`stafett manifest`: write, check and pack what Teams installs."""

import zipfile
from pathlib import Path
from typing import Annotated

import typer

from bot.commands.surroundings import APP_ID
from bot.settings import SettingsError, load_settings
from dialogs.base import discover
from manifest import app as apps
from manifest import checking, package
from manifest.builder import Deployment
from manifest.schemas import NoSchemas

FOLDER = package.FOLDER
ZIP = Path("build/stafett.zip")
AppFile = Annotated[Path, typer.Option("--app", help="Your own copy of manifest/app.toml.")]
CheckOnly = Annotated[bool, typer.Option("--check", help="Only look; write nothing.")]


def write(check: CheckOnly = False) -> None:
    """Write manifest/manifest.json, nn.json and en.json from the dialogs, for this machine."""
    made = rendered()
    stale = [name for name, data in made.items() if not _holds(FOLDER / name, data)]
    if check and stale:
        typer.echo(f"{', '.join(stale)} in manifest/ is not what the dialogs say: run «make docs».")
        raise typer.Exit(1)
    for name in stale:
        (FOLDER / name).write_bytes(made[name])
    typer.echo(f"{FOLDER} is as the dialogs say.")


def build(
    out: Annotated[Path, typer.Option(help="Where the package is put.")] = ZIP,
    app: AppFile = apps.FILE,
) -> None:
    """Pack the app for STAFETT_APP_ID and STAFETT_ROOMS, to be uploaded; a flawed one is not."""
    settings = load_settings()
    if not settings.app_id:
        raise SettingsError("STAFETT_APP_ID is missing: the bot's own app id in Entra.")
    of = Deployment(settings.app_id, rooms=bool(settings.rooms))
    found = package.files(discover(), apps.read(app), of)
    _judge(found)
    out.parent.mkdir(parents=True, exist_ok=True)
    out.write_bytes(package.zipped(found))
    typer.echo(f"{out} is ready to be uploaded to Teams.")


def check(
    file: Annotated[Path, typer.Argument(help="The package.")] = ZIP,
) -> None:
    """Look a package over: Microsoft's schemas, and the rules that they leave out."""
    try:
        found = package.unzipped(file.read_bytes())
    except OSError as error:
        raise SettingsError(f"{file} cannot be read ({error.strerror}).") from None
    except zipfile.BadZipFile:
        raise SettingsError(f"{file} is no zip.") from None
    _judge(found)
    typer.echo(f"{file} is whole.")


def rendered() -> package.Files:
    """Give the texts that lie in manifest/: those of the sandbox's app."""
    return package.texts(discover(), apps.read(), Deployment(APP_ID, rooms=True))


def _holds(file: Path, data: bytes) -> bool:
    return file.is_file() and file.read_bytes() == data


def _judge(found: package.Files) -> None:
    """Say what is wrong, and end with exit code 1 when something is."""
    wrong = 0
    try:
        for flaw in checking.flaws(found):
            typer.echo(flaw)
            wrong += 1
    except NoSchemas as error:
        typer.echo(str(error), err=True)
    if wrong:
        raise typer.Exit(1)
