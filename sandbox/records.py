"""The records that the sandbox keeps: conversations, messages, members."""

from dataclasses import dataclass
from typing import Any, Literal

Kind = Literal["personal", "shared", "private", "standard"]
BOT = "bot"
"""The sender of what the bot posts; every other sender is a person's key."""


@dataclass(frozen=True)
class Conversation:
    """A private chat of `person` with the bot, or a channel of a team (`team` is its id).

    `app`: the bot is installed here; `told`: it took the message that says so. A channel is there
    from `ready` on (a timestamp), and no more when it is `gone`.
    """

    id: str
    kind: Kind
    person: str = ""
    app: bool = False
    told: bool = False
    team: str = ""
    name: str = ""
    description: str = ""
    made: str = ""
    ready: float = 0
    gone: bool = False

    @property
    def personal(self) -> bool:
        """Whether this is one person's own chat."""
        return self.kind == "personal"


@dataclass(frozen=True)
class Message:
    """One message with its raw activity; `seq` orders all messages of the sandbox.

    `thread` is the id of the post that it belongs to (itself, when it is one; empty in private
    chats); `to` is the only person who sees it, by key, or empty.
    """

    seq: int
    id: str
    conversation: str
    thread: str
    sender: str
    to: str
    edited: bool
    activity: dict[str, Any]


@dataclass(frozen=True)
class Member:
    """One account in a channel, by Entra object id."""

    oid: str
    owner: bool


@dataclass(frozen=True)
class NewChannel:
    """A channel to make; it is there from `ready` on (a timestamp)."""

    team: str
    kind: Kind
    name: str
    description: str
    made: str
    ready: float
