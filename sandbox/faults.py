"""What can go wrong on the way between Teams and a bot, switched on by hand or by a test."""

from collections.abc import Callable
from dataclasses import asdict, dataclass
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

Kind = Literal["401", "403", "404", "412", "413", "429", "502", "slow", "duplicate", "late"]
STATUSES: dict[Kind, tuple[int, str, str]] = {
    "401": (401, "Unauthorized", "Authorization has been denied for this request."),
    "403": (403, "BotNotInConversationRoster", "The bot is not part of the conversation roster."),
    "404": (404, "ConversationNotFound", "Conversation not found."),
    "412": (412, "PreconditionFailed", "Precondition failed, please try again."),
    "413": (413, "MessageSizeTooBig", "Message size too large."),
    "429": (429, "RateLimited", "Too many requests."),
    "502": (502, "BadGateway", "The service is unavailable."),
}
"""HTTP status, code and message of the answers that the Connector can be made to give."""


class Switch(BaseModel):
    """A wish to turn a fault on (`count` times, or until off when null) or off (count 0)."""

    model_config = ConfigDict(extra="forbid")
    kind: Kind
    count: int | None = Field(default=None, ge=0, le=1000)
    seconds: float = Field(default=2.0, ge=0, le=120)


@dataclass
class Fault:
    """A fault that is on; `seconds` is Retry-After (429), or how slow or late."""

    kind: Kind
    count: int | None
    seconds: float


class Faults:
    """The faults that are on now, in the order in which they were switched on."""

    def __init__(self, tell: Callable[[list[dict[str, Any]]], None] = lambda _: None) -> None:
        """Start with everything in order; `tell` hears what is on after every change."""
        self._on: dict[Kind, Fault] = {}
        self._tell = tell

    def switch(self, wish: Switch) -> None:
        """Turn one fault on or off."""
        self._on.pop(wish.kind, None)
        if wish.count != 0:
            self._on[wish.kind] = Fault(wish.kind, wish.count, wish.seconds)
        self._tell(self.listed())

    def clear(self) -> None:
        """Turn everything off."""
        self._on.clear()
        self._tell(self.listed())

    def take(self, *kinds: Kind) -> Fault | None:
        """Use up one of the first fault that is on among `kinds`; None when all is well."""
        fault = next((self._on[kind] for kind in self._on if kind in kinds), None)
        if fault is not None and fault.count is not None:
            fault.count -= 1
            if fault.count == 0:
                del self._on[fault.kind]
            self._tell(self.listed())
        return fault

    def listed(self) -> list[dict[str, Any]]:
        """Give what is on, for the panel and for tests."""
        return [asdict(fault) for fault in self._on.values()]
