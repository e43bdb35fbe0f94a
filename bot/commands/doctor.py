"""`stafett doctor`: what stands in the way of serving, one line each."""

import asyncio
from collections.abc import Callable, Iterator

import aiohttp
import typer
from sqlalchemy.exc import SQLAlchemyError

from bot.commands.beginning import begin
from bot.credential import CredentialError, make_credential
from bot.openid import KeySource
from bot.opening import open_database, open_master_key, open_policy
from bot.production import missing, refusals
from bot.settings import Settings, SettingsError
from bot.subkeys import ANCHORS, subkey
from domain.policy import PolicyError
from storage import anchor
from storage.errors import StorageError

FAULTS = (SettingsError, PolicyError, StorageError, SQLAlchemyError, CredentialError)
Check = tuple[str, Callable[[Settings], str]]


def doctor() -> None:
    """Look at settings, policies, keys, database, anchors, Microsoft's keys and the bot's token."""
    settings, broken = begin(), 0
    for name, fault in examined(settings):
        typer.echo(f"{'no ' if fault else 'yes'}  {name}{': ' + fault if fault else ''}")
        broken += bool(fault)
    if broken:
        raise typer.Exit(1)


def examined(settings: Settings) -> Iterator[tuple[str, str]]:
    """Give each thing that was looked at, with what is wrong with it or ""."""
    for name, look in CHECKS:
        try:
            yield name, look(settings)
        except FAULTS as error:
            known = isinstance(error, SettingsError | PolicyError | StorageError)
            yield name, str(error) if known else type(error).__name__


def _settings(settings: Settings) -> str:
    return " ".join([*missing(settings), *refusals(settings, open_policy(settings))])


def _policies(settings: Settings) -> str:
    open_policy(settings)
    return ""


def _master_key(settings: Settings) -> str:
    open_master_key(settings)
    return ""


def _database(settings: Settings) -> str:
    open_database(settings, open_policy(settings)).close()
    return ""


def _anchors(settings: Settings) -> str:
    anchor.check(settings.anchor_dir, subkey(open_master_key(settings), ANCHORS))
    return ""


def _signing_keys(settings: Settings) -> str:
    async def fetch() -> bool:
        async with aiohttp.ClientSession() as session:
            keys = KeySource(session, settings.openid_metadata_url)
            await keys.refresh()
            return keys.known

    return "" if asyncio.run(fetch()) else f"{settings.openid_metadata_url} gave none."


def _token(settings: Settings) -> str:
    async def fetch() -> None:
        credential = make_credential(settings)
        try:
            await credential.token()
        finally:
            await credential.close()

    if not missing(settings):
        asyncio.run(fetch())
        return ""
    return "the settings for it are missing."


CHECKS: tuple[Check, ...] = (
    ("the settings are whole and may serve", _settings),
    ("the policies can be read", _policies),
    ("the master key is there", _master_key),
    ("the database is at this version and protected", _database),
    ("the anchors follow each other", _anchors),
    ("the signing keys of those who call can be fetched", _signing_keys),
    ("the bot gets its own token", _token),
)
