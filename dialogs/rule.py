"""The rule of a dialog: data that only the router checks, at every step."""

from dataclasses import dataclass

from domain.codes import FAMILY, HELPERS, LogState, ParticipantState, Role

EVERYBODY = frozenset(Role)
LIVE = frozenset({LogState.UTKAST, LogState.AKTIV, LogState.HVILENDE})
RUNNING = frozenset({LogState.AKTIV, LogState.HVILENDE})


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """Who may take a step, and where.

    `roles` None means that no log is needed. `works` asks for a membership in some service, `known`
    that the bot knows who it is. `personal` keeps a dialog out of rooms.
    """

    roles: frozenset[Role] | None = None
    states: frozenset[LogState] = LIVE
    taking_part: frozenset[ParticipantState] = frozenset({ParticipantState.MED})
    works: bool = False
    known: bool = True
    personal: bool = False


ANYBODY = Rule(known=False)
ANY_WORKER = Rule(works=True)
ANY_PARTICIPANT = Rule(roles=EVERYBODY)
WRITERS = Rule(roles=FAMILY | HELPERS, states=frozenset({LogState.AKTIV}))
HELPERS_ONLY = Rule(roles=HELPERS)
