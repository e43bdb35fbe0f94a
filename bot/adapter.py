"""POST /api/messages: size, JSON, token, shape; then the activity runs through botbuilder."""

# botbuilder and msrest have no types; what they give is read as JSON.
# pyright: reportMissingTypeStubs=false, reportUnknownMemberType=false
# pyright: reportUnknownVariableType=false, reportUnknownArgumentType=false
# pyright: reportOptionalMemberAccess=false

import secrets
import time
from typing import Any, Protocol, cast

import orjson
import structlog
from aiohttp import web
from azure.core.exceptions import DeserializationError
from botbuilder import schema
from botbuilder.core import BotAdapter, InvokeResponse, TurnContext
from botbuilder.schema import Activity, ConversationReference, ResourceResponse
from msrest import Deserializer, Serializer
from structlog.contextvars import bound_contextvars

from bot.answering import answer
from bot.auth import Authenticator, bearer, tenants_of
from bot.connector import Connector
from bot.invokes import Malformed
from bot.metrics import TURNED_AWAY
from bot.shape import check
from bot.teams import ARRIVED, RAW, REFERENCE, RESPONSE
from bot.turned_away import NotLetIn

LARGEST = 256 * 1024
"""Bytes of a body that are read at most."""
_MODELS = {name: kind for name, kind in vars(schema).items() if isinstance(kind, type)}
_log = structlog.get_logger(__name__)


class Bot(Protocol):
    """What takes the turns."""

    async def on_turn(self, turn_context: TurnContext) -> None:
        """Take one turn."""
        ...


class Adapter(BotAdapter):
    """Lets activities in and carries what the bot sends, over one connector."""

    def __init__(self, authenticator: Authenticator, connector: Connector, bot: Bot) -> None:
        super().__init__()
        self._authenticator = authenticator
        self._connector = connector
        self._bot = bot
        self._deserializer = Deserializer(_MODELS)
        self._serializer = Serializer(_MODELS)

    async def handle(self, request: web.Request) -> web.Response:
        """Answer one activity: 200 or the invoke's own status, else 400, 401, 403, 413."""
        arrived, reference = time.monotonic(), secrets.token_hex(4)
        with bound_contextvars(reference=reference):
            try:
                return await self._let_in(request, {ARRIVED: arrived, REFERENCE: reference})
            except NotLetIn as error:
                return _turn_away(error)
            except Malformed:
                return web.Response(status=400)

    async def _let_in(self, request: web.Request, known: dict[str, Any]) -> web.Response:
        header = request.headers.get("Authorization")
        bearer(header)
        raw = _json(await request.read())
        claims = await self._authenticator.verify(header, raw)
        check(raw)
        for tenant in tenants_of(raw):
            self._connector.trust(tenant, claims.service_url)
        return await self._turn(raw, known)

    async def _turn(self, raw: dict[str, Any], known: dict[str, Any]) -> web.Response:
        context = TurnContext(self, self._activity(raw))
        context.turn_state.update(known)
        context.turn_state[RAW] = raw
        await self.run_pipeline(context, self._bot.on_turn)
        said = cast("InvokeResponse | None", context.turn_state.get(RESPONSE))
        if said is None or said.body is None:
            return web.Response(status=said.status if said else 200)
        return web.Response(
            status=said.status, body=orjson.dumps(said.body), content_type="application/json"
        )

    def _activity(self, raw: dict[str, Any]) -> Activity:
        """Make botbuilder's object; the open-ended parts stay as they came."""
        try:
            activity = self._deserializer("Activity", {**raw, "value": None, "channelData": None})
        except (DeserializationError, AttributeError, TypeError, ValueError):
            raise Malformed from None
        activity.value = raw.get("value")
        activity.channel_data = raw.get("channelData")
        return activity

    async def send_activities(
        self, context: TurnContext, activities: list[Activity]
    ) -> list[ResourceResponse]:
        """Send messages to whoever acted in a turn; in a room, so that nobody else sees them."""
        to = context.activity
        alone = "" if to.conversation.conversation_type == "personal" else to.from_property.id
        sent: list[ResourceResponse] = []
        for activity in activities:
            body = self._serializer.body(activity, "Activity")
            body.pop("recipient", None)  # whose chat it is, is known: no name is sent along
            made = await answer(self._connector, to.service_url, to.conversation.id, body, alone)
            sent.append(ResourceResponse(id=made))
        return sent

    async def update_activity(self, context: TurnContext, activity: Activity) -> None:
        """Put a message in the place of one that was sent."""
        to = context.activity
        body = self._serializer.body(activity, "Activity")
        await self._connector.update(to.service_url, to.conversation.id, activity.id, body)

    async def delete_activity(self, context: TurnContext, reference: ConversationReference) -> None:
        """Take a message back."""
        to = reference.service_url, reference.conversation.id, reference.activity_id
        await self._connector.delete(*to)


def _json(body: bytes) -> dict[str, Any]:
    try:
        raw: object = orjson.loads(body)
    except orjson.JSONDecodeError:
        raise Malformed from None
    if not isinstance(raw, dict):
        raise Malformed
    return cast("dict[str, Any]", raw)


def _turn_away(error: NotLetIn) -> web.Response:
    TURNED_AWAY.labels(why=error.why.value).inc()
    _log.warning("turned away", why=error.why.value, status=error.status)
    return web.Response(status=error.status)
