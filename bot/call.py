"""What every activity becomes before anything is decided, and what comes back."""

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any


@dataclass(frozen=True, slots=True)
class Who:
    """Who acts, from the verified activity alone: home tenant, Entra object id, name, locale."""

    tenant: str
    subject: str
    name: str
    locale: str


@dataclass(frozen=True, slots=True)
class Place:
    """Where: a personal chat or a room, and the way back to it.

    `sender` is the id that this conversation knows the actor by (29:…), for a targeted message.
    """

    personal: bool
    conversation: str
    tenant: str
    service_url: str
    sender: str = ""


class Kind(StrEnum):
    """How the answer is carried: posted in the chat, as a dialog, or in a card's place."""

    MELDING = "melding"
    DIALOG = "dialog"
    KORT = "kort"


OPEN = "apne"
"""The step that opens a dialog."""
COMMAND = "kommando"
"""The step that a written command takes."""


@dataclass(frozen=True, slots=True)
class Call:
    """One activity: who, where, which dialog and step, with what; `data` is not to be trusted.

    `key` is the conversation and activity id; `arrived` is `time.monotonic()` at the door;
    `reference` ties log lines together. For a command `data` holds {"tekst": what follows it}.
    """

    who: Who
    place: Place
    kind: Kind
    dialog: str
    step: str
    key: str
    arrived: float
    reference: str
    data: dict[str, Any] = field(default_factory=dict[str, Any])


@dataclass(frozen=True, slots=True)
class Answer:
    """What goes back: a dialog (`card` and `title`), a message (`text`), a card, or nothing."""

    card: dict[str, Any] | None = None
    title: str = ""
    text: str = ""
    size: str = "medium"


@dataclass(frozen=True, slots=True)
class Parcel:
    """What the courier carries, drawn at the moment of sending.

    To one person (`person`, `identity`): `conversation` and `service_url` are given when it answers
    what was written there; else the courier looks up the person's address, or makes a conversation
    by `identity` (tenant, subject). With `recipient` (29:…) the conversation is a room and the
    message is for that one there alone (targeted); where that does not go, their own chat. To a
    room: no person, the room's conversation. `replaces` is the message to edit instead of posting a
    new one; `keep` are the ids by which a posted card is drawn anew later (None: not remembered),
    under the id `posted` when the card itself must know it.
    """

    person: str
    identity: tuple[str, str] | None
    card: dict[str, Any]
    summary: str
    conversation: str = ""
    service_url: str = ""
    replaces: str = ""
    keep: dict[str, Any] | None = None
    recipient: str = ""
    posted: str = ""
