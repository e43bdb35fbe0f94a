"""A log as one actor meets it in one turn."""

from dataclasses import dataclass, field
from functools import cached_property

from domain.asking import Intent, Item, Viewer
from domain.audience import Audience, audience
from domain.codes import HELPERS, ParticipantState
from domain.gate import Decision, decide
from domain.ledger import Ledger
from storage import identity_cards, labels, logs, rosters, timeline
from storage.identity_cards import IdentityCard
from storage.log_rows import LogSummary, Member
from storage.rosters import Roster
from storage.unit import Unit

Decided = tuple[Item | Intent, Decision]
"""A question, held so that no other one takes its identity, and its answer."""


@dataclass
class LogView:
    """One log, its ledger, and who the actor is on it (`viewer` None: nobody)."""

    unit: Unit
    summary: LogSummary
    viewer: Viewer | None
    actor: str
    _items: dict[int, Item] = field(default_factory=dict[int, Item])
    _decided: dict[int, Decided] = field(default_factory=dict[int, Decided])
    _audiences: dict[Intent, Audience] = field(default_factory=dict[Intent, Audience])

    @classmethod
    def met(cls, unit: Unit, summary: LogSummary, actor: str) -> "LogView":
        """Give a log as somebody meets it, by the id they sign in under; one reading of it."""
        whole = rosters.read(unit, summary.id)
        view = cls(unit, summary, whole.viewer(actor), actor)
        view.whole = whole
        return view

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
        return logs.ledger_of(self.unit, self.summary, self.whole.guardians)

    @cached_property
    def whole(self) -> Roster:
        """Give who is on the log, and under which ids they sign in."""
        return rosters.read(self.unit, self.id)

    @property
    def roster(self) -> list[Member]:
        """Give everybody on the log, in order of number."""
        return self.whole.members

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
        for name in ("ledger", "whole", "cards"):
            self.__dict__.pop(name, None)
        self._items.clear()
        self._decided.clear()
        self._audiences.clear()
        self.summary = logs.summary(self.unit, self.id)
        self.viewer = logs.viewer(self.unit, self.id, self.actor)

    def decide(self, what: Item | Intent) -> Decision:
        """Ask the gate for the actor; the very same question has the same answer until `forget`."""
        known = self._decided.get(id(what))
        if known is None:
            asked = (self.viewer, what, self.ledger, self.unit.policy, self.unit.now)
            known = self._decided[id(what)] = (what, decide(*asked))
        return known[1]

    def item(self, seq: int) -> Item | None:
        """Give an entry by number, as it stands until `forget`."""
        found = self._items.get(seq) or timeline.item(self.unit, self.id, seq)
        if found is not None:
            self._items[seq] = found
        return found

    def audience(self, intent: Intent) -> Audience | None:
        """Tell who would read what the actor intends; None when they are nobody here."""
        if self.viewer is not None and intent not in self._audiences:
            others = [member.viewer() for member in self.active]
            asked = (self.viewer, intent, others, self.ledger, self.unit.policy, self.unit.now)
            self._audiences[intent] = audience(*asked)
        return self._audiences.get(intent)

    def member(self, no: int) -> Member | None:
        """Give a participant by number."""
        return next((member for member in self.roster if member.no == no), None)

    @cached_property
    def cards(self) -> dict[str, IdentityCard]:
        """Give the identity cards of everybody on the log (first names are for participants)."""
        return identity_cards.cards(self.unit, [member.person for member in self.roster])

    def card_of(self, no: int) -> IdentityCard:
        """Give a participant's identity card; an empty one when theirs is gone."""
        member = self.member(no)
        nobody = IdentityCard("", "")
        return self.cards.get(member.person, nobody) if member else nobody

    @property
    def first_name(self) -> str:
        """Give the first name of the person whom the log is for."""
        return self.card_of(self.summary.person_no).first_name

    def holds_pinne(self) -> bool:
        """Tell whether the actor is the stafettholder."""
        return self.viewer is not None and self.viewer.participant == self.summary.stafettholder_no

    def helpers(self) -> list[Member]:
        """Give the active participants who act for a service."""
        return [member for member in self.active if member.role in HELPERS]


def viewer_of(member: Member) -> Viewer:
    """Give a participant as the gate sees them."""
    return Viewer(member.person, member.no, member.role, member.service, member.state)
