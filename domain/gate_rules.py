"""The rules of the gate, one case at a time; only `domain.gate` uses them."""

from dataclasses import dataclass
from datetime import datetime

from domain.ages import row_on
from domain.asking import Intent, Item, Reason, Viewer
from domain.clock import oslo_day
from domain.codes import (
    FAMILIEN,
    FAMILY,
    HELPERS,
    INNHOLD,
    PROSESS,
    EntryType,
    LogState,
    Right,
    Role,
)
from domain.ledger import Ledger, Permit
from domain.policy import Policy

Found = tuple[int, ...] | Reason
"""The entries of the consents that a yes rests on, or the reason of a no."""


@dataclass(frozen=True, slots=True)
class Case:
    """One decision under way."""

    viewer: Viewer
    ledger: Ledger
    policy: Policy
    now: datetime

    def read(self, item: Item) -> Found:
        """Decide on an item that is there."""
        if item.gone:
            return Reason.BORTE
        if item.type not in INNHOLD:
            return self._read_event(item)
        if item.author == self.viewer.participant:
            return ()
        if self.viewer.role in FAMILY:
            return self._read_family(item)
        if self.viewer.role in HELPERS:
            return self._read_helper(item)
        return Reason.ROLLE

    def _read_event(self, item: Item) -> Found:
        viewer, ledger = self.viewer, self.ledger
        if viewer.participant in (item.author, ledger.stafettholder):
            return ()
        if item.type is EntryType.FEILFORT:
            return () if viewer.role is Role.VARA else Reason.ROLLE
        if item.type in PROSESS:
            return () if viewer.role in FAMILY | HELPERS else Reason.ROLLE
        givers = ledger.required(ledger.person, oslo_day(self.now), self.policy)
        return () if viewer.participant in givers else Reason.ROLLE

    def _read_family(self, item: Item) -> Found:
        viewer, row = self.viewer, row_on(self.ledger.ages, oslo_day(self.now), self.policy)
        if row is None:
            return Reason.UKJENT
        own: Found = ()
        if viewer.role is not Role.PERSON:
            if item.hidden:
                return Reason.SKJULT
            guardian = viewer.role in (Role.FORESATT, Role.VERGE)
            if not (guardian and row.foresatte_ser):
                own = self._given(FAMILIEN, self.ledger.person, item)
        if isinstance(own, Reason):
            return own
        return self._about_others(FAMILIEN, item, own)

    def _read_helper(self, item: Item) -> Found:
        service = self.viewer.service
        own = self._given(service, self.ledger.person, item)
        if isinstance(own, Reason) and self.viewer.participant == self.ledger.stafettholder:
            own = self._holder_reads_all()
        if isinstance(own, Reason):
            return own
        return self._about_others(service, item, own)

    def _holder_reads_all(self) -> Found:
        today = oslo_day(self.now)
        givers = self.ledger.required(self.ledger.person, today, self.policy)
        ticked = {p.giver: p.seq for p in self._standing(self.ledger.person) if p.holder_reads_all}
        if not givers or not givers <= ticked.keys():
            return Reason.SAMTYKKE
        return tuple(sorted({ticked[giver] for giver in givers}))

    def _about_others(self, service: str, what: Item | Intent, own: tuple[int, ...]) -> Found:
        """Add the yes of each other family member whom an entry is about."""
        for other in set(what.about) - {self.ledger.person, self.viewer.participant}:
            theirs = self._given(service, other, what)
            if isinstance(theirs, Reason):
                return Reason.ANDRE
            own = (*own, *theirs)
        return own

    def write(self, intent: Intent) -> Found:
        """Decide on an intent; the order is that of 9.9."""
        if self.ledger.state is not LogState.AKTIV:
            return Reason.IKKE_AKTIV
        if intent.type not in INNHOLD or self.viewer.role not in FAMILY | HELPERS:
            return Reason.ROLLE
        if intent.category not in self.policy.topics:
            return Reason.TEMA
        if intent.hidden and not self._may_hide():
            return Reason.SKJULT
        if intent.to is not None:
            below = self._reply_to(intent, intent.to)
            if below is not None:
                return below
        if self.viewer.role in FAMILY:
            return ()
        own = self._given(self.viewer.service, self.ledger.person, intent)
        if isinstance(own, Reason):
            return own
        return self._about_others(self.viewer.service, intent, own)

    def _reply_to(self, intent: Intent, parent: Item) -> Found | None:
        """Decide what a reply's parent decides; None leaves the rest to the usual rule."""
        same = (intent.category, intent.purpose, intent.hidden, intent.about)
        if same != (parent.category, parent.purpose, parent.hidden, parent.about):
            return Reason.TEMA
        readable = self.read(parent)
        if isinstance(readable, Reason):
            return readable
        if intent.type is EntryType.RETTING and parent.author != self.viewer.participant:
            return Reason.ROLLE
        return readable if intent.type is EntryType.TAKK else None

    def _may_hide(self) -> bool:
        row = row_on(self.ledger.ages, oslo_day(self.now), self.policy)
        may = self.viewer.role in HELPERS or self.viewer.role is Role.PERSON
        return row is not None and row.kan_skjules and may

    def _given(self, service: str, about: int, what: Item | Intent) -> Found:
        """Find a standing permit of every required giver; any one missing is a no."""
        right = Right.LESER if isinstance(what, Item) else Right.SKRIVER
        givers = self.ledger.required(about, oslo_day(self.now), self.policy)
        seqs: dict[int, int] = {}
        for permit in self._standing(about):
            if (permit.service, permit.right) != (service, right):
                continue
            if (permit.category, permit.purpose) != (what.category, what.purpose):
                continue
            if isinstance(what, Intent) or permit.reads_from <= what.at:
                seqs[permit.giver] = permit.seq
        if not givers or not givers <= seqs.keys():
            return Reason.SAMTYKKE
        return tuple(sorted({seqs[giver] for giver in givers}))

    def _standing(self, about: int) -> list[Permit]:
        today = oslo_day(self.now)
        return [p for p in self.ledger.permits if p.about == about and p.holds(today)]
