"""Keys for single purposes, derived from the master key, so that none serves for two things."""

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

FORMS = "skjema"
ANCHORS = "anker"


def subkey(master: bytes, purpose: str) -> bytes:
    """Derive the 32 bytes for a purpose."""
    return HKDF(SHA256(), 32, salt=None, info=f"stafettbot/{purpose}".encode()).derive(master)
