"""Outbound: the Bot Connector over one shared session, to known service URLs alone."""

from typing import Any, cast
from urllib.parse import quote

import aiohttp
import orjson
from yarl import URL

from bot.credential import CredentialError, TokenCache
from bot.settings import safe_url

TIMEOUT = aiohttp.ClientTimeout(total=15, connect=5)
LARGEST = 80 * 1024
"""Bytes of a message that are sent at most; Teams itself says no a little above."""
PAGE = 200
Json = dict[str, Any]


class ConnectorError(Exception):
    """The Connector said no; `status` 0 means that no answer came. Times are in seconds."""

    def __init__(self, status: int, code: str, retry_after: float | None = None) -> None:
        super().__init__(f"{status} {code}")
        self.status = status
        self.code = code
        self.retry_after = retry_after


class Connector:
    """Speaks with the Connector for the bot `app_id`."""

    def __init__(self, session: aiohttp.ClientSession, tokens: TokenCache, *, app_id: str) -> None:
        self._session = session
        self._tokens = tokens
        self._bot = {"id": f"28:{app_id}"}
        self._by_tenant: dict[str, str] = {}
        self._trusted: set[str] = set()

    def trust(self, tenant: str, service_url: str) -> None:
        """Remember a service URL that a verified token named, and for which tenant."""
        try:
            url = safe_url(service_url)
        except ValueError:
            return
        self._trusted.add(url)
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
        made = await self._ask("POST", service_url, "", body)
        return str(made.get("id", ""))

    async def send(self, service_url: str, conversation: str, activity: Json) -> str:
        """Post a message; give its id."""
        sent = await self._ask("POST", service_url, f"/{_part(conversation)}/activities", activity)
        return str(sent.get("id", ""))

    async def update(self, service_url: str, conversation: str, sent: str, activity: Json) -> None:
        """Put another message in the place of one that was sent."""
        path = f"/{_part(conversation)}/activities/{_part(sent)}"
        await self._ask("PUT", service_url, path, activity)

    async def delete(self, service_url: str, conversation: str, sent: str) -> None:
        """Take a message back."""
        path = f"/{_part(conversation)}/activities/{_part(sent)}"
        await self._ask("DELETE", service_url, path, None)

    async def members(self, service_url: str, conversation: str) -> list[Json]:
        """Give everybody in a conversation, page by page."""
        found: list[Json] = []
        more = ""
        while True:
            query = f"?pageSize={PAGE}" + (f"&continuationToken={_part(more)}" if more else "")
            path = f"/{_part(conversation)}/pagedmembers{query}"
            page = await self._ask("GET", service_url, path, None)
            found.extend(cast("list[Json]", page.get("members") or []))
            more = str(page.get("continuationToken") or "")
            if not more:
                return found

    async def _ask(self, method: str, service_url: str, path: str, body: Json | None) -> Json:
        if service_url not in self._trusted:
            raise ConnectorError(403, "UnknownServiceUrl")
        data = orjson.dumps(body) if body is not None else None
        if data is not None and len(data) > LARGEST:
            raise ConnectorError(413, "MessageSizeTooBig")
        url = URL(f"{service_url.rstrip('/')}/v3/conversations{path}", encoded=True)
        try:
            return await self._carry(method, url, data)
        except CredentialError as error:
            raise ConnectorError(0, f"Credential{error}") from None
        except (aiohttp.ClientError, TimeoutError) as error:
            raise ConnectorError(0, type(error).__name__) from None

    async def _carry(self, method: str, url: URL, data: bytes | None) -> Json:
        token = await self._tokens.get()
        headers = {"Authorization": f"Bearer {token}", "Content-Type": "application/json"}
        async with self._session.request(
            method, url, data=data, headers=headers, timeout=TIMEOUT, allow_redirects=False
        ) as response:
            said = _read(await response.read())
            if 200 <= response.status < 300:
                return said
            if response.status == 401:
                self._tokens.forget(token)
            wait = _seconds(response.headers.get("Retry-After", ""))
            raise ConnectorError(response.status, _code(said), wait)


def _part(text: str) -> str:
    return quote(text, safe="")


def _read(raw: bytes) -> Json:
    try:
        said: object = orjson.loads(raw) if raw else {}
    except orjson.JSONDecodeError:
        return {}
    return cast("Json", said) if isinstance(said, dict) else {}


def _code(said: Json) -> str:
    error: object = said.get("error")
    return str(cast("Json", error).get("code", ""))[:60] if isinstance(error, dict) else ""


def _seconds(said: str) -> float | None:
    return float(said) if said.isascii() and said.isdigit() else None
