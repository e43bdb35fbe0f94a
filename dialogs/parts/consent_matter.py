"""What a posted card asks consent for: it carries a mark, since a service's name alone can tell."""

from cards.form import Typed
from dialogs.turn import Turn
from domain.codes import FAMILIEN


def mark(turn: Turn, service: str, about: int) -> str:
    """Give what stands on somebody's card for a service and whom it is about."""
    said = f"{service}|{about}"
    return turn.nonces.mark(turn.actor.person, turn.dialog, turn.logg.code, said)


def unmarked(turn: Turn, typed: Typed) -> Typed:
    """Give the service and whom it is about in place of their mark; a foreign one says nothing."""
    marked = typed.value("sak")
    if not marked:
        return typed
    for service in (*turn.policy.services, FAMILIEN):
        for about in (turn.logg.summary.person_no, turn.me):
            if mark(turn, service, about) == marked:
                meant = {"tjeneste": service, "om": str(about)}
                return Typed({**typed.values, **meant}, typed.errors)
    return typed
