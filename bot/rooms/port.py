"""What a kind of room can do, and what is drawn for rooms: the ports between both sides."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from bot.call import Parcel
from storage.unit import Unit


@dataclass(frozen=True, slots=True)
class Abilities:
    """What a kind of room can; names and descriptions are at most so many characters.

    `other_tenants`: people of other tenants can be in it. `own_members`: it has members of its own,
    whom the bot adds and removes; else it holds whoever is in its team. `targeted`: a message can
    be for one person in it. `needs_app`: the app is added to each room, not to the team alone.
    """

    other_tenants: bool
    own_members: bool
    targeted: bool
    needs_app: bool
    longest_name: int
    longest_about: int


@dataclass(frozen=True, slots=True)
class Spot:
    """A room in the network: its host team and its channel."""

    team: str
    channel: str


@dataclass(frozen=True, slots=True)
class RoomMember:
    """An account in a room: home tenant, Entra object id, the id of its membership there."""

    tenant: str
    subject: str
    membership: str
    owner: bool

    @property
    def account(self) -> tuple[str, str]:
        """Give what people are known by."""
        return self.tenant, self.subject


class NameTaken(Exception):
    """Another room in the team has the name, or had it until a short while ago."""


class Room(Protocol):
    """One kind of room; every no of the network is a `ConnectorError`."""

    @property
    def kind(self) -> str:
        """Give the setting's word for it."""
        ...

    @property
    def abilities(self) -> Abilities:
        """Tell what it can."""
        ...

    async def find(self, team: str, name: str, mark: str) -> Spot | None:
        """Find a room by its name, if its description holds the mark."""
        ...

    async def make(self, team: str, name: str, about: str) -> Spot:
        """Make a room and wait until it is there; raises `NameTaken`."""
        ...

    async def enable(self, spot: Spot) -> None:
        """Add the app to a room; nothing happens when it is there."""
        ...

    async def members(self, spot: Spot) -> list[RoomMember]:
        """Give everybody who is in a room, the owner too."""
        ...

    async def add(self, spot: Spot, tenant: str, subject: str) -> None:
        """Let an account into a room; nothing happens when it is there."""
        ...

    async def remove(self, spot: Spot, member: RoomMember) -> None:
        """Take an account out of a room; nothing happens when it is gone."""
        ...

    async def exists(self, spot: Spot) -> bool:
        """Tell whether a room is still there."""
        ...

    async def delete(self, spot: Spot) -> None:
        """Delete a room; nothing happens when it is gone."""
        ...


class RoomDrawer(Protocol):
    """The router, as far as rooms need it; called inside a turn, and drawn through the gate."""

    def room_card(self, unit: Unit, logg: str, which: str, ids: Mapping[str, Any]) -> Parcel | None:
        """Draw a card that stands in every room, "festet" or "hjem"; None when there is none."""
        ...

    def room_news(
        self, unit: Unit, logg: str, seq: int, present: Collection[str] | None
    ) -> Parcel | None:
        """Draw an entry for those present (`None`: nothing may be posted in the room).

        Whoever then does not meet it in the room is put down to be told in their own chat.
        """
        ...
