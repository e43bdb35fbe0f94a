"""The gate: may this viewer read this entry, or write this one? Pure, and «no» unless shown «yes».

Only an `Allow` made here lets storage decrypt (`storage.system` has its own door, for whole logs).
The table behind the rules is 9.9 of the domain reference; the rules stand in `gate_rules`.
"""

from dataclasses import dataclass
from datetime import datetime

from domain.asking import Intent, Item, Reason, Viewer
from domain.codes import ParticipantState
from domain.gate_rules import Case
from domain.ledger import Ledger
from domain.policy import Policy


@dataclass(frozen=True, slots=True)
class _Seal:
    """What makes an `Allow` good for just what the gate decided, so that it cannot be changed."""

    of: tuple[str, int, str, tuple[int, ...]]


@dataclass(frozen=True, slots=True)
class Deny:
    """No, and why."""

    reason: Reason


@dataclass(frozen=True, slots=True)
class Allow:
    """Yes: the capability to decrypt entry `seq` of `logg` (or, with `seq` 0, to append to it)."""

    logg: str
    seq: int
    viewer: str
    consents: tuple[int, ...]
    seal: object

    def __post_init__(self) -> None:
        """Refuse a capability that the gate did not make, or made for something else."""
        said = (self.logg, self.seq, self.viewer, self.consents)
        if not isinstance(self.seal, _Seal) or self.seal.of != said:
            raise PermissionError("only the gate makes an Allow")


Decision = Allow | Deny


def decide(
    viewer: Viewer | None, what: Item | Intent, ledger: Ledger, policy: Policy, now: datetime
) -> Decision:
    """Decide whether a viewer may read an `Item` or write an `Intent` at an aware moment."""
    if viewer is None or viewer.state is not ParticipantState.MED:
        return Deny(Reason.UKJENT)
    case = Case(viewer, ledger, policy, now)
    if isinstance(what, Item):
        if what.logg != ledger.logg:
            return Deny(Reason.UKJENT)
        found = case.read(what)
    else:
        found = case.write(what)
    if isinstance(found, Reason):
        return Deny(found)
    seq = what.seq if isinstance(what, Item) else 0
    yes = (ledger.logg, seq, viewer.person, found)
    return Allow(*yes, _Seal(yes))
