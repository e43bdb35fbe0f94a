"""The rules of the gate, one case at a time; only `domain.gate` uses them."""

from dataclasses import dataclass, field
from datetime import datetime

from domain.ages import row_on
from domain.asking import Intent, Item, Reason, Viewer
from domain.codes import (
    FAMILIEN,
    FAMILY,
    HELPERS,
    INNHOLD,
    PROSESS,
    REPLIES,
    EntryType,
    LogState,
    Role,
)
from domain.gate_consents import Consents, Found
from domain.knowing import knows_all
from domain.ledger import Ledger
from domain.policy import Policy
from domain.policy_files import AgeRow


@dataclass(slots=True, eq=False)
class Case:
    """One decision under way."""

    viewer: Viewer
    ledger: Ledger
    policy: Policy
    now: datetime
    _consents: Consents = field(init=False)

    def __post_init__(self) -> None:
        """Have the consents of the moment at hand."""
        self._consents = Consents(self.ledger, self.policy, self.now)

    def _age_row(self) -> AgeRow | None:
        return row_on(self.ledger.ages, self._consents.today, self.policy)

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
            knows = knows_all(viewer, ledger, self._consents.today, self.policy)
            return () if knows else Reason.ROLLE
        givers = self._consents.givers(ledger.person)
        return () if viewer.participant in givers else Reason.ROLLE

    def _read_family(self, item: Item) -> Found:
        viewer, row = self.viewer, self._age_row()
        if row is None:
            return Reason.UKJENT
        own: Found = ()
        if viewer.role is not Role.PERSON:
            if item.hidden:
                return Reason.SKJULT
            guardian = viewer.role in (Role.FORESATT, Role.VERGE)
            if not (guardian and row.foresatte_ser):
                own = self._consents.given(FAMILIEN, self.ledger.person, item)
        if isinstance(own, Reason):
            return own
        return self._about_others(FAMILIEN, item, own)

    def _read_helper(self, item: Item) -> Found:
        service = self.viewer.service
        own = self._consents.given(service, self.ledger.person, item)
        if isinstance(own, Reason) and self.viewer.participant == self.ledger.stafettholder:
            own = self._consents.holder_reads_all(item)
        if isinstance(own, Reason):
            return own
        return self._about_others(service, item, own)

    def _about_others(self, service: str, what: Item | Intent, own: tuple[int, ...]) -> Found:
        """Add the yes of each other family member whom an entry is about."""
        for other in set(what.about) - {self.ledger.person, self.viewer.participant}:
            theirs = self._consents.given(service, other, what)
            if isinstance(theirs, Reason):
                return Reason.ANDRE
            own = (*own, *theirs)
        return own

    def write(self, intent: Intent) -> Found:
        """Decide on an intent; the order is that of 9.9."""
        wrong = self._wrong(intent)
        if wrong is not None:
            return wrong
        if intent.to is not None:
            below = self._reply_to(intent, intent.to)
            if below is not None:
                return below
        if self.viewer.role in FAMILY:
            return ()
        own = self._consents.given(self.viewer.service, self.ledger.person, intent)
        if isinstance(own, Reason):
            return own
        return self._about_others(self.viewer.service, intent, own)

    def _wrong(self, intent: Intent) -> Reason | None:
        """Give what stands against an intent whatever the consents say."""
        if self.ledger.state is not LogState.AKTIV:
            return Reason.IKKE_AKTIV
        if intent.type not in INNHOLD or self.viewer.role not in FAMILY | HELPERS:
            return Reason.ROLLE
        if intent.category not in self.policy.topics:
            return Reason.TEMA
        if (intent.to is not None) is not (intent.type in REPLIES):
            return Reason.ROLLE
        # A reply is hidden because its entry is, whatever the age rule has become since.
        if intent.hidden and intent.to is None and not self._may_hide():
            return Reason.SKJULT
        return None

    def _reply_to(self, intent: Intent, parent: Item) -> Found | None:
        """Decide what a reply's parent decides; None leaves the rest to the usual rule."""
        if parent.logg != self.ledger.logg:
            return Reason.UKJENT
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
        row = self._age_row()
        may = self.viewer.role in HELPERS or self.viewer.role is Role.PERSON
        return row is not None and row.kan_skjules and may
