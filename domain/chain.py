"""The chain: what is hashed, and where a chain first breaks."""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime

from domain.entry import Outside

_CANONICAL = json.JSONEncoder(sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def first_prev(logg: str) -> bytes:
    """Give the `prev` of a log's first entry, made of the log's id alone."""
    return hashlib.sha256(b"stafettlogg:" + logg.encode()).digest()


def instant(moment: datetime) -> str:
    """Write an aware moment the one way that is hashed: UTC with microseconds and Z."""
    return moment.astimezone(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")


def canonical(outside: Outside) -> bytes:
    """Give the outside without its hash as canonical JSON (sorted keys, no spaces, UTF-8)."""
    fields = {
        "at": instant(outside.at),
        "logg": outside.logg,
        "prev": outside.prev.hex(),
        "seq": outside.seq,
        "v": outside.v,
    }
    return _CANONICAL.encode(fields).encode()


def entry_hash(outside: Outside, ciphertext: bytes) -> bytes:
    """Give SHA-256 over the canonical outside and the ciphertext."""
    return hashlib.sha256(canonical(outside) + ciphertext).digest()


@dataclass(frozen=True)
class Flaw:
    """The first broken entry of a log and what is wrong with it, as a code."""

    logg: str
    seq: int
    what: str


def first_flaw(logg: str, entries: Iterable[tuple[Outside, bytes]]) -> Flaw | None:
    """Walk a log's entries in order and give the first flaw.

    Codes: `hull` (a number is missing), `lenke` (prev is not the hash before), `endret` (the hash
    does not fit the content).
    """
    prev, expected = first_prev(logg), 1
    for outside, ciphertext in entries:
        if outside.seq != expected or outside.logg != logg:
            return Flaw(logg, expected, "hull")
        if outside.prev != prev:
            return Flaw(logg, outside.seq, "lenke")
        if entry_hash(outside, ciphertext) != outside.hash:
            return Flaw(logg, outside.seq, "endret")
        prev, expected = outside.hash, expected + 1
    return None
