"""Stands before the Connector's routes: faults that are on, the bot's token, the message's size."""

import asyncio
import json
from hmac import compare_digest
from math import ceil
from typing import Any, cast

from aiohttp import web
from aiohttp.typedefs import Handler, Middleware

from sandbox.faults import STATUSES, Faults

_MAX_BYTES = 100 * 1024


class ConnectorError(Exception):
    """A refusal in the Bot Framework's shape."""

    def __init__(self, status: int, code: str, message: str, retry_after: float = 0) -> None:
        """Take HTTP status, error code, sentence and, for 429, the seconds to wait."""
        super().__init__(message)
        self.status, self.code, self.retry_after = status, code, retry_after

    def response(self) -> web.Response:
        """Give the answer to send."""
        body = {"error": {"code": self.code, "message": str(self)}}
        wait = {"Retry-After": str(ceil(self.retry_after))} if self.retry_after else {}
        return web.json_response(body, status=self.status, headers=wait)


def guard(app_token: str, faults: Faults) -> Middleware:
    """Make the middleware that only the bot with this token passes, when nothing goes wrong."""

    @web.middleware
    async def before(request: web.Request, handler: Handler) -> web.StreamResponse:
        if not request.path.startswith("/v3/"):
            return await handler(request)
        try:
            await request.read()  # what has come whole is carried out, though its sender dies
            await _misbehave(faults)
            given = request.headers.get("Authorization", "")
            if not compare_digest(given.encode(), f"Bearer {app_token}".encode()):
                raise ConnectorError(*STATUSES["401"])
            return await handler(request)
        except ConnectorError as error:
            return error.response()
        except web.HTTPRequestEntityTooLarge:
            return ConnectorError(*STATUSES["413"]).response()

    return before


async def _misbehave(faults: Faults) -> None:
    if slow := faults.take("slow"):
        await asyncio.sleep(slow.seconds)
    fault = faults.take(*STATUSES)
    if fault is not None:
        wait = fault.seconds if fault.kind == "429" else 0
        raise ConnectorError(*STATUSES[fault.kind], wait)


async def read_body(request: web.Request) -> dict[str, Any]:
    """Read a JSON object of at most 100 KB (ConnectorError)."""
    raw = await request.read()
    if len(raw) > _MAX_BYTES:
        raise ConnectorError(*STATUSES["413"])
    try:
        body: Any = json.loads(raw)
    except ValueError as error:
        raise ConnectorError(400, "BadSyntax", "The body is not JSON.") from error
    if not isinstance(body, dict):
        raise ConnectorError(400, "BadSyntax", "The body is not an object.")
    return cast("dict[str, Any]", body)
