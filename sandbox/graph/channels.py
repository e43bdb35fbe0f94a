"""Graph's teams and channels: looked for by name, made, and deleted."""

import re
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from aiohttp import web

from sandbox.chats import Chats
from sandbox.graph.answers import BASE, bad, missing, paged
from sandbox.graph.finding import Finding
from sandbox.graph.wishes import NewChannel, read
from sandbox.people import Account, Team
from sandbox.records import Conversation
from sandbox.records import NewChannel as Made
from sandbox.rooms import Rooms

Json = dict[str, Any]
PAGE = 20
MOST = 1000
"""Channels that a team holds, with those that are deleted and can be restored."""
PROVISIONING_SECONDS = 0.25
"""How long a shared channel is in the making; Teams takes longer, and is as unsure."""
_FILTER = re.compile(r"^displayName eq '((?:[^']|'')*)'$")


class Channels:
    """Routes of teams, their channels and the operations that make these."""

    def __init__(self, rooms: Rooms, chats: Chats, finding: Finding, service_url: str) -> None:
        """Take the rooms, the clock's keeper, what a path names, and where all this is."""
        self._rooms = rooms
        self._chats = chats
        self._find = finding
        self._url = service_url

    def routes(self) -> list[web.RouteDef]:
        """Give the routes."""
        team = f"{BASE}/teams/{{team}}"
        return [
            web.get(team, self._team),
            web.get(f"{team}/channels", self._list),
            web.post(f"{team}/channels", self._create),
            web.get(f"{team}/channels/{{channel}}", self._get),
            web.delete(f"{team}/channels/{{channel}}", self._delete),
            web.get(f"{team}/operations/{{operation}}", self._operation),
        ]

    async def _team(self, request: web.Request) -> web.Response:
        team = self._find.team(request)
        told = {"id": str(team.id), "displayName": team.name, "internalId": team.thread}
        tenant = self._rooms.bydel.tenant_id(team)
        return web.json_response(told | {"tenantId": tenant, "isArchived": False})

    async def _list(self, request: web.Request) -> web.Response:
        team = self._find.team(request)
        found = self._rooms.of_team(team)
        if asked := request.query.get("$filter"):
            named = _FILTER.match(asked)
            if named is None:
                raise bad(f"The $filter {asked!r} is not supported.")
            wanted = named[1].replace("''", "'").casefold()
            found = [one for one in found if one.name.casefold() == wanted]
        return paged(request, self._url, found, PAGE, self._drawn)

    async def _get(self, request: web.Request) -> web.Response:
        return web.json_response(self._drawn(self._find.channel(request)))

    async def _create(self, request: web.Request) -> web.Response:
        team, wish = self._find.team(request), await read(request, NewChannel)
        members = self._members(team, wish)
        ever = self._rooms.ever_of_team(team)
        if not wish.speakable:
            raise bad("Channel name contains invalid characters.", "InvalidChannelName")
        if wish.name.casefold() in {one.name.casefold() for one in ever}:
            taken = "Channel name already existed, please use other name"
            raise bad(taken, "NameAlreadyExists")
        if len(ever) >= MOST:
            raise bad("The team has reached its limit of channels.", "ChannelLimitExceeded")
        now = self._chats.now()
        ready = now.timestamp() + (PROVISIONING_SECONDS if wish.kind == "shared" else 0)
        new = Made(str(team.id), wish.kind, wish.name, wish.description, now.isoformat(), ready)
        channel = self._rooms.create(new, members)
        if wish.kind == "shared":
            where = f"/teams/{team.id}/operations/{_operation_of(channel)}"
            return web.Response(status=202, headers={"Location": where})
        return web.json_response(self._drawn(channel), status=201)

    async def _delete(self, request: web.Request) -> web.Response:
        self._rooms.delete(self._find.channel(request))
        return web.Response(status=204)

    async def _operation(self, request: web.Request) -> web.Response:
        team, asked = self._find.team(request), request.match_info["operation"]
        ever = self._rooms.ever_of_team(team)
        found = next((one for one in ever if _operation_of(one) == asked), None)
        if found is None:
            raise missing("No such operation.")
        done = found.ready <= self._chats.now().timestamp()
        return web.json_response(
            {
                "id": asked,
                "operationType": "createChannel",
                "createdDateTime": found.made,
                "status": "succeeded" if done else "inProgress",
                "attemptsCount": 1,
                "targetResourceId": found.id,
                "targetResourceLocation": f"/teams('{team.id}')/channels('{found.id}')",
                "error": None,
            }
        )

    def _members(self, team: Team, wish: NewChannel) -> list[tuple[Account, bool]]:
        if wish.kind == "standard":
            if wish.members:
                raise bad("Members are for private and shared channels.")
            owner = str(team.owner)
            return [(one, one.oid == owner) for one in self._find.staff(team)]
        if not any("owner" in one.roles for one in wish.members):
            raise bad("The channel needs an owner.")
        if wish.kind == "shared" and len(wish.members) != 1:
            raise bad("A shared channel is made with exactly one owner.")
        found = [self._find.account(team, wish.kind, one) for one in wish.members]
        return [(a, "owner" in one.roles) for a, one in zip(found, wish.members, strict=True)]

    def _drawn(self, channel: Conversation) -> Json:
        tenant = self._rooms.bydel.tenant_id(self._rooms.bydel.teams[channel.team])
        link = f"https://teams.microsoft.com/l/channel/{channel.id}?groupId={channel.team}"
        return {
            "id": channel.id,
            "createdDateTime": channel.made,
            "displayName": channel.name,
            "description": channel.description,
            "membershipType": channel.kind,
            "tenantId": tenant,
            "isArchived": False,
            "email": "",
            "webUrl": f"{link}&tenantId={tenant}",
        }


def _operation_of(channel: Conversation) -> str:
    return str(uuid5(NAMESPACE_URL, channel.id))
