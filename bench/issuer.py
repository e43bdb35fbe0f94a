"""The other end of every server: an issuer of tokens, and a Connector that takes all it is sent."""

import asyncio
import time
from collections.abc import Generator
from contextlib import contextmanager
from threading import Thread

import jwt
from aiohttp import web
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey, generate_private_key
from jwt.algorithms import RSAAlgorithm

from bench.names import APP_ID, LOOPBACK

ISSUER = "https://api.botframework.com"
_KID = "bench"
_HOURS = 12


class Issuer:
    """Signs the token that all calls carry; `sent` counts what its Connector has taken.

    A `busy` Connector takes nothing and asks for an hour: the courier waits, and turns are alone.
    """

    def __init__(self, *, busy: bool = False) -> None:
        self._busy = busy
        self._key: RSAPrivateKey = generate_private_key(65537, 2048)
        self.url = ""
        self.sent = 0

    @property
    def metadata_url(self) -> str:
        """Give where the OpenID metadata stands."""
        return f"{self.url}openidconfiguration"

    def token(self) -> str:
        """Sign a token as Microsoft's Connector does."""
        now = int(time.time())
        claims = {
            "iss": ISSUER,
            "aud": APP_ID,
            "exp": now + _HOURS * 3600,
            "nbf": now - 60,
            "serviceurl": self.url,
        }
        return jwt.encode(claims, self._key, "RS256", headers={"kid": _KID})

    def routes(self) -> list[web.RouteDef]:
        """Give the routes of both."""
        return [
            web.get("/openidconfiguration", self._metadata),
            web.get("/keys", self._keys),
            web.post("/v3/conversations", self._take),
            web.post("/v3/conversations/{chat}/activities", self._take),
            web.put("/v3/conversations/{chat}/activities/{id}", self._take),
        ]

    async def _metadata(self, _: web.Request) -> web.Response:
        said = {
            "issuer": ISSUER,
            "jwks_uri": f"{self.url}keys",
            "id_token_signing_alg_values_supported": ["RS256"],
        }
        return web.json_response(said)

    async def _keys(self, _: web.Request) -> web.Response:
        public = RSAAlgorithm.to_jwk(self._key.public_key(), as_dict=True)
        key = {**public, "kid": _KID, "use": "sig", "endorsements": ["msteams"]}
        return web.json_response({"keys": [key]})

    async def _take(self, request: web.Request) -> web.Response:
        if self._busy:
            return web.json_response({}, status=429, headers={"Retry-After": "3600"})
        self.sent += 1
        chat = request.match_info.get("chat", "")
        return web.json_response({"id": f"{chat}1:{self.sent:013d}"}, status=201)


@contextmanager
def serving(*, busy: bool = False) -> Generator[Issuer]:
    """Serve an issuer on a free port inside a `with`, in a thread of its own."""
    issuer, loop = Issuer(busy=busy), asyncio.new_event_loop()
    thread = Thread(target=loop.run_forever, name="issuer", daemon=True)
    thread.start()
    runner = asyncio.run_coroutine_threadsafe(_begin(issuer), loop).result()
    try:
        yield issuer
    finally:
        asyncio.run_coroutine_threadsafe(runner.cleanup(), loop).result()
        loop.call_soon_threadsafe(loop.stop)
        thread.join()
        loop.close()


async def _begin(issuer: Issuer) -> web.AppRunner:
    app = web.Application()
    app.add_routes(issuer.routes())
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    await web.TCPSite(runner, LOOPBACK, 0).start()
    issuer.url = f"http://{LOOPBACK}:{runner.addresses[0][1]}/"
    return runner
