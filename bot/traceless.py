"""Dialogs that leave no trace: no receipt, job, access row or address, and no name in any line."""

from bot.admission import admit
from bot.call import COMMAND, OPEN, Call
from cards.form import typed_of
from dialogs.base import Dialog
from dialogs.reply import Drawn, Refused, Say, Show, Swap
from dialogs.turn import Turn

NAME = OUTCOME = "annet"
"""What stands in log lines and metrics for a traceless dialog, and for one that does not exist."""


def drawn(turn: Turn, dialog: Dialog, call: Call) -> Drawn | None:
    """Give what a traceless dialog shows; nothing at all where its rule says no (in a room)."""
    step = dialog.steps[call.step if call.step in (OPEN, COMMAND) else OPEN]
    try:
        admit(turn, dialog, step, call)
        reply = step.run(turn, typed_of(call.data))
    except Refused:
        return None
    if not isinstance(reply, Show | Say | Swap):
        raise TypeError("A traceless dialog shows, and keeps nothing.")
    return reply
