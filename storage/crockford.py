"""Codes that people read aloud and type: digits and letters without I, L, O and U."""

import secrets

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_FORGIVEN = str.maketrans({"O": "0", "I": "1", "L": "1", "-": "", "–": "", " ": ""})


def draw(length: int) -> str:
    """Draw a code of some characters (five bits each) that nobody can guess the next of."""
    return "".join(secrets.choice(ALPHABET) for _ in range(length))


def normal(typed: str) -> str:
    """Read a code as it was meant: case, dashes, spaces and look-alikes are forgiven."""
    return typed.strip().upper().translate(_FORGIVEN)
