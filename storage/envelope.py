"""An entry's inside, locked and opened: bound to its outside, under its own key."""

from typing import Any

import orjson
from sqlalchemy import Row

from domain.chain import canonical
from domain.entry import Inside, Outside
from storage.errors import BadEntry
from storage.sealed import seal, unseal


def lock_in(key: bytes, outside: Outside, inside: Inside) -> bytes:
    """Encrypt the inside with the outside (without its hash) as associated data."""
    plain = orjson.dumps(inside.model_dump(mode="json"), option=orjson.OPT_SORT_KEYS)
    return seal(key, plain, canonical(outside))


def open_up(key: bytes, outside: Outside, ciphertext: bytes) -> Inside:
    """Decrypt an inside and type its body; raises `BadSeal`, or `BadEntry` when it has no form."""
    plain = unseal(key, ciphertext, canonical(outside))
    try:
        return typed(Inside.model_validate(orjson.loads(plain)))
    except ValueError:
        raise BadEntry(
            f"Entry {outside.seq} of log {outside.logg} is not of a known form."
        ) from None


def typed(inside: Inside) -> Inside:
    """Give the same inside with its body as a model; raises `ValueError` when it is not one."""
    body = inside.typed_body()
    return inside if body is inside.body else inside.model_copy(update={"body": body})


def outside_of(row: Row[Any]) -> Outside:
    """Read the outside from a row of `Entry`."""
    return Outside(v=row.v, logg=row.logg, seq=row.seq, at=row.at, prev=row.prev, hash=row.hash)
