"""The Connector's rosters: who is in a conversation, in one answer or page by page."""

from typing import Any

from aiohttp import web

from sandbox.chats import Chats
from sandbox.guard import Refusal
from sandbox.people import Account
from sandbox.reach import Reach
from sandbox.records import Conversation
from sandbox.rooms import Rooms
from sandbox.roster import account

_PAGE = 200


class Rosters:
    """Routes under /v3 that only read."""

    def __init__(self, chats: Chats, rooms: Rooms, reach: Reach) -> None:
        """Take the conversations, the channels and what the bot reaches."""
        self._chats = chats
        self._rooms = rooms
        self._reach = reach

    def routes(self) -> list[web.RouteDef]:
        """Give the routes."""
        one = "/v3/conversations/{conversation}"
        return [
            web.get(f"{one}/members", self._members),
            web.get(f"{one}/pagedmembers", self._paged),
            web.get(f"{one}/members/{{member}}", self._member),
        ]

    def accounts(self, place: Conversation) -> list[Account]:
        """Give everybody in a conversation but the bot."""
        if place.personal:
            return [self._chats.bydel.account_of(one) for one in self._chats.audience(place)]
        return [one for one, _ in self._rooms.members(place)]

    async def _members(self, request: web.Request) -> web.Response:
        place = self._reach.asked(request).conversation
        return web.json_response([account(one) for one in self.accounts(place)])

    async def _paged(self, request: web.Request) -> web.Response:
        found = self.accounts(self._reach.asked(request).conversation)
        size = min(_number(request, "pageSize", _PAGE) or _PAGE, _PAGE)
        start = _number(request, "continuationToken", 0)
        page: dict[str, Any] = {"members": [account(one) for one in found[start : start + size]]}
        if start + size < len(found):
            page["continuationToken"] = str(start + size)
        return web.json_response(page)

    async def _member(self, request: web.Request) -> web.Response:
        place = self._reach.asked(request).conversation
        member = self._chats.bydel.account(request.match_info["member"])
        if member not in self.accounts(place):
            raise Refusal(404, "MemberNotFoundInConversation", "Member not found.")
        return web.json_response(account(member))


def _number(request: web.Request, name: str, default: int) -> int:
    said = request.query.get(name, str(default))
    if not said.isdecimal():
        raise Refusal(400, "BadArgument", f"{name} is not valid.")
    return int(said)
