"""The other end of every server: an issuer of tokens, and a Connector that takes all it is sent."""

import time
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager

import jwt
from aiohttp import web
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey, generate_private_key
from jwt.algorithms import RSAAlgorithm

from bench.activities import APP_ID
from bench.places import LOOPBACK

ISSUER = "https://api.botframework.com"
_KID = "bench"
_HOURS = 12


class Issuer:
    """Signs the one token that all calls carry; `sent` counts what its Connector was handed."""

    def __init__(self) -> None:
        self._key: RSAPrivateKey = generate_private_key(65537, 2048)
        self.url = ""
        self.sent = 0

    @property
    def metadata_url(self) -> str:
        """Give where the OpenID metadata stands."""
        return f"{self.url}metadata"

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
            web.get("/metadata", self._metadata),
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
        self.sent += 1
        chat = request.match_info.get("chat", "")
        return web.json_response({"id": f"{chat}1:{self.sent:013d}"}, status=201)


@asynccontextmanager
async def serving() -> AsyncGenerator[Issuer]:
    """Serve an issuer on a free port inside a `with`."""
    issuer, app = Issuer(), web.Application()
    app.add_routes(issuer.routes())
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    try:
        site = web.TCPSite(runner, LOOPBACK, 0)
        await site.start()
        port = runner.addresses[0][1]
        issuer.url = f"http://{LOOPBACK}:{port}/"
        yield issuer
    finally:
        await runner.cleanup()
