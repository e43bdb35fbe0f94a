"""Locking small things: AES-256-GCM, a fresh nonce first, bound to the place they belong."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

import orjson
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from storage.errors import BadSeal

if TYPE_CHECKING:  # the unit holds keys, and keys are sealed here
    from storage.unit import Unit

NONCE = 12


def seal(key: bytes, plaintext: bytes, aad: bytes) -> bytes:
    """Encrypt under a 32-byte key; `aad` says where it belongs and is not kept."""
    nonce = os.urandom(NONCE)
    return nonce + AESGCM(key).encrypt(nonce, plaintext, aad)


def unseal(key: bytes, ciphertext: bytes, aad: bytes) -> bytes:
    """Decrypt what `seal` made; raises `BadSeal` for another key, place or content."""
    try:
        return AESGCM(key).decrypt(ciphertext[:NONCE], ciphertext[NONCE:], aad)
    except (InvalidTag, ValueError):
        raise BadSeal("It does not open under this key in this place.") from None


def seal_for_person(unit: Unit, person: str, data: dict[str, Any], aad: str) -> bytes:
    """Lock data under a person's own key, made when they have none."""
    return seal(unit.keys.for_person(person), orjson.dumps(data), aad.encode())


def unseal_for_person(unit: Unit, person: str, ciphertext: bytes, aad: str) -> dict[str, Any]:
    """Open what was locked under a person's key; raises `BadSeal` or `KeyGone`."""
    return orjson.loads(unseal(unit.keys.of_person(person), ciphertext, aad.encode()))
