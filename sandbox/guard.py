"""Stands before the routes of Connector and Graph: faults, the bot's token, limits and sizes."""

import asyncio
import json
from hmac import compare_digest
from math import ceil
from typing import Any, cast

from aiohttp import web
from aiohttp.typedefs import Handler, Middleware

from sandbox.faults import GRAPH_STATUSES, STATUSES, Api, Faults
from sandbox.limits import Limits
from sandbox.records import Conversation

_KB = 1024
_LARGEST = 100 * _KB
_LARGEST_IN_CHANNEL = 28 * _KB
_APIS: dict[str, Api] = {"v3": "connector", "graph": "graph"}
_ANSWERS = {"connector": STATUSES, "graph": GRAPH_STATUSES}


class Refusal(Exception):
    """A no in the shape that both the Connector and Graph give it."""

    def __init__(self, status: int, code: str, message: str, retry_after: float = 0) -> None:
        """Take HTTP status, error code, sentence and, for 429, the seconds to wait."""
        super().__init__(message)
        self.status, self.code, self.retry_after = status, code, retry_after

    def response(self) -> web.Response:
        """Give the answer to send."""
        body = {"error": {"code": self.code, "message": str(self)}}
        wait = {"Retry-After": str(ceil(self.retry_after))} if self.retry_after else {}
        return web.json_response(body, status=self.status, headers=wait)


class Guard:
    """The middleware that only the bot with this token passes, when nothing goes wrong."""

    def __init__(self, app_token: str, faults: Faults, limits: Limits) -> None:
        """Take the token, what goes wrong, and how much the bot may ask for."""
        self._expected = f"Bearer {app_token}".encode()
        self._faults = faults
        self._limits = limits

    def middleware(self) -> Middleware:
        """Give the middleware; other routes pass untouched."""

        @web.middleware
        async def before(request: web.Request, handler: Handler) -> web.StreamResponse:
            api = _APIS.get(request.path.split("/", 2)[1])
            if api is None:
                return await handler(request)
            drop = self._faults.take("drop", api=api)
            if drop and self._faults.strikes_before(drop):
                return _hung_up(request)
            response = await self._answered(request, handler, api)
            return _hung_up(request) if drop else response

        return before

    async def _answered(
        self, request: web.Request, handler: Handler, api: Api
    ) -> web.StreamResponse:
        try:
            await request.read()  # what has come whole is carried out, though its sender dies
            await self._misbehave(api)
            given = request.headers.get("Authorization", "").encode()
            if not compare_digest(given, self._expected):
                raise Refusal(*_ANSWERS[api]["401"])
            if self._faults.is_on("limits", api) and (wait := self._limits.wait(api, request)):
                raise Refusal(*_ANSWERS[api]["429"], wait)
            return await handler(request)
        except Refusal as error:
            return error.response()
        except web.HTTPRequestEntityTooLarge:
            return Refusal(*_ANSWERS[api]["413"]).response()

    async def _misbehave(self, api: Api) -> None:
        if slow := self._faults.take("slow", api=api):
            await asyncio.sleep(slow.seconds)
        fault = self._faults.take(*_ANSWERS[api], api=api)
        if fault is not None:
            wait = fault.seconds if fault.kind == "429" else 0
            raise Refusal(*_ANSWERS[api][fault.kind], wait)


def _hung_up(request: web.Request) -> web.Response:
    if request.transport is not None:
        request.transport.abort()
    return web.Response()


async def read_body(request: web.Request) -> dict[str, Any]:
    """Read a JSON object of at most 100 KB (Refusal)."""
    raw = await request.read()
    if len(raw) > _LARGEST:
        raise Refusal(*STATUSES["413"])
    try:
        body: Any = json.loads(raw)
    except ValueError as error:
        raise Refusal(400, "BadSyntax", "The body is not JSON.") from error
    if not isinstance(body, dict):
        raise Refusal(400, "BadSyntax", "The body is not an object.")
    return cast("dict[str, Any]", body)


def check_size(activity: dict[str, Any], place: Conversation) -> None:
    """Refuse a message over 28 KB in a channel."""
    size = len(json.dumps(activity, ensure_ascii=False).encode())
    if not place.personal and size > _LARGEST_IN_CHANNEL:
        raise Refusal(*STATUSES["413"])
