"""What may stand in a room: an entry that everybody there may know of, whoever may read it."""

from collections.abc import Iterable
from datetime import datetime

from domain.asking import Item, Reason, Viewer
from domain.codes import HELPERS
from domain.gate import Allow, decide
from domain.ledger import Ledger
from domain.policy import Policy


def may_stand(
    item: Item, present: Iterable[Viewer], ledger: Ledger, policy: Policy, now: datetime
) -> bool:
    """Tell whether a room with these people in it may learn that an entry is there at all.

    A helper whose service the consent does not cover may know that something is new; whoever is
    kept out for another reason (hidden from guardians, about somebody else) may not.
    """
    return all(_may_know(one, item, ledger, policy, now) for one in present)


def _may_know(viewer: Viewer, item: Item, ledger: Ledger, policy: Policy, now: datetime) -> bool:
    decision = decide(viewer, item, ledger, policy, now)
    if isinstance(decision, Allow):
        return True
    return viewer.role in HELPERS and decision.reason is Reason.SAMTYKKE
