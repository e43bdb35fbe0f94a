"""The consent ledger of one log, as the gate sees it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property

from domain.ages import row_on
from domain.body import AgeRule
from domain.codes import LogState, Right
from domain.policy import Policy


@dataclass(frozen=True, slots=True)
class Permit:
    """One cell of one giver's consent that stands (withdrawn and replaced ones are not here).

    `reads_from` is the moment from which entries may be read; `seq` the entry that gave it.
    """

    giver: int
    about: int
    service: str
    category: str
    purpose: str
    right: Right
    start: date
    end: date
    reads_from: datetime
    seq: int
    holder_reads_all: bool = False

    def holds(self, today: date) -> bool:
        """Tell whether the period covers a day."""
        return self.start <= today <= self.end


Cell = tuple[int, str, Right, str, str]
"""What one consent is for: whom it is about, the service, the right, the category, the purpose."""


@dataclass(frozen=True)
class Ledger:
    """Who the log is for, who its guardians are, what they have given, and who holds the pinne."""

    logg: str
    state: LogState
    person: int
    guardians: frozenset[int]
    stafettholder: int
    ages: AgeRule
    permits: tuple[Permit, ...]

    @cached_property
    def cells(self) -> Mapping[Cell, tuple[Permit, ...]]:
        """Give the permits by cell, as the gate asks for them."""
        found: dict[Cell, tuple[Permit, ...]] = {}
        for one in self.permits:
            cell = (one.about, one.service, one.right, one.category, one.purpose)
            found[cell] = (*found.get(cell, ()), one)
        return found

    def required(self, about: int, today: date, policy: Policy) -> frozenset[int]:
        """Give the participants who must all consent; empty means that nobody can."""
        if about != self.person:
            return frozenset({about})
        row = row_on(self.ages, today, policy)
        if row is None:
            return frozenset()
        people = {"foresatte": self.guardians, "personen": frozenset({self.person})}
        if not all(people[giver] for giver in row.givere):
            return frozenset()
        return frozenset(no for giver in row.givere for no in people[giver])
