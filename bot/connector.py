"""Outbound: the Bot Connector over one shared session, to known service URLs alone.

Calls keep the platform's pace, and rest while a service is out of order: then they raise `Held`.
"""

from typing import cast
from urllib.parse import quote

import aiohttp
import orjson
from yarl import URL

from bot.circuit import Circuit
from bot.credential import TokenCache
from bot.pace import READS, SENDS, TENANT, Pace
from bot.settings import safe_url
from bot.wire import ConnectorError, Json, Wire

__all__ = ["Connector", "ConnectorError"]

LARGEST, LARGEST_IN_ROOM = 80 * 1024, 28 * 1024
"""Bytes of a message that are sent at most; Teams itself says no a little above."""
TARGETED = "?isTargetedActivity=true"
PAGE = 200


class Connector:
    """Speaks with the Connector for the bot `app_id`."""

    def __init__(
        self,
        session: aiohttp.ClientSession,
        tokens: TokenCache,
        *,
        app_id: str,
        pace: Pace | None = None,
        circuit: Circuit | None = None,
    ) -> None:
        self._wire = Wire(session, tokens, circuit or Circuit())
        self._pace = Pace() if pace is None else pace
        self._bot = {"id": f"28:{app_id}"}
        self._by_tenant: dict[str, str] = {}
        self._trusted: set[str] = set()

    def trust(self, tenant: str, service_url: str) -> None:
        """Remember a service URL that a verified token named, and for which tenant ("": any)."""
        try:
            url = safe_url(service_url)
        except ValueError:
            return
        self._trusted.add(url)
        if tenant:
            self._by_tenant[tenant] = url

    def service_url_of(self, tenant: str) -> str | None:
        """Give the service URL that a tenant was last seen at."""
        return self._by_tenant.get(tenant)

    async def create_conversation(self, service_url: str, tenant: str, subject: str) -> str:
        """Make (or find) the personal chat with an Entra object id; give the conversation's id."""
        body = {
            "bot": self._bot,
            "members": [{"id": subject}],
            "tenantId": tenant,
            "channelData": {"tenant": {"id": tenant}},
            "isGroup": False,
        }
        made = await self._ask("POST", service_url, "", "", body)
        return str(made.get("id", ""))

    async def send(
        self, service_url: str, conversation: str, activity: Json, recipient: str = ""
    ) -> str:
        """Post a message; give its id. With `recipient` (29:…) only they see it, in a room."""
        path = "/activities"
        if recipient:
            path, activity = path + TARGETED, {**activity, "recipient": {"id": recipient}}
        sent = await self._ask("POST", service_url, conversation, path, activity)
        return str(sent.get("id", ""))

    async def update(
        self,
        service_url: str,
        conversation: str,
        sent: str,
        activity: Json,
        *,
        targeted: bool = False,
    ) -> None:
        """Put another message in the place of one that was sent (`targeted`: to one in a room)."""
        path = f"/activities/{_part(sent)}{TARGETED if targeted else ''}"
        await self._ask("PUT", service_url, conversation, path, activity)

    async def delete(
        self, service_url: str, conversation: str, sent: str, *, targeted: bool = False
    ) -> None:
        """Take a message back."""
        path = f"/activities/{_part(sent)}{TARGETED if targeted else ''}"
        await self._ask("DELETE", service_url, conversation, path, None)

    async def members(self, service_url: str, conversation: str) -> list[Json]:
        """Give everybody in a conversation, page by page."""
        found: list[Json] = []
        more = ""
        while True:
            query = f"?pageSize={PAGE}" + (f"&continuationToken={_part(more)}" if more else "")
            path = f"/pagedmembers{query}"
            page = await self._ask("GET", service_url, conversation, path, None)
            found.extend(cast("list[Json]", page.get("members") or []))
            more = str(page.get("continuationToken") or "")
            if not more:
                return found

    async def _ask(
        self, method: str, service_url: str, conversation: str, path: str, body: Json | None
    ) -> Json:
        """Make a call when its time has come; without a `conversation` it makes one."""
        if service_url not in self._trusted:
            raise ConnectorError(403, "UnknownServiceUrl")
        data = _written(body, conversation)
        # A service address never serves less than one tenant: so counted, a tenant's limit holds.
        # Conversations that are made count together, since nothing says that they do not.
        thread = conversation.partition(";")[0] or f"{service_url} new"
        counted = (thread, READS if method == "GET" else SENDS)
        await self._pace.go((service_url, TENANT), counted)
        at = f"/{_part(conversation)}" if conversation else ""
        url = f"{service_url.rstrip('/')}/v3/conversations{at}{path}"
        try:
            return await self._wire.ask(method, service_url, URL(url, encoded=True), data)
        except ConnectorError as error:
            if error.status == 429 and error.retry_after:
                self._pace.close(thread, error.retry_after)
            raise


def is_room(conversation: str) -> bool:
    """Tell whether a conversation is a channel, or a thread of one."""
    return "@thread." in conversation


def _written(body: Json | None, conversation: str) -> bytes | None:
    data = None if body is None else orjson.dumps(body)
    if data and len(data) > (LARGEST_IN_ROOM if is_room(conversation) else LARGEST):
        raise ConnectorError(413, "MessageSizeTooBig")
    return data


def _part(text: str) -> str:
    return quote(text, safe="")
