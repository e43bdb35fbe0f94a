"""Ids kept beside the log (receipts, jobs): packed as JSON, and never a text that people wrote."""

from collections.abc import Mapping, Sequence
from typing import Any, cast

import orjson

LONGEST = 200


def pack(ids: Mapping[str, Any]) -> str:
    """Write ids as JSON; raises `ValueError` for whatever looks like a text."""
    for name, value in ids.items():
        _check(name, value)
    return orjson.dumps(dict(ids), option=orjson.OPT_SORT_KEYS).decode()


def unpack(packed: str) -> dict[str, Any]:
    """Read what `pack` wrote."""
    return orjson.loads(packed)


def _check(name: str, value: object) -> None:
    if isinstance(value, str):
        if len(value) > LONGEST or (value and value.split() != [value]):
            raise ValueError(f"{name} holds a text, not an id")
    elif isinstance(value, list | tuple):
        for one in cast("Sequence[object]", value):
            _check(name, one)
    elif isinstance(value, dict):
        for inner, one in cast("dict[str, object]", value).items():
            _check(inner, one)
    elif value is not None and not isinstance(value, int):
        raise ValueError(f"{name} holds neither an id nor ids")
