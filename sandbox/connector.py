"""The Bot Connector: the REST routes through which the bot speaks in conversations (v3)."""

from typing import Any, cast

from aiohttp import web
from pydantic import ValidationError

from sandbox.chats import Chats, Spot
from sandbox.guard import Refusal, check_size, read_body
from sandbox.markup import BOT_NAME
from sandbox.people import Bydel
from sandbox.places import address, thread_id
from sandbox.reach import ROSTER, Reach, is_targeted
from sandbox.records import BOT
from sandbox.roster import NewConversation
from sandbox.rosters import Rosters
from sandbox.settings import Settings

Json = dict[str, Any]
_BAD = (400, "BadArgument")


class Connector:
    """Conversations and activities, for the one bot that holds the app token."""

    def __init__(self, settings: Settings, chats: Chats, reach: Reach, rosters: Rosters) -> None:
        """Take who the bot is, the conversations, and what the bot reaches of them."""
        self._settings = settings
        self._chats = chats
        self._reach = reach
        self._rosters = rosters

    def routes(self) -> list[web.RouteDef]:
        """Give the routes under /v3."""
        one = "/v3/conversations/{conversation}"
        return [
            web.post("/v3/conversations", self._create),
            web.post(f"{one}/activities", self._send),
            web.post(f"{one}/activities/{{activity}}", self._send),
            web.put(f"{one}/activities/{{activity}}", self._update),
            web.delete(f"{one}/activities/{{activity}}", self._delete),
            *self._rosters.routes(),
        ]

    async def _create(self, request: web.Request) -> web.Response:
        try:
            wish = NewConversation.model_validate(await read_body(request))
        except ValidationError as error:
            raise Refusal(400, "BadSyntax", "One member or a channel is expected.") from error
        if wish.channel:
            return self._open_post(wish.channel, wish.activity)
        created: Json = {"serviceUrl": self._settings.service_url}
        spot = self._reach.spot(self._personal(wish))
        created["id"] = spot.conversation.id
        if wish.activity:
            created["activityId"] = self._post(spot, wish.activity)
        return web.json_response(created, status=201)

    def _personal(self, wish: NewConversation) -> str:
        if not wish.members:
            raise Refusal(400, "BadSyntax", "One member is expected.")
        person = self._chats.bydel.find(wish.members[0].id)
        if person is None:
            raise Refusal(*_BAD, "Failed to decrypt pairwise id.")
        if wish.tenant != self._chats.bydel.tenant_id(person):
            raise Refusal(*_BAD, "Unknown tenant id of the member.")
        return self._chats.of(person).id

    def _open_post(self, channel: str, activity: Json | None) -> web.Response:
        spot = self._reach.spot(channel)
        if spot.conversation.personal or activity is None:
            raise Refusal(400, "BadSyntax", "A channel and a first activity are expected.")
        check_size(activity, spot.conversation)
        posted = self._post(Spot(spot.conversation), activity)
        thread = thread_id(spot.conversation.id, posted)
        made = {"id": thread, "activityId": posted, "serviceUrl": self._settings.service_url}
        return web.json_response(made, status=201)

    async def _send(self, request: web.Request) -> web.Response:
        spot = self._reach.asked(request)
        activity = await read_body(request)
        check_size(activity, spot.conversation)
        if activity.get("type") == "typing":
            self._chats.typing(spot.conversation)
            return web.json_response({"id": self._chats.new_id()}, status=201)
        reply_to = request.match_info.get("activity")
        spot = self._reach.post_of(spot, reply_to)
        to = self._addressee(spot, activity) if is_targeted(request) else ""
        posted = self._post(spot, activity, reply_to, to)
        return web.json_response({"id": posted}, status=201)

    async def _update(self, request: web.Request) -> web.Response:
        place = self._reach.asked(request).conversation
        activity = await read_body(request)
        check_size(activity, place)
        old = self._reach.own(request, place)
        kept = {key: old.activity[key] for key in ("id", "timestamp", "conversation")}
        self._chats.edit(place, self._signed(activity) | kept)
        return web.json_response({"id": old.id})

    async def _delete(self, request: web.Request) -> web.Response:
        place = self._reach.asked(request).conversation
        self._chats.remove(place, self._reach.own(request, place))
        return web.Response(status=200)

    def _addressee(self, spot: Spot, activity: Json) -> str:
        if spot.conversation.personal:
            raise Refusal(*_BAD, "Targeted messages are for group chats and channels.")
        asked: Any = activity.get("recipient")
        named = cast("Json", asked).get("id") if isinstance(asked, dict) else None
        if not named:
            raise Refusal(*_BAD, "A targeted message needs a recipient.")
        found = self._chats.bydel.account(str(named))
        if found is None or found not in self._rosters.accounts(spot.conversation):
            raise Refusal(*ROSTER)
        return found.key or found.oid

    def _post(self, spot: Spot, body: Json, reply_to: str | None = None, to: str = "") -> str:
        activity = self._signed(body) | {"id": self._chats.new_id()}
        activity["timestamp"] = self._chats.now().isoformat(timespec="milliseconds")
        if not spot.conversation.personal:
            spot = Spot(spot.conversation, spot.thread or activity["id"])
        activity["conversation"] = _conversation(self._chats.bydel, spot)
        if reply_to:
            activity["replyToId"] = reply_to
        return self._chats.post(spot, BOT, activity, to).id

    def _signed(self, body: Json) -> Json:
        if body.get("type") != "message":
            raise Refusal(400, "BadSyntax", "Activity type must be message or typing.")
        author = {"id": self._settings.bot_id, "name": BOT_NAME}
        return body | {"from": author, "channelId": "msteams"}


def _conversation(bydel: Bydel, spot: Spot) -> Json:
    named = address(bydel, spot)
    return {"id": named["id"]} if spot.conversation.personal else named
