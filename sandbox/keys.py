"""The keys that sign what Teams says to the bot, kept between starts and rotated on request."""

import json
import secrets
from pathlib import Path
from typing import Any

import jwt
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from jwt.algorithms import RSAAlgorithm

_KEPT = 2


class KeyRing:
    """RSA keys, newest last: the newest signs, the one before is still published."""

    def __init__(self, path: Path) -> None:
        """Read the keys from a file, or make the first one."""
        self._path = path
        self._keys: list[tuple[str, rsa.RSAPrivateKey]] = []
        if path.exists():
            for row in json.loads(path.read_text(encoding="utf-8")):
                key = serialization.load_pem_private_key(row["pem"].encode(), password=None)
                if isinstance(key, rsa.RSAPrivateKey):
                    self._keys.append((row["kid"], key))
        if not self._keys:
            self.rotate()

    @property
    def kid(self) -> str:
        """The id of the key that signs now."""
        return self._keys[-1][0]

    def rotate(self) -> str:
        """Sign with a new key from now on; give its id."""
        key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
        self._keys = [*self._keys, (secrets.token_urlsafe(20), key)][-_KEPT:]
        self._write()
        return self.kid

    def sign(self, claims: dict[str, Any]) -> str:
        """Make a token of claims (RS256)."""
        kid, key = self._keys[-1]
        return jwt.encode(claims, key, algorithm="RS256", headers={"kid": kid, "x5t": kid})

    def published(self) -> dict[str, Any]:
        """Give the public keys as a JWK set, each endorsed for Teams."""
        keys: list[dict[str, Any]] = []
        for kid, key in self._keys:
            jwk = RSAAlgorithm.to_jwk(key.public_key(), as_dict=True)
            keys.append(
                {"kty": "RSA", "use": "sig", "kid": kid, "x5t": kid, "n": jwk["n"], "e": jwk["e"]}
                | {"endorsements": ["msteams"]}
            )
        return {"keys": keys}

    def _write(self) -> None:
        rows = [{"kid": kid, "pem": _pem(key)} for kid, key in self._keys]
        self._path.parent.mkdir(parents=True, exist_ok=True)
        self._path.touch(mode=0o600)
        self._path.write_text(json.dumps(rows), encoding="utf-8")


def _pem(key: rsa.RSAPrivateKey) -> str:
    return key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    ).decode()
