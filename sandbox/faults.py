"""What can go wrong on the way between Teams and a bot, switched on by hand or by a test."""

from collections.abc import Callable
from dataclasses import asdict, dataclass
from random import SystemRandom
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

Kind = Literal[
    "401", "403", "404", "412", "413", "429", "502", "slow", "duplicate", "late", "limits", "drop"
]
Api = Literal["connector", "graph"]
Scope = Literal["connector", "graph", "all"]
Answer = tuple[int, str, str]
STATUSES: dict[Kind, Answer] = {
    "401": (401, "Unauthorized", "Authorization has been denied for this request."),
    "403": (403, "BotNotInConversationRoster", "The bot is not part of the conversation roster."),
    "404": (404, "ConversationNotFound", "Conversation not found."),
    "412": (412, "PreconditionFailed", "Precondition failed, please try again."),
    "413": (413, "MessageSizeTooBig", "Message size too large."),
    "429": (429, "RateLimited", "Too many requests."),
    "502": (502, "BadGateway", "The service is unavailable."),
}
"""HTTP status, code and message of the answers that the Connector can be made to give."""
GRAPH_STATUSES: dict[Kind, Answer] = {
    "401": (401, "InvalidAuthenticationToken", "Access token is empty or not valid."),
    "403": (403, "Forbidden", "The caller lacks the permission for this request."),
    "404": (404, "NotFound", "The resource was not found."),
    "412": (412, "PreconditionFailed", "The resource was changed by another request."),
    "413": (413, "RequestEntityTooLarge", "The request body is too large."),
    "429": (429, "TooManyRequests", "Too many requests."),
    "502": (502, "BadGateway", "The service is unavailable."),
}
"""The same for Graph."""


def _by_chance() -> float:
    return SystemRandom().random()


class Switch(BaseModel):
    """A wish to turn a fault on (`count` times, or until off when null) or off (count 0).

    `chance` is how often it strikes (0-1); `moment` says whether a dropped connection closes before
    or after the request had its effect (either, by chance, when left out). `limits` are
    the platform's real ones (see sandbox.limits); they hold until they are switched off.
    """

    model_config = ConfigDict(extra="forbid")
    kind: Kind
    count: int | None = Field(default=None, ge=0, le=1000)
    seconds: float = Field(default=2.0, ge=0, le=120)
    scope: Scope = "connector"
    chance: float = Field(default=1.0, ge=0, le=1)
    moment: Literal["before", "after"] | None = None


@dataclass
class Fault:
    """A fault that is on; `seconds` is Retry-After (429), or how slow or late."""

    kind: Kind
    count: int | None
    seconds: float
    scope: Scope = "connector"
    chance: float = 1.0
    moment: Literal["before", "after"] | None = None


class Faults:
    """The faults that are on now, in the order in which they were switched on."""

    def __init__(
        self,
        tell: Callable[[list[dict[str, Any]]], None] = lambda _: None,
        draw: Callable[[], float] = _by_chance,
    ) -> None:
        """Start with everything in order; `tell` hears of changes, `draw` gives chance (0-1)."""
        self._on: dict[Kind, Fault] = {}
        self._tell = tell
        self._draw = draw

    def switch(self, wish: Switch) -> None:
        """Turn one fault on or off."""
        self._on.pop(wish.kind, None)
        if wish.count != 0:
            self._on[wish.kind] = Fault(**wish.model_dump())
        self._tell(self.listed())

    def clear(self) -> None:
        """Turn everything off."""
        self._on.clear()
        self._tell(self.listed())

    def take(self, *kinds: Kind, api: Api | None = None) -> Fault | None:
        """Use up one of the first fault among `kinds` that strikes `api`; None when all is well."""
        on = (self._on[kind] for kind in self._on if kind in kinds)
        fault = next((f for f in on if api is None or f.scope in {api, "all"}), None)
        if fault is None or (fault.chance < 1 and self._draw() >= fault.chance):
            return None
        if fault.count is not None:
            fault.count -= 1
            if fault.count == 0:
                del self._on[fault.kind]
            self._tell(self.listed())
        return fault

    def is_on(self, kind: Kind, api: Api) -> bool:
        """Tell whether a fault strikes `api`, without using it up."""
        return kind in self._on and self._on[kind].scope in {api, "all"}

    def strikes_before(self, fault: Fault) -> bool:
        """Tell whether a dropped connection closes before the request has its effect."""
        return fault.moment == "before" if fault.moment else self._draw() < 0.5

    def listed(self) -> list[dict[str, Any]]:
        """Give what is on, for the panel and for tests."""
        return [asdict(fault) for fault in self._on.values()]
