"""A log as one actor meets it in one turn."""

from dataclasses import dataclass
from functools import cached_property

from domain.asking import Viewer
from domain.codes import HELPERS, ParticipantState
from domain.ledger import Ledger
from storage import labels, logs, people
from storage.logs import LogSummary, Member
from storage.people import IdentityCard
from storage.unit import Unit


@dataclass
class LogView:
    """One log, its ledger, and who the actor is on it (`viewer` None: nobody)."""

    unit: Unit
    summary: LogSummary
    viewer: Viewer | None
    actor: str

    @property
    def id(self) -> str:
        """Give the log's inner id."""
        return self.summary.id

    @property
    def code(self) -> str:
        """Give the log's opaque code."""
        return self.summary.code

    @cached_property
    def ledger(self) -> Ledger:
        """Give the consent ledger."""
        return logs.ledger(self.unit, self.id)

    @cached_property
    def roster(self) -> list[Member]:
        """Give everybody on the log, in order of number."""
        return logs.roster(self.unit, self.id)

    @property
    def active(self) -> list[Member]:
        """Give those who take part now."""
        return [member for member in self.roster if member.state is ParticipantState.MED]

    @cached_property
    def label(self) -> str:
        """Give the actor's own merkelapp for the log, or nothing."""
        return labels.get(self.unit, self.id, self.actor) or ""

    def forget(self) -> None:
        """Read the log anew at the next question: something in it has changed."""
        for name in ("ledger", "roster"):
            self.__dict__.pop(name, None)
        self.summary = logs.summary(self.unit, self.id)
        self.viewer = logs.viewer(self.unit, self.id, self.actor)

    def member(self, no: int) -> Member | None:
        """Give a participant by number."""
        return next((member for member in self.roster if member.no == no), None)

    def card_of(self, no: int) -> IdentityCard:
        """Give a participant's identity card (first names are for all participants)."""
        member = self.member(no)
        return people.card(self.unit, member.person if member else "")

    def holds_pinne(self) -> bool:
        """Tell whether the actor is the stafettholder."""
        return self.viewer is not None and self.viewer.participant == self.summary.stafettholder_no

    def helpers(self) -> list[Member]:
        """Give the active participants who act for a service."""
        return [member for member in self.active if member.role in HELPERS]


def viewer_of(member: Member) -> Viewer:
    """Give a participant as the gate sees them."""
    return Viewer(member.person, member.no, member.role, member.service, member.state)
