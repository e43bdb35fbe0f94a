"""Which consents a yes rests on: a standing permit of every giver who is required."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from domain.asking import Intent, Item, Reason
from domain.clock import oslo_day
from domain.codes import FAMILIEN, Right
from domain.ledger import Ledger, Permit
from domain.policy import Policy

Found = tuple[int, ...] | Reason
"""The entries of the consents that a yes rests on, or the reason of a no."""


@dataclass(slots=True, eq=False)
class Consents:
    """The consents of one log at one moment."""

    ledger: Ledger
    policy: Policy
    now: datetime

    @property
    def today(self) -> date:
        """Give the day in Norway."""
        return oslo_day(self.now)

    def givers(self, about: int) -> frozenset[int]:
        """Give the participants who must all have given; empty means that nobody can."""
        return self.ledger.required(about, self.today, self.policy)

    def given(self, service: str, about: int, what: Item | Intent) -> Found:
        """Find a permit of each giver for what a service reads (an item) or writes (an intent)."""
        right = Right.LESER if isinstance(what, Item) else Right.SKRIVER
        cell = (about, service, right, what.category, what.purpose)
        return self._by_all(about, self._standing(self.ledger.cells.get(cell, ()), what))

    def holder_reads_all(self, item: Item) -> Found:
        """Find each giver's word that the stafettholder reads all that is shared.

        What all have not given to some service is not shared: with that consent taken back, the
        tick alone opens nothing.
        """
        about = self.ledger.person
        theirs = (one for one in self.ledger.permits if one.about == about)
        standing = [one for one in self._standing(theirs, item) if one.purpose == item.purpose]
        cells: dict[tuple[str, Right], list[Permit]] = {}
        for one in standing:
            if one.category == item.category and one.service != FAMILIEN:
                cells.setdefault((one.service, one.right), []).append(one)
        if not any(isinstance(self._by_all(about, cell), tuple) for cell in cells.values()):
            return Reason.SAMTYKKE
        return self._by_all(about, (one for one in standing if one.holder_reads_all))

    def _standing(self, permits: Iterable[Permit], what: Item | Intent) -> Iterable[Permit]:
        """Give those of some permits that hold today, and for an item also reach back to it."""
        today = self.today
        for permit in permits:
            if permit.holds(today) and (isinstance(what, Intent) or permit.reads_from <= what.at):
                yield permit

    def _by_all(self, about: int, permits: Iterable[Permit]) -> Found:
        givers = self.givers(about)
        seqs = {permit.giver: permit.seq for permit in permits}
        if not givers or not givers <= seqs.keys():
            return Reason.SAMTYKKE
        return tuple(sorted({seqs[giver] for giver in givers}))
