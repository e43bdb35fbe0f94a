"""Nonces: a form is bound to person, dialog and log, and counts once within 24 hours."""

import base64
import binascii
import hashlib
import hmac
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

LIFE = timedelta(hours=24)
_MAC = 16
_HEAD = 8 + 12


@dataclass(frozen=True, slots=True)
class Nonces:
    """Makes and checks nonces under one key of the deployment."""

    key: bytes

    def make(self, person: str, dialog: str, logg: str, now: datetime) -> str:
        """Give a new nonce for one form shown to one person."""
        head = int(now.timestamp()).to_bytes(8, "big") + secrets.token_bytes(12)
        return _written(head + self._mac(head, person, dialog, logg))

    def holds(self, nonce: object, person: str, dialog: str, logg: str, now: datetime) -> bool:
        """Tell whether a nonce was made for just this and is not too old."""
        try:
            raw = base64.urlsafe_b64decode(str(nonce).encode())
        except (binascii.Error, UnicodeEncodeError):
            return False
        if _written(raw) != nonce:  # decoding forgives; a receipt knows it by its letters alone
            return False
        head, mac = raw[:_HEAD], raw[_HEAD:]
        if len(head) != _HEAD or not hmac.compare_digest(
            mac, self._mac(head, person, dialog, logg)
        ):
            return False
        age = now.timestamp() - int.from_bytes(head[:8], "big")
        return -300 <= age <= LIFE.total_seconds()

    def mark(self, person: str, dialog: str, logg: str, said: str) -> str:
        """Give a word for something said to one person, that nobody reads without the key."""
        return _written(self._mac(b"mark|" + said.encode(), person, dialog, logg))

    def _mac(self, head: bytes, person: str, dialog: str, logg: str) -> bytes:
        said = b"\0".join([head, person.encode(), dialog.encode(), logg.encode()])
        return hmac.new(self.key, said, hashlib.sha256).digest()[:_MAC]


def _written(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).decode()
