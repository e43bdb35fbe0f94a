"""The shape that an activity must have before anything reads it."""

from collections.abc import Mapping
from typing import Any, cast

from bot.invokes import Malformed

_TEXTS = ("type", "id", "serviceUrl", "channelId", "name", "text", "locale", "action")
_OBJECTS = ("from", "recipient", "conversation", "channelData")
_LISTS = ("membersAdded", "membersRemoved", "entities", "attachments")


def check(raw: Mapping[str, Any]) -> None:
    """Raise `Malformed` unless the parts that the bot reads are of the right kind."""
    if not raw.get("type") or not _objects(raw, "conversation").get("id"):
        raise Malformed
    for keys, kind in ((_TEXTS, str), (_OBJECTS, dict), (_LISTS, list)):
        if any(raw.get(key) is not None and not isinstance(raw[key], kind) for key in keys):
            raise Malformed
    sender, conversation = _objects(raw, "from"), _objects(raw, "conversation")
    tenant = _objects(_objects(raw, "channelData"), "tenant")
    for part in (sender, conversation, tenant):
        if any(not isinstance(part.get(key), str | None) for key in ("id", "tenantId", "name")):
            raise Malformed
    if not isinstance(sender.get("aadObjectId"), str | None):
        raise Malformed


def _objects(raw: Mapping[str, Any], key: str) -> Mapping[str, Any]:
    value = raw.get(key)
    if value is None:
        return {}
    if not isinstance(value, dict):
        raise Malformed
    return cast("Mapping[str, Any]", value)
