"""The Bot Connector: the REST routes through which the bot speaks in chats (v3)."""

from typing import Any

from aiohttp import web
from pydantic import ValidationError

from sandbox.chats import Chats
from sandbox.faults import STATUSES
from sandbox.guard import ConnectorError, read_body
from sandbox.people import Person
from sandbox.roster import NewConversation, account
from sandbox.settings import Settings
from sandbox.store import Conversation

Json = dict[str, Any]


class Connector:
    """Conversations, activities and rosters, for the one bot that holds the app token."""

    def __init__(self, settings: Settings, chats: Chats) -> None:
        """Take who the bot is, and the chats."""
        self._settings = settings
        self._chats = chats

    def routes(self) -> list[web.RouteDef]:
        """Give the routes under /v3."""
        one = "/v3/conversations/{conversation}"
        return [
            web.post("/v3/conversations", self._create),
            web.post(f"{one}/activities", self._send),
            web.post(f"{one}/activities/{{activity}}", self._send),
            web.put(f"{one}/activities/{{activity}}", self._update),
            web.delete(f"{one}/activities/{{activity}}", self._delete),
            web.get(f"{one}/members", self._members),
            web.get(f"{one}/pagedmembers", self._paged_members),
            web.get(f"{one}/members/{{member}}", self._member),
        ]

    async def _create(self, request: web.Request) -> web.Response:
        try:
            wish = NewConversation.model_validate(await read_body(request))
        except ValidationError as error:
            raise ConnectorError(400, "BadSyntax", "One member is expected.") from error
        person = self._chats.bydel.find(wish.member)
        if person is None:
            raise ConnectorError(400, "BadArgument", "Failed to decrypt pairwise id.")
        if wish.tenant != self._chats.bydel.tenant_id(person):
            raise ConnectorError(400, "BadArgument", "Unknown tenant id of the member.")
        chat = self._chats.of(person)
        created: Json = {"id": chat.id, "serviceUrl": self._settings.service_url}
        if wish.activity:
            created["activityId"] = self._post(chat, person, wish.activity, None)
        return web.json_response(created, status=201)

    async def _send(self, request: web.Request) -> web.Response:
        chat, person = self._chat(request)
        activity = await read_body(request)
        if activity.get("type") == "typing":
            self._chats.typing(person)
            return web.json_response({"id": self._chats.new_id()}, status=201)
        reply_to = request.match_info.get("activity")
        return web.json_response({"id": self._post(chat, person, activity, reply_to)}, status=201)

    async def _update(self, request: web.Request) -> web.Response:
        chat, person = self._chat(request)
        activity = await read_body(request)
        old = self._own(request, person)
        kept = {key: old[key] for key in ("id", "timestamp")}
        self._chats.edit(person, self._signed(chat, activity) | kept)
        return web.json_response({"id": kept["id"]})

    async def _delete(self, request: web.Request) -> web.Response:
        _, person = self._chat(request)
        self._chats.remove(person, self._own(request, person)["id"])
        return web.Response(status=200)

    async def _members(self, request: web.Request) -> web.Response:
        _, person = self._chat(request)
        return web.json_response([account(self._chats.bydel, person)])

    async def _paged_members(self, request: web.Request) -> web.Response:
        _, person = self._chat(request)
        return web.json_response({"members": [account(self._chats.bydel, person)]})

    async def _member(self, request: web.Request) -> web.Response:
        _, person = self._chat(request)
        if self._chats.bydel.find(request.match_info["member"]) != person:
            raise ConnectorError(404, "MemberNotFoundInConversation", "Member not found.")
        return web.json_response(account(self._chats.bydel, person))

    def _chat(self, request: web.Request) -> tuple[Conversation, Person]:
        found = self._chats.find(request.match_info["conversation"])
        if found is None:
            raise ConnectorError(*STATUSES["404"])
        return found

    def _own(self, request: web.Request, person: Person) -> Json:
        message = self._chats.message(person, request.match_info["activity"])
        if message is None or message.sender != "bot":
            raise ConnectorError(404, "ActivityNotFoundInConversation", "Activity not found.")
        return message.activity

    def _post(self, chat: Conversation, person: Person, body: Json, reply_to: str | None) -> str:
        activity = self._signed(chat, body) | {"id": self._chats.new_id()}
        activity["timestamp"] = self._chats.now().isoformat(timespec="milliseconds")
        if reply_to:
            activity["replyToId"] = reply_to
        return self._chats.post(person, "bot", activity).id

    def _signed(self, chat: Conversation, body: Json) -> Json:
        if body.get("type") != "message":
            raise ConnectorError(400, "BadSyntax", "Activity type must be message or typing.")
        author = {"id": self._settings.bot_id, "name": "Stafett"}
        return body | {"from": author, "conversation": {"id": chat.id}, "channelId": "msteams"}
