"""Why a call is turned away: 401 or 403 outside, a reason inside."""

from enum import StrEnum


class Why(StrEnum):
    """Why a call was not let in: for the metric and the log line, never for the caller."""

    NO_TOKEN = "no_token"  # noqa: S105 - a reason, not a secret
    MALFORMED = "malformed"
    ALGORITHM = "algorithm"
    UNKNOWN_KEY = "unknown_key"
    SIGNATURE = "signature"
    EXPIRED = "expired"
    NOT_YET = "not_yet"
    AUDIENCE = "audience"
    ISSUER = "issuer"
    CLAIM = "claim"
    SERVICE_URL = "service_url"
    ENDORSEMENT = "endorsement"
    CHANNEL = "channel"
    TENANT = "tenant"


class NotLetIn(Exception):
    """A call is turned away with `status`; `why` stays inside."""

    status = 403

    def __init__(self, why: Why) -> None:
        super().__init__(why)
        self.why = why


class Unauthorized(NotLetIn):
    """The token does not prove anything."""

    status = 401


class Forbidden(NotLetIn):
    """The token is good, but it is not for this."""
