"""`stafett grant`: a service's first leader; every later grant is made in a dialog."""

from dataclasses import dataclass
from typing import Annotated

import typer

from bot.commands.beginning import begin
from bot.opening import open_database, open_policy
from bot.settings import Settings, SettingsError
from domain.clock import oslo_day
from storage import memberships, people
from storage.memberships import LEADER, Grant
from storage.people import IdentityCard
from storage.unit import Unit

BY = "kommandolinjen"


class NotGranted(Exception):
    """The grant is not for the command line; the text says why."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """Who is to lead which service: an Entra object id in a tenant, and the name if it is new."""

    tenant: str
    subject: str
    service: str
    name: str


def grant(
    person: Annotated[str, typer.Argument(help="The person's object id in Entra.")],
    service: Annotated[str, typer.Argument(help="The service's code in tjenester.toml.")],
    name: Annotated[str, typer.Option(help="The full name, when the bot has not met them.")] = "",
    tenant: Annotated[str, typer.Option(help="Their tenant, when it is not the home one.")] = "",
) -> None:
    """Make somebody the first leader of a service."""
    settings = begin()
    policy = open_policy(settings)
    if service not in policy.services:
        raise NotGranted(f"There is no service «{service}» in tjenester.toml.")
    home = tenant or _home(settings)
    wanted = Wanted(home.lower(), person.lower(), service, name)
    database = open_database(settings, policy)
    try:
        database.do(lambda unit: first_leader(unit, wanted))
    finally:
        database.close()
    typer.echo(f"Granted: leader of «{service}» from today.")


def first_leader(unit: Unit, wanted: Wanted) -> None:
    """Grant the leadership of a service that has no leader; raises `NotGranted`."""
    today = oslo_day(unit.now)
    members = memberships.members(unit, wanted.service, today)
    if any(memberships.is_leader(unit, one, wanted.service, today) for one in members):
        raise NotGranted(f"«{wanted.service}» has a leader, who grants the rest in Teams.")
    found = people.find(unit, wanted.tenant, wanted.subject)
    person = found.id if found else _made(unit, wanted)
    memberships.grant(unit, Grant(person, wanted.service, today, BY, LEADER))


def _made(unit: Unit, wanted: Wanted) -> str:
    if not wanted.name.strip():
        raise NotGranted("The bot has not met this person: give the full name with --name.")
    card = IdentityCard(wanted.name.split()[0], wanted.name)
    return people.bind(unit, people.create(unit, card), wanted.tenant, wanted.subject)


def _home(settings: Settings) -> str:
    if not settings.tenants:
        raise SettingsError("STAFETT_TENANTS is missing: the tenants that are let in, home first.")
    return settings.tenants[0]
