"""The one kind of room: a channel of a host team, by Graph; shared, private or standard."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

from bot.connector import ConnectorError
from bot.rooms.graph import NAME_TAKEN, Graph, Json, part
from bot.rooms.operation import made_by
from bot.rooms.port import Abilities, NameTaken, RoomMember, Spot

MEMBERSHIP = {"delt": "shared", "privat": "private", "standard": "standard"}
"""Graph's word for each kind that the setting names."""
PERSON = "#microsoft.graph.aadUserConversationMember"


class Channel:
    """Channels of one kind; `owner` is the object id of the account that owns them in `tenant`."""

    def __init__(
        self,
        graph: Graph,
        kind: str,
        *,
        tenant: str,
        owner: str,
        app: str,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self._graph = graph
        self._kind = kind
        self._tenant = tenant.lower()
        self._owner = owner.lower()
        self._app = app
        self._sleep = sleep

    @property
    def kind(self) -> str:
        """Give the setting's word for it."""
        return self._kind

    @property
    def abilities(self) -> Abilities:
        """Tell what this kind can, as Microsoft's pages say."""
        return Abilities(
            other_tenants=self._kind == "delt",
            own_members=self._kind != "standard",
            targeted=True,
            needs_app=self._kind != "standard",
            longest_name=50,
            longest_about=1024,
        )

    async def find(self, team: str, name: str, mark: str) -> Spot | None:
        """Find a channel by its name, if its description holds the mark."""
        wanted = part(f"displayName eq '{name.replace(chr(39), chr(39) * 2)}'")
        for one in await self._graph.pages(team, f"{_channels(team)}?$filter={wanted}"):
            if one.get("displayName") == name and mark in str(one.get("description") or ""):
                return Spot(team, str(one["id"]))
        return None

    async def make(self, team: str, name: str, about: str) -> Spot:
        """Make a channel and wait until it is there; raises `NameTaken`."""
        body: Json = {"displayName": name, "description": about}
        body["membershipType"] = MEMBERSHIP[self._kind]
        if self.abilities.own_members:
            body["members"] = [self._person(self._owner, "owner")]
        try:
            said = await self._graph.post(team, _channels(team), body)
        except ConnectorError as error:
            if error.code == NAME_TAKEN:
                raise NameTaken(name) from None
            raise
        channel = said.body.get("id") if "displayName" in said.body else None
        if not channel:
            channel = await made_by(self._graph, team, said.location, self._sleep)
        return Spot(team, str(channel))

    async def enable(self, spot: Spot) -> None:
        """Add the app to a channel; nothing happens when it is there."""
        apps = f"{_at(spot)}/enabledApps"
        if any(one.get("id") == self._app for one in await self._graph.pages(spot.team, apps)):
            return
        app = f"{self._graph.url}/appCatalogs/teamsApps/{part(self._app)}"
        await self._graph.post(spot.team, f"{apps}/$ref", {"@odata.id": app})

    async def members(self, spot: Spot) -> list[RoomMember]:
        """Give everybody who is in a channel, directly or through a team that shares it."""
        found = await self._graph.pages(spot.team, f"{_at(spot)}/allMembers")
        return [self._member(one) for one in found]

    def _member(self, said: Json) -> RoomMember:
        tenant = str(said.get("tenantId") or self._tenant).lower()
        subject = str(said.get("userId") or "").lower()
        # The account that owns all rooms is nobody's; another owner is somebody like all others.
        owner = (tenant, subject) == (self._tenant, self._owner)
        return RoomMember(tenant, subject, str(said.get("id") or ""), owner)

    async def add(self, spot: Spot, tenant: str, subject: str) -> None:
        """Let an account into a channel; nothing happens when it is there."""
        person: dict[str, Any] = self._person(subject)
        if tenant != self._tenant:
            person["tenantId"] = tenant
        try:
            await self._graph.post(spot.team, f"{_at(spot)}/members", person)
        except ConnectorError as error:
            if error.status not in (400, 409) or not await self._holds(spot, tenant, subject):
                raise

    async def _holds(self, spot: Spot, tenant: str, subject: str) -> bool:
        return any(one.account == (tenant, subject) for one in await self.members(spot))

    async def remove(self, spot: Spot, member: RoomMember) -> None:
        """Take an account out of a channel; nothing happens when it is gone."""
        await self._gone(spot.team, f"{_at(spot)}/members/{part(member.membership)}")

    async def exists(self, spot: Spot) -> bool:
        """Tell whether a channel is still there."""
        try:
            await self._graph.get(spot.team, _at(spot))
        except ConnectorError as error:
            if error.status == 404:
                return False
            raise
        return True

    async def delete(self, spot: Spot) -> None:
        """Delete a channel; nothing happens when it is gone."""
        await self._gone(spot.team, _at(spot))

    async def _gone(self, team: str, path: str) -> None:
        try:
            await self._graph.delete(team, path)
        except ConnectorError as error:
            if error.status != 404:
                raise

    def _person(self, subject: str, *roles: str) -> dict[str, Any]:
        bound = f"{self._graph.url}/users('{subject}')"
        return {"@odata.type": PERSON, "user@odata.bind": bound, "roles": list(roles)}


def _channels(team: str) -> str:
    return f"/teams/{part(team)}/channels"


def _at(spot: Spot) -> str:
    return f"{_channels(spot.team)}/{part(spot.channel)}"
