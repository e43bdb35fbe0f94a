"""What Teams tells of channels: somebody came or went, one was deleted, restored or unshared."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Protocol, cast

from bot.ports import Turns
from bot.rooms.turns import Desk
from storage import rooms
from storage.unit import Unit

TOLD = frozenset(
    {
        "channelDeleted",
        "channelRestored",
        "channelMemberAdded",
        "channelMemberRemoved",
        "channelShared",
        "channelUnshared",
        "teamMemberAdded",
        "teamMemberRemoved",
    }
)
"""The events after which a room's roster is read again; no more of what they say is trusted."""


class RoomEvents(Protocol):
    """Whoever wants to know of channels."""

    async def changed(self, channel: str, service_url: str) -> None:
        """Hear that something happened to a channel."""
        ...


@dataclass(frozen=True, slots=True)
class Watch:
    """Puts down a look at the room that a channel is; other channels leave no trace."""

    database: Turns
    wake: Callable[[], None]

    async def changed(self, channel: str, service_url: str) -> None:
        """Have the room looked at."""

        def look(unit: Unit) -> None:
            room = rooms.at(unit, channel)
            if room is None:
                return
            if room.service_url != service_url:
                rooms.change(unit, room.logg, service_url=service_url)
            rooms.look(unit, room.logg)
            unit.after_commit(self.wake)

        await Desk(self.database).turn(look)


def channel_of(raw: Mapping[str, Any]) -> str:
    """Give the channel that a conversationUpdate tells of; "" when it tells of none."""
    conversation = _part(raw, "conversation")
    if conversation.get("conversationType") == "personal":
        return ""
    data = _part(raw, "channelData")
    moved = raw.get("membersAdded") or raw.get("membersRemoved")
    if not moved and data.get("eventType") not in TOLD:
        return ""
    said = _part(data, "channel").get("id") or conversation.get("id")
    return said if isinstance(said, str) else ""


def _part(raw: Mapping[str, Any], key: str) -> Mapping[str, Any]:
    found: object = raw.get(key)
    return cast("Mapping[str, Any]", found) if isinstance(found, dict) else {}
