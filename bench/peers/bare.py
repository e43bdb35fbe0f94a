"""Bare aiohttp that verifies the token with PyJWT, every time: the least that an answer costs."""

import urllib.request
from typing import Any

import echo
import jwt
from aiohttp import web


async def _messages(request: web.Request) -> web.Response:
    token = request.headers["Authorization"].partition(" ")[2]
    key = request.app[_KEYS][jwt.get_unverified_header(token)["kid"]]
    try:
        claims = jwt.decode(
            token,
            key,
            algorithms=["RS256"],
            audience=echo.APP_ID,
            issuer=echo.ISSUER,
            leeway=300,
        )
    except jwt.PyJWTError:
        return web.Response(status=401)
    activity: dict[str, Any] = await request.json()
    if claims["serviceurl"] != activity["serviceUrl"]:
        return web.Response(status=401)
    return web.json_response(echo.task_of(activity["value"]["data"]["dialog"]))


_KEYS = web.AppKey("keys", dict[str, Any])


def main() -> None:
    """Fetch the keys once and serve."""
    with urllib.request.urlopen(echo.KEYS_URL) as answer:  # noqa: S310 - the bench's own issuer
        keys = jwt.PyJWKSet.from_json(answer.read().decode()).keys
    app = web.Application()
    app[_KEYS] = {str(one.key_id): one.key for one in keys}
    app.router.add_post(echo.PATH, _messages)
    web.run_app(app, host=echo.HOST, port=echo.PORT, access_log=None, print=None)


if __name__ == "__main__":
    main()
