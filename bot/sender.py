"""Who sent a verified activity, where, and what they wrote."""

import re
from typing import Any, cast

from bot.call import Place, Who

_MENTION = re.compile(r"<at[^>]*>.*?</at>", re.DOTALL)


def _part(raw: dict[str, Any], *path: str) -> Any:
    for key in path:
        raw = cast("dict[str, Any]", raw.get(key)) or {}
    return raw


def who_of(raw: dict[str, Any]) -> Who | None:
    """Read the sender; None for one without an Entra id (another bot, a connector)."""
    sender = _part(raw, "from")
    subject = sender.get("aadObjectId")
    if not subject:
        return None
    locale = raw.get("locale") or ""
    return Who(_tenant(raw), str(subject).lower(), str(sender.get("name") or ""), str(locale))


def _tenant(raw: dict[str, Any]) -> str:
    home = _part(raw, "channelData", "tenant").get("id")
    return str(home or _part(raw, "conversation").get("tenantId") or "").lower()


def place_of(raw: dict[str, Any], who: Who) -> Place:
    """Read where an activity was written."""
    conversation = _part(raw, "conversation")
    host = str(conversation.get("tenantId") or who.tenant).lower()
    personal = conversation.get("conversationType") == "personal"
    sender = "" if personal else str(_part(raw, "from").get("id") or "")
    return Place(personal, str(conversation.get("id") or ""), host, str(raw["serviceUrl"]), sender)


def text_of(raw: dict[str, Any]) -> str:
    """Read what was written, without the mention of the bot."""
    said = _MENTION.sub(" ", str(raw.get("text") or ""))
    return said.replace("\xa0", " ").strip()
