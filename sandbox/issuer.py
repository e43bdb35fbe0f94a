"""The token issuer: what the bot trusts, published and signed the way the Bot Framework does."""

from datetime import datetime, timedelta

from aiohttp import web

from sandbox.clock import Clock
from sandbox.keys import KeyRing
from sandbox.settings import Settings

_LIFE = timedelta(hours=1)
_REUSE = timedelta(minutes=10)


class Issuer:
    """Signs tokens for the bot and publishes the keys to check them with."""

    def __init__(self, settings: Settings, ring: KeyRing, clock: Clock) -> None:
        """Take the settings (issuer, audience, service URL), the keys and the clock."""
        self._settings = settings
        self._ring = ring
        self._clock = clock
        self._token = ""
        self._made: datetime | None = None

    def token(self) -> str:
        """Give a token for a call to the bot: for ten minutes the same one, as Teams does."""
        now = self._clock()
        if self._made is None or now - self._made > _REUSE:
            self._token, self._made = self._sign(now), now
        return self._token

    def rotate(self) -> str:
        """Change the signing key and forget the token signed with the old one."""
        self._made = None
        return self._ring.rotate()

    def routes(self) -> list[web.RouteDef]:
        """Give the public routes."""
        return [
            web.get("/.well-known/openidconfiguration", self._metadata),
            web.get("/.well-known/keys", self._keys),
        ]

    def _sign(self, now: datetime) -> str:
        return self._ring.sign(
            {
                "iss": self._settings.issuer,
                "aud": self._settings.app_id,
                "nbf": int((now - timedelta(minutes=5)).timestamp()),
                "exp": int((now + _LIFE).timestamp()),
                "serviceurl": self._settings.service_url,
            }
        )

    async def _metadata(self, _: web.Request) -> web.Response:
        return web.json_response(
            {
                "issuer": self._settings.issuer,
                "jwks_uri": f"{self._settings.service_url}.well-known/keys",
                "id_token_signing_alg_values_supported": ["RS256"],
                "token_endpoint_auth_methods_supported": ["private_key_jwt"],
            }
        )

    async def _keys(self, _: web.Request) -> web.Response:
        return web.json_response(self._ring.published())
