"""Who may know of everybody on a log: that a service helps can tell as much as what it writes."""

from datetime import date

from domain.ages import row_on
from domain.asking import Viewer
from domain.codes import FAMILY, HELPERS, Role
from domain.ledger import Ledger
from domain.policy import Policy


def knows_all(viewer: Viewer, ledger: Ledger, today: date, policy: Policy) -> bool:
    """Tell whether a participant may know which services are on a log, and what they may do.

    The helpers, the person and whoever must consent do, and guardians while they see what is
    written. Others of the family do not: who helps a youth of sixteen is for the youth to tell.
    """
    if viewer.role in HELPERS or viewer.role is Role.PERSON:
        return True
    if viewer.role not in FAMILY:
        return False
    if viewer.participant in ledger.required(ledger.person, today, policy):
        return True
    row = row_on(ledger.ages, today, policy)
    return viewer.role in (Role.FORESATT, Role.VERGE) and row is not None and row.foresatte_ser
