"""Who may call us: every activity's token is verified; no setting turns that off."""

import hashlib
from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, cast

import jwt

from bot.openid import KeySource
from bot.turned_away import Forbidden, Unauthorized, Why
from domain.clock import Clock

CHANNEL = "msteams"
LEEWAY = timedelta(minutes=5)
LONGEST_TOKEN = 8000
REMEMBERED = 4096
"""How many verified tokens are kept at most; the one not used for longest goes first."""


@dataclass(frozen=True, slots=True)
class Claims:
    """What a verified token says: where it comes from, what its key may sign for, its end."""

    service_url: str
    endorsements: frozenset[str]
    expires: datetime


_REASONS: tuple[tuple[type[jwt.PyJWTError], Why], ...] = (
    (jwt.ExpiredSignatureError, Why.EXPIRED),
    (jwt.ImmatureSignatureError, Why.NOT_YET),
    (jwt.InvalidAudienceError, Why.AUDIENCE),
    (jwt.InvalidIssuerError, Why.ISSUER),
    (jwt.MissingRequiredClaimError, Why.CLAIM),
    (jwt.InvalidSignatureError, Why.SIGNATURE),
    (jwt.InvalidAlgorithmError, Why.ALGORITHM),
)


class Authenticator:
    """Verifies the token of an activity against keys, app id, issuer and the tenants let in."""

    def __init__(
        self, keys: KeySource, *, app_id: str, issuer: str, tenants: tuple[str, ...], clock: Clock
    ) -> None:
        self._keys = keys
        self._app_id = app_id
        self._issuer = issuer
        self._tenants = frozenset(tenant.lower() for tenant in tenants)
        self._clock = clock
        self._verified: OrderedDict[bytes, Claims] = OrderedDict()

    async def verify(self, header: str | None, activity: Mapping[str, Any]) -> Claims:
        """Let an activity in, or raise `Unauthorized` or `Forbidden`."""
        claims = await self._claims(bearer(header))
        if claims.service_url != activity.get("serviceUrl"):
            raise Unauthorized(Why.SERVICE_URL)
        if activity.get("channelId") != CHANNEL:
            raise Forbidden(Why.CHANNEL)
        if CHANNEL not in claims.endorsements:
            raise Unauthorized(Why.ENDORSEMENT)
        named = tenants_of(activity)
        if not named or not named <= self._tenants:
            raise Forbidden(Why.TENANT)
        return claims

    async def _claims(self, token: str) -> Claims:
        digest = hashlib.sha256(token.encode()).digest()
        known = self._verified.get(digest)
        if known is not None and known.expires > self._clock():
            self._verified.move_to_end(digest)
            return known
        claims = await self._read(token)
        self._verified[digest] = claims
        self._verified.move_to_end(digest)
        if len(self._verified) > REMEMBERED:
            self._verified.popitem(last=False)
        return claims

    async def _read(self, token: str) -> Claims:
        key = await self._keys.find(_key_id(token))
        if key is None:
            raise Unauthorized(Why.UNKNOWN_KEY)
        try:
            said = jwt.decode(
                token,
                key.key,
                algorithms=["RS256"],
                audience=self._app_id,
                issuer=self._issuer,
                leeway=LEEWAY,
                options={
                    "require": ["exp", "iss", "aud"],
                    "strict_aud": True,
                    "enforce_minimum_key_length": True,
                },
            )
            expires = datetime.fromtimestamp(int(said["exp"]), UTC)
        except jwt.PyJWTError as error:
            raise Unauthorized(_reason(error)) from None
        except (ValueError, OverflowError, OSError, RecursionError):
            raise Unauthorized(Why.MALFORMED) from None
        return Claims(str(said.get("serviceurl", "")), key.endorsements, expires)


def bearer(header: str | None) -> str:
    """Give the token of an Authorization header; raises `Unauthorized`."""
    scheme, _, token = (header or "").partition(" ")
    if scheme.lower() != "bearer" or not token:
        raise Unauthorized(Why.NO_TOKEN)
    if not token.isascii() or len(token) > LONGEST_TOKEN:
        raise Unauthorized(Why.MALFORMED)
    return token


def tenants_of(activity: Mapping[str, Any]) -> set[str]:
    """Give every tenant that an activity names, for its channel data and its conversation."""
    channel = _mapping(activity.get("channelData"))
    named = [_mapping(channel.get("tenant")).get("id")]
    named.append(_mapping(activity.get("conversation")).get("tenantId"))
    return {str(tenant).lower() for tenant in named if tenant}


def _key_id(token: str) -> str:
    try:
        header = jwt.get_unverified_header(token)
    except (jwt.PyJWTError, ValueError, RecursionError):
        raise Unauthorized(Why.MALFORMED) from None
    if header.get("alg") != "RS256":
        raise Unauthorized(Why.ALGORITHM)
    kid = header.get("kid")
    if not isinstance(kid, str):
        raise Unauthorized(Why.UNKNOWN_KEY)
    return kid


def _reason(error: jwt.PyJWTError) -> Why:
    return next((why for kind, why in _REASONS if isinstance(error, kind)), Why.MALFORMED)


def _mapping(value: object) -> Mapping[str, Any]:
    return cast("Mapping[str, Any]", value) if isinstance(value, dict) else {}
