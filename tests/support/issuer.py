"""An issuer of tokens on this machine, as Microsoft's is: metadata, keys, and what it signs."""

import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import cache
from typing import Any

import jwt
from aiohttp import web
from aiohttp.test_utils import TestServer
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey, generate_private_key
from jwt.algorithms import RSAAlgorithm

APP_ID = "5afe77b0-0000-4000-8000-000000003978"
ISSUER = "https://api.botframework.com"
SERVICE_URL = "http://127.0.0.1:3979/"
TENANT = "6c1f0a52-8d0e-4f5b-9a77-2f0b5a1c0001"


@cache
def key(name: str) -> RSAPrivateKey:  # noqa: ARG001 - the cache tells them apart by it
    """Make a signing key once for each name."""
    return generate_private_key(65537, 2048)


class Issuer:
    """Signs tokens and serves its keys; `fetches` counts how often they were asked for."""

    def __init__(self) -> None:
        self.published = ["one"]
        self.endorsements: list[str] = ["msteams"]
        self.fetches = 0
        self.broken = False
        self.url = ""

    def token(self, *, kid: str = "one", signed_by: str = "", **changed: Any) -> str:
        """Sign a token; a claim that is changed to None is left out."""
        now = int(time.time())
        said = {"iss": ISSUER, "aud": APP_ID, "exp": now + 3600, "nbf": now}
        said |= {"serviceurl": SERVICE_URL} | changed
        claims = {name: value for name, value in said.items() if value is not None}
        return jwt.encode(claims, key(signed_by or kid), "RS256", headers={"kid": kid})

    def header(self, **changed: Any) -> str:
        """Give an Authorization header with a token."""
        return f"Bearer {self.token(**changed)}"

    async def metadata(self, _: web.Request) -> web.Response:
        """Answer where the keys are."""
        if self.broken:
            return web.Response(status=503)
        return web.json_response({"issuer": ISSUER, "jwks_uri": f"{self.url}keys"})

    async def keys(self, _: web.Request) -> web.Response:
        """Answer with the published keys."""
        self.fetches += 1
        return web.json_response({"keys": [self._public(name) for name in self.published]})

    def _public(self, name: str) -> dict[str, Any]:
        public = RSAAlgorithm.to_jwk(key(name).public_key(), as_dict=True)
        return {**public, "kid": name, "use": "sig", "endorsements": self.endorsements}


@asynccontextmanager
async def serving() -> AsyncIterator[Issuer]:
    """Serve an issuer on a free port of this machine."""
    issuer = Issuer()
    app = web.Application()
    app.add_routes([web.get("/metadata", issuer.metadata), web.get("/keys", issuer.keys)])
    async with TestServer(app) as server:
        issuer.url = str(server.make_url("/"))
        yield issuer
