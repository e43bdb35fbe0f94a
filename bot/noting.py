"""Access rows: who met which entries, and who was turned away; one row a turn and log."""

import hashlib

from bot.call import Call
from dialogs.turn import Actor, Turn
from domain.codes import Door
from storage import access, logs
from storage.unit import Unit


def note_access(turn: Turn, outcome: str) -> None:
    """Keep who saw what in this turn; turns without a log leave no row."""
    if turn.view is None:
        return
    access.record(
        turn.unit,
        logg=turn.view.id,
        viewer=turn.actor.person,
        dialog=turn.dialog,
        door=turn.door,
        seqs=turn.seen,
        outcome=outcome,
    )


def note_refusal(unit: Unit, call: Call, actor: Actor, dialog: str, reason: str) -> None:
    """Keep that somebody was turned away from a log, known or not; a stranger is a digest."""
    code = str(call.data.get("logg") or "")[:32]
    if not code:
        return
    stranger = hashlib.sha256(":".join(actor.identity).encode()).hexdigest()[:16]
    access.record(
        unit,
        logg=logs.by_code(unit, code) or "",
        viewer=actor.person or f"ukjent:{stranger}",
        dialog=dialog,
        door=Door.LISTE,
        seqs=[],
        outcome=f"avvist_{reason}",
    )
