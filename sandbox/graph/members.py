"""Graph's rosters of channels, and the apps that are enabled in them."""

import base64
import binascii
from typing import Any

from aiohttp import web

from sandbox.graph.answers import BASE, bad, missing, paged
from sandbox.graph.finding import Finding
from sandbox.graph.wishes import AppReference, NewMember, read
from sandbox.guard import Refusal
from sandbox.people import Account
from sandbox.records import Conversation, Member
from sandbox.rooms import Rooms

Json = dict[str, Any]
PAGE = 5
"""So few to a page, that a bot which does not turn pages is found out early."""


class Members:
    """Routes of a channel's members and apps."""

    def __init__(self, rooms: Rooms, finding: Finding, service_url: str) -> None:
        """Take the rooms, what a path names, and where all this is."""
        self._rooms = rooms
        self._find = finding
        self._url = service_url

    def routes(self) -> list[web.RouteDef]:
        """Give the routes."""
        channel = f"{BASE}/teams/{{team}}/channels/{{channel}}"
        return [
            web.get(f"{channel}/allMembers", self._list),
            web.get(f"{channel}/members", self._list),
            web.post(f"{channel}/members", self._add),
            web.delete(f"{channel}/members/{{membership}}", self._remove),
            web.get(f"{channel}/enabledApps", self._apps),
            web.post(f"{channel}/enabledApps/$ref", self._enable),
        ]

    async def _list(self, request: web.Request) -> web.Response:
        channel = self._find.channel(request)

        def draw(one: tuple[Account, Member]) -> Json:
            return _drawn(channel, *one)

        return paged(request, self._url, self._rooms.members(channel), PAGE, draw)

    async def _add(self, request: web.Request) -> web.Response:
        team, channel = self._find.team(request), self._find.channel(request)
        wish = await read(request, NewMember)
        if channel.kind == "standard":
            raise bad("Members are added to private and shared channels alone.")
        account = self._find.account(team, channel.kind, wish)
        owner = "owner" in wish.roles
        if not self._rooms.join(channel, account, owner=owner):
            raise Refusal(409, "Conflict", "The user is a member of the channel already.")
        drawn = _drawn(channel, account, Member(account.oid, owner))
        return web.json_response(drawn, status=201)

    async def _remove(self, request: web.Request) -> web.Response:
        channel, asked = self._find.channel(request), request.match_info["membership"]
        found = self._rooms.members(channel)
        here = next((one for one in found if _membership(channel, one[0]) == asked), None)
        if here is None:
            raise missing("No such membership.") if _is_id(asked) else bad("Invalid id provided.")
        account, member = here
        if member.owner and sum(one.owner for _, one in found) == 1:
            raise bad("The last owner of a channel cannot be removed.")
        self._rooms.leave(channel, account)
        return web.Response(status=204)

    async def _apps(self, request: web.Request) -> web.Response:
        apps = self._rooms.apps(self._find.channel(request))

        def draw(app: str) -> Json:
            return {"id": app, "displayName": "Stafett", "distributionMethod": "organization"}

        return paged(request, self._url, apps, PAGE, draw)

    async def _enable(self, request: web.Request) -> web.Response:
        channel = self._find.channel(request)
        app = (await read(request, AppReference)).app
        allowed = {"shared"} if request.match_info["version"] == "v1.0" else {"shared", "private"}
        if channel.kind not in allowed:
            raise bad(f"Apps are not enabled one by one in a {channel.kind} channel here.")
        if not app:
            raise bad("Invalid bind property name @odata.id in request.")
        if not self._rooms.enable(channel, app):
            raise Refusal(409, "Conflict", "The app is enabled in the channel already.")
        return web.Response(status=204)


def _drawn(channel: Conversation, account: Account, member: Member) -> Json:
    return {
        "@odata.type": "#microsoft.graph.aadUserConversationMember",
        "id": _membership(channel, account),
        "roles": ["owner"] if member.owner else [],
        "displayName": account.name,
        "visibleHistoryStartDateTime": "0001-01-01T00:00:00Z",
        "userId": account.oid,
        "email": account.upn,
        "tenantId": account.tenant,
    }


def _membership(channel: Conversation, account: Account) -> str:
    parts = f"{account.tenant}##{channel.id}##{account.oid}"
    return base64.b64encode(parts.encode()).decode()


def _is_id(text: str) -> bool:
    try:
        return base64.b64decode(text, validate=True).count(b"##") == 2
    except binascii.Error:
        return False
