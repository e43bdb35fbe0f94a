"""Whom of a log the actor may know of."""

from dialogs.turn import Turn
from domain.clock import oslo_day
from domain.codes import FAMILY
from domain.knowing import knows_all
from storage.log_rows import Member


def sees_whole(turn: Turn) -> bool:
    """Tell whether the actor may know which services are on the log, and what they may do."""
    view = turn.logg
    today = oslo_day(turn.now)
    return view.viewer is not None and knows_all(view.viewer, view.ledger, today, turn.policy)


def known(turn: Turn) -> list[Member]:
    """Give whom of the log the actor may know of: all, or the family and the stafettholder."""
    view = turn.logg
    if sees_whole(turn):
        return view.roster
    near = {turn.me, view.summary.stafettholder_no}
    return [member for member in view.roster if member.role in FAMILY or member.no in near]


def known_services(turn: Turn) -> set[str]:
    """Give the services of those whom the actor may know of."""
    return {member.service for member in known(turn) if member.service}
