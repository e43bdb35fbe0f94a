"""What was sent to the bots, and what they answered for."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from domain.clock import system_clock
from tests.killed.line import Json, Reply, new_id
from tests.killed.world import Account, Log


class Kind(StrEnum):
    """What can be done: the dialogs that write, and a written command."""

    LYSGLIMT = "lysglimt"
    OPPDATERING = "oppdatering"
    KOMMENTAR = "kommentar"
    TAKK = "takk"
    KOMMANDO = "kommando"


TEXTS = (Kind.LYSGLIMT, Kind.OPPDATERING)


Sending = tuple[datetime, str, int, int]
"""When it was answered, the way it was sent, the port, and the status, 0 for no answer."""


@dataclass
class Act:
    """One thing that somebody did, as often as it was sent; `text` is like no other's.

    `acknowledged` is set by the first answer that says that it stands. `left` says that the client
    gave up without one, and never asked again.
    """

    kind: Kind
    by: Account
    log: Log
    activity: Json
    text: str = ""
    topic: str = ""
    to: int = 0
    acknowledged: bool = False
    left: bool = False
    said: str = ""
    sent: list[Sending] = field(default_factory=list[Sending])

    def note(self, way: str, port: int, reply: Reply) -> None:
        """Keep how one sending went, for whoever must find out."""
        self.sent.append((system_clock(), way, port, reply.status))

    def with_a_new_id(self) -> Json:
        """Give the same form as another activity: only its nonce tells that it is the same."""
        return self.activity | {"id": new_id()}

    def stands(self, reply: Reply) -> bool:
        """Tell whether an answer says that the act stands."""
        if self.kind is Kind.KOMMANDO:
            return reply.status == 200
        if self.kind is Kind.TAKK:
            return bool(reply.card)
        return bool(reply.text)
