"""Anchors: each day's list of where every log ends, signed and kept outside the database.

A chain cannot show a cut tail, and whoever holds the database and its keys can cut a chain anew;
an anchor of the day before shows both. A file is a head line, one line a log, and the HMAC of all
of that; the head line holds the digest of the anchor before it.
"""

import hashlib
import hmac
import os
import secrets
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import orjson
from sqlalchemy import select

from storage.database import Database
from storage.errors import BadAnchor
from storage.heads import HEAD

FIRST = ""
"""Stands where the digest of the anchor before does when there is none."""


@dataclass(frozen=True, slots=True)
class Anchor:
    """What a day's anchor says: each log's last number and hash; `before` is a digest."""

    day: date
    before: str
    heads: Mapping[str, tuple[int, bytes]]


def make(database: Database, key: bytes, folder: Path, day: date) -> Path:
    """Write the anchor of a day and give its file; one that is there already stays as it is."""
    folder.mkdir(parents=True, exist_ok=True)
    target = folder / f"anker-{day.isoformat()}.jsonl"
    if target.exists():
        return target
    older = [path for path in _files(folder) if path.name < target.name]
    before = _digest(older[-1].read_bytes()) if older else FIRST
    signature = hmac.new(key, digestmod=hashlib.sha256)
    fresh = target.with_suffix(f".{secrets.token_hex(8)}")  # containers share process numbers
    with fresh.open("wb") as file:
        for line in _lines(database, day, before):
            file.write(line)
            signature.update(line)
        file.write(orjson.dumps({"hmac": signature.hexdigest()}) + b"\n")
        file.flush()
        os.fsync(file.fileno())
    fresh.replace(target)
    return target


def check(folder: Path, key: bytes) -> list[Anchor]:
    """Read all anchors, oldest first; raises `BadAnchor` for one that was changed or removed."""
    found: list[Anchor] = []
    before: str | None = None
    for path in _files(folder):
        content = path.read_bytes()
        anchor = _read(path.name, content, key)
        if before is not None and anchor.before != before:
            raise BadAnchor(f"{path.name} does not follow the anchor before it: one was removed.")
        found.append(anchor)
        before = _digest(content)
    return found


def _lines(database: Database, day: date, before: str) -> Iterator[bytes]:
    head = {"anker": 1, "dag": day.isoformat(), "forrige": before}
    yield orjson.dumps(head) + b"\n"
    with database.reading() as unit:
        for row in unit.db.execute(select(HEAD).order_by(HEAD.c.logg)):
            line = {"logg": row.logg, "seq": row.seq, "hash": row.hash.hex()}
            yield orjson.dumps(line) + b"\n"


def _read(name: str, content: bytes, key: bytes) -> Anchor:
    signed, _, last = content.rstrip(b"\n").rpartition(b"\n")
    try:
        said = bytes.fromhex(orjson.loads(last)["hmac"])
        if not hmac.compare_digest(said, hmac.digest(key, signed + b"\n", "sha256")):
            raise BadAnchor(f"{name} was changed: its signature does not fit.")
        head, *lines = (orjson.loads(line) for line in signed.splitlines())
        heads = {line["logg"]: (line["seq"], bytes.fromhex(line["hash"])) for line in lines}
        day = date.fromisoformat(head["dag"])
    except (KeyError, TypeError, ValueError):
        raise BadAnchor(f"{name} is not an anchor.") from None
    if name != f"anker-{day.isoformat()}.jsonl":
        raise BadAnchor(f"{name} is the anchor of another day.")
    return Anchor(day, head["forrige"], heads)


def _files(folder: Path) -> list[Path]:
    return sorted(folder.glob("anker-????-??-??.jsonl"))


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
