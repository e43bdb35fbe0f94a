"""What Graph's answers have in common: pages with a link to the next, and refusals."""

from collections.abc import Callable, Sequence
from typing import Any, TypeVar

from aiohttp import web
from yarl import URL

from sandbox.guard import Refusal

Json = dict[str, Any]
BASE = r"/graph/{version:v1\.0|beta}"
_SKIP = "$skiptoken"
_LARGEST_PAGE = 999
T = TypeVar("T")


def bad(message: str, code: str = "BadRequest") -> Refusal:
    """Make the refusal of a request that is wrong in itself."""
    return Refusal(400, code, message)


def missing(message: str) -> Refusal:
    """Make the refusal of a request about something that is not there."""
    return Refusal(404, "NotFound", message)


def paged(
    request: web.Request, service_url: str, found: Sequence[T], size: int, draw: Callable[[T], Json]
) -> web.Response:
    """Give one page of what was found; the server decides how long it is at most."""
    asked = request.query.get("$top", str(size))
    start = request.query.get(_SKIP, "0")
    if not (asked.isdecimal() and start.isdecimal() and 0 < int(asked) <= _LARGEST_PAGE):
        raise bad("Invalid $top or $skiptoken.")
    first, last = int(start), int(start) + min(int(asked), size)
    body: Json = {"@odata.count": len(found[first:last])}
    body["value"] = [draw(one) for one in found[first:last]]
    if last < len(found):
        here = URL(service_url.rstrip("/") + request.raw_path, encoded=True)
        body["@odata.nextLink"] = str(here.update_query({_SKIP: str(last)}))
    return web.json_response(body)
