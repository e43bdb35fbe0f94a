"""The names that every part of the bench knows; light, since the load starts very often."""

from dataclasses import dataclass

APP_ID = "5afe77b0-0000-4000-8000-000000003978"
TENANT = "6c1f0a52-8d0e-4f5b-9a77-2f0b5a1c0001"
LOOPBACK = "127.0.0.1"
PATH = "/api/messages"
ID = "@" * 20
"""What stands where each turn's own id goes."""
NONCE = "%" * 48
"""What stands where each turn's own nonce goes; as long as a nonce is."""


@dataclass(frozen=True, slots=True)
class Account:
    """Somebody who signs in: our id of them, and Entra's."""

    person: str
    subject: str


@dataclass(frozen=True, slots=True)
class Log:
    """One log, with the two who write in it."""

    id: str
    code: str
    teacher: Account
    nurse: Account
