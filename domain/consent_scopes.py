"""What a consent reaches: what holds now, what one giver gave, what goes when it is taken back."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date

from domain.codes import FAMILIEN, Right
from domain.ledger import Ledger
from domain.policy import Policy

Cell = tuple[int, str, str]
"""What one giver can take back by itself: (about, service, category)."""
HOLDER = "stafettholder"
"""Stands among what is taken back for «Stafettholderen kan lese alt»."""


@dataclass(frozen=True, slots=True)
class Scope:
    """What one service may read and write about (topic codes), and the last day of it."""

    service: str
    reads: tuple[str, ...] = ()
    writes: tuple[str, ...] = ()
    until: date | None = None


def effective(ledger: Ledger, about: int, purpose: str, today: date, policy: Policy) -> list[Scope]:
    """Give what holds about somebody: only what all who are required have given."""
    givers = ledger.required(about, today, policy)
    return given(ledger, givers, about, purpose, today, policy)


def given(
    ledger: Ledger, givers: Collection[int], about: int, purpose: str, today: date, policy: Policy
) -> list[Scope]:
    """Give what stands of what each of some givers has given; nobody has given nothing."""
    ends: dict[tuple[str, str, Right], dict[int, date]] = {}
    for permit in ledger.permits:
        if (permit.about, permit.purpose) == (about, purpose) and permit.holds(today):
            cell = (permit.service, permit.category, permit.right)
            ends.setdefault(cell, {})[permit.giver] = permit.end
    held: dict[str, dict[Right, list[str]]] = {}
    until: dict[str, date] = {}
    for (service, category, right), by_giver in ends.items():
        if givers and set(givers) <= by_giver.keys():
            held.setdefault(service, {}).setdefault(right, []).append(category)
            last = min(by_giver[giver] for giver in givers)
            until[service] = min(until.get(service, last), last)
    order = [*policy.services, FAMILIEN]
    return [
        Scope(
            service,
            _ordered(held[service].get(Right.LESER, ()), policy),
            _ordered(held[service].get(Right.SKRIVER, ()), policy),
            until[service],
        )
        for service in sorted(held, key=lambda code: order.index(code) if code in order else -1)
    ]


def _ordered(topics: Collection[str], policy: Policy) -> tuple[str, ...]:
    known = tuple(code for code in policy.topics if code in topics)
    return (*known, *sorted(set(topics) - set(known)))


def without(ledger: Ledger, giver: int, taken: Collection[Cell]) -> Ledger:
    """Give the ledger as it is once a giver has taken some cells back."""
    left = tuple(
        permit
        for permit in ledger.permits
        if permit.giver != giver or (permit.about, permit.service, permit.category) not in taken
    )
    return replace(ledger, permits=left)


def lost(before: list[Scope], after: list[Scope]) -> list[Scope]:
    """Give what services may do before and not after."""
    left = {scope.service: scope for scope in after}
    found: list[Scope] = []
    for scope in before:
        rest = left.get(scope.service, Scope(scope.service))
        reads = tuple(topic for topic in scope.reads if topic not in rest.reads)
        writes = tuple(topic for topic in scope.writes if topic not in rest.writes)
        if reads or writes:
            found.append(Scope(scope.service, reads, writes))
    return found


def holder_ticked(ledger: Ledger, giver: int, today: date) -> bool:
    """Tell whether a giver lets the stafettholder read all that is shared."""
    return any(
        permit.holder_reads_all and permit.giver == giver and permit.about == ledger.person
        for permit in ledger.permits
        if permit.holds(today)
    )


def holder_reads_all(ledger: Ledger, today: date, policy: Policy) -> bool:
    """Tell whether all who must consent let the stafettholder read all that is shared."""
    givers = ledger.required(ledger.person, today, policy)
    return bool(givers) and all(holder_ticked(ledger, giver, today) for giver in givers)


@dataclass(frozen=True, slots=True)
class Taken:
    """What a giver takes back."""

    cells: frozenset[Cell]
    holder: bool = False

    def written(self) -> str:
        """Give it as codes, for a draft."""
        cells = sorted(f"{about}.{service}.{topic}" for about, service, topic in self.cells)
        return ",".join([*cells, HOLDER] if self.holder else cells)


def taken_from(codes: str) -> Taken:
    """Read what `Taken.written` wrote."""
    parts = [code.split(".") for code in codes.split(",") if code and code != HOLDER]
    cells = frozenset((int(about), service, topic) for about, service, topic in parts)
    return Taken(cells, HOLDER in codes.split(","))
