"""The teams that hold the rooms: which has space for one more, and whose people can be in it."""

from collections.abc import Collection
from dataclasses import dataclass

from bot.rooms.port import Room
from storage import rooms
from storage.unit import Unit

MOST = 800
"""Rooms in a team. It takes 1,000 channels, and one that is deleted counts for 30 days more."""


@dataclass(frozen=True, slots=True)
class Hosts:
    """The host teams, in the order in which they are filled, and the tenant that they are in.

    `tenants` are those that the deployment lets in.
    """

    tenant: str
    teams: tuple[str, ...]
    tenants: tuple[str, ...]

    def with_space(self, unit: Unit) -> str | None:
        """Give the first team that has space; None when all are full."""
        held = rooms.in_teams(unit)
        return next((team for team in self.teams if held.get(team, 0) < MOST), None)

    def tenants_of(self, room: Room) -> Collection[str]:
        """Give the tenants whose people this kind of room can hold."""
        return self.tenants if room.abilities.other_tenants else (self.tenant,)
