"""What a start must have, and what production refuses to start with (design 8)."""

from collections.abc import Callable

from bot.room_settings import missing_of_rooms
from bot.settings import (
    MICROSOFT_ISSUER,
    MICROSOFT_METADATA,
    AppType,
    Settings,
    SettingsError,
    is_loopback,
)
from domain.policy import Policy

SHORTEST_LEASE = 60
"""Seconds: a job's lease must outlast the slowest delivery, or another instance sends it too."""
_REFUSED: tuple[tuple[Callable[[Settings], bool], str], ...] = (
    (
        lambda given: not given.tenants,
        "STAFETT_TENANTS is missing: production lets in listed tenants alone.",
    ),
    (
        lambda given: given.openid_metadata_url != MICROSOFT_METADATA,
        "STAFETT_OPENID_METADATA_URL is not Microsoft's, as production must have it.",
    ),
    (
        lambda given: given.token_issuer != MICROSOFT_ISSUER,
        "STAFETT_TOKEN_ISSUER is not Microsoft's, as production must have it.",
    ),
    (
        lambda given: given.key_url.startswith("file:"),
        "STAFETT_KEY_URL is a file: production takes no local master key.",
    ),
    (
        lambda given: not given.public_url.startswith("https://"),
        "STAFETT_PUBLIC_URL must be an https address in production.",
    ),
    (
        lambda given: given.app_type is AppType.STATISK,
        "STAFETT_APP_TYPE is «statisk», which is for this machine alone.",
    ),
    (
        lambda given: given.lease_seconds < SHORTEST_LEASE,
        f"STAFETT_LEASE_SECONDS must be {SHORTEST_LEASE} or more in production.",
    ),
)


def is_production(settings: Settings) -> bool:
    """Tell whether the bot listens where others than this machine reach it."""
    return not is_loopback(settings.host)


def missing(settings: Settings) -> list[str]:
    """Give a sentence for each setting without which the bot cannot serve anywhere."""
    found: list[str] = []
    if not settings.app_id:
        found.append("STAFETT_APP_ID is missing: the bot's own app id in Entra.")
    if not settings.tenants:
        found.append("STAFETT_TENANTS is missing: the tenants that are let in, the home one first.")
    if settings.app_type is AppType.STATISK and not settings.app_token.get_secret_value():
        found.append("STAFETT_APP_TOKEN is missing: STAFETT_APP_TYPE is «statisk».")
    if settings.app_type is AppType.SINGLETENANT and not settings.app_password.get_secret_value():
        found.append("STAFETT_APP_PASSWORD is missing: STAFETT_APP_TYPE is «singletenant».")
    return found + missing_of_rooms(settings, settings.tenants, settings.graph_url)


def refusals(settings: Settings, policy: Policy) -> list[str]:
    """Give a sentence for each reason why production must not start; none on loopback."""
    if not is_production(settings):
        return []
    found = [sentence for refused, sentence in _REFUSED if refused(settings)]
    if unsigned := ", ".join(policy.unsigned()):
        found.insert(0, f"STAFETT_POLICY_DIR: nobody has signed the policies {unsigned}.")
    return found


def assert_may_serve(settings: Settings, policy: Policy) -> None:
    """Raise `SettingsError` with the first thing that is missing or refused."""
    for sentence in [*missing(settings), *refusals(settings, policy)]:
        raise SettingsError(sentence)
