"""What Teams and the courier need of the database, the router and the connector."""

from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass
from typing import Any, Protocol, TypeVar

from bot.call import Answer, Call, Parcel, Place, Who
from storage.jobs import JobRow
from storage.unit import Unit

T = TypeVar("T")


class Turns(Protocol):
    """The database, as far as its turns go."""

    def turn(self, work: Callable[[Unit], T]) -> "Future[T]":
        """Have work done in one transaction."""
        ...


class Door(Protocol):
    """What the router is to Teams."""

    async def answer(self, call: Call) -> Answer:
        """Carry a call out."""
        ...

    async def met(self, who: Who, place: Place) -> None:
        """Learn where somebody is to be found."""
        ...

    async def left(self, who: Who) -> None:
        """Forget where somebody was to be found."""
        ...


class Drawer(Protocol):
    """The router, as far as the courier needs it."""

    def parcel(self, unit: Unit, job: JobRow) -> Parcel | None:
        """Draw a job, or give None when it no longer holds."""
        ...


class Post(Protocol):
    """The connector, as far as the courier needs it."""

    def trust(self, tenant: str, service_url: str) -> None:
        """Remember a verified service URL, and for which tenant ("": any)."""
        ...

    def service_url_of(self, tenant: str) -> str | None:
        """Give a tenant's service URL."""
        ...

    async def create_conversation(self, service_url: str, tenant: str, subject: str) -> str:
        """Make a personal chat."""
        ...

    async def send(
        self, service_url: str, conversation: str, activity: dict[str, Any], recipient: str = ""
    ) -> str:
        """Post a message, in a room perhaps for one recipient alone."""
        ...

    async def update(
        self,
        service_url: str,
        conversation: str,
        sent: str,
        activity: dict[str, Any],
        *,
        targeted: bool = False,
    ) -> None:
        """Edit a message."""
        ...

    async def members(self, service_url: str, conversation: str) -> list[dict[str, Any]]:
        """Give everybody in a conversation."""
        ...


@dataclass(frozen=True, slots=True)
class Carried:
    """How a job went; `also` is done in the transaction that settles it."""

    outcome: str = "sent"
    also: Callable[[Unit], None] | None = None


class Carrier(Protocol):
    """Carries the jobs of some kinds.

    A `ConnectorError` has a job tried again or given up, a `Held` has it put off.
    """

    async def carry(self, job: JobRow) -> Carried:
        """Do what a job asks for, over the network; safe to do twice."""
        ...
