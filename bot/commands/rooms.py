"""`stafett rooms test`: try in the real tenant what rooms need, before anybody is promised one."""

import asyncio
import secrets
from typing import Annotated

import aiohttp
import typer

from bot.commands.beginning import begin
from bot.connector import Connector
from bot.credential import TokenCache, make_credential
from bot.failures import explain
from bot.opening import open_database, open_policy
from bot.production import missing
from bot.rooms.parts import room_of
from bot.rooms.selftest import Account, SelfTest, Step
from bot.settings import Settings, SettingsError
from storage import addresses

BY_HAND = """\
The room stays. Now try in Teams what only people can try:
  1. Write «@Stafett hjelp» in it: the bot must answer you alone.
  2. Press a button of the answer: a dialog must open.
Then delete the channel «{name}» in Teams."""


def try_rooms(
    guest: Annotated[
        str, typer.Option(help="An account to let in and out: object id, or object id@tenant.")
    ] = "",
    service_url: Annotated[
        str, typer.Option(help="The Connector's address, if nobody has met the bot yet.")
    ] = "",
    keep: Annotated[
        bool, typer.Option("--keep", help="Leave the room, to try it by hand.")
    ] = False,
) -> None:
    """Make a room in the first host team, post in it, read its members, delete it again."""
    settings = begin()
    for sentence in missing(settings):
        raise SettingsError(sentence)
    if not settings.rooms:
        raise SettingsError(
            "STAFETT_ROOMS is missing: logs have no rooms, so there is none to try."
        )
    known = _service_url(settings, service_url)
    name = f"Stafett prøve {secrets.token_hex(3)}"
    steps = asyncio.run(_tried(settings, known, name, _account(settings, guest), keep=keep))
    if any(step.fault for step in steps):
        raise typer.Exit(1)
    if keep:
        typer.echo(BY_HAND.format(name=name))


async def _tried(
    settings: Settings, service_url: str, name: str, guest: Account | None, *, keep: bool
) -> list[Step]:
    credential = make_credential(settings)
    graph = make_credential(settings, settings.graph_scope)
    async with aiohttp.ClientSession(cookie_jar=aiohttp.DummyCookieJar()) as session:
        connector = Connector(session, TokenCache(credential), app_id=settings.app_id)
        connector.trust(settings.room_tenant, service_url)
        room = room_of(settings, session, graph)
        if room is None:
            return []
        team, tenant = settings.room_teams[0], settings.room_tenant
        trial = SelfTest(room, connector, team, tenant, name, guest, keep)
        steps: list[Step] = []
        try:
            async for step in trial.steps():
                steps.append(step)
                typer.echo(f"{'no ' if step.fault else 'yes'}  {step.name}{_why(step)}")
        finally:
            await credential.close()
            await graph.close()
    return steps


def _why(step: Step) -> str:
    return f": {step.fault} ({explain(step.fault)})" if step.fault else ""


def _account(settings: Settings, guest: str) -> Account | None:
    subject, _, tenant = guest.strip().lower().partition("@")
    return (tenant or settings.room_tenant, subject) if subject else None


def _service_url(settings: Settings, given: str) -> str:
    """Give the Connector's address for the rooms' tenant: the given one, or one met before."""
    if given:
        return given
    database = open_database(settings, open_policy(settings))
    try:
        known = database.do(addresses.service_urls)
    finally:
        database.close()
    return known.get(settings.room_tenant, "")
