"""How long a room may keep its lane waiting: what is new in the log must reach its readers.

Jobs of one room are done in order, so one that waits for the network holds back all behind it.
"""

from datetime import timedelta

from bot.backoff import passes
from bot.pace import Held
from bot.ports import Carried
from bot.wire import ConnectorError
from storage import rooms
from storage.unit import Unit

SHORT = 10.0
"""Seconds that a room's jobs are held back for; a longer wait is stood aside for."""
TRIES = 7
"""Tries before a room is left as it is until the next hour: about two minutes."""
LATE = timedelta(minutes=2)
"""How old news may grow while it waits for its room."""
LEFT = 424


def stood_aside(logg: str, no: Held | ConnectorError, attempts: int) -> Carried:
    """Have a room looked at again later, behind what is to be posted there; raises a short no.

    What does not pass within some tries is given up aloud; the clock has it tried again.
    """
    wait = no.wait if isinstance(no, Held) else no.retry_after or 0.0
    if wait > SHORT:
        after = timedelta(seconds=wait)
        return Carried("put_off", lambda unit: _ordered(unit, logg, after))
    if isinstance(no, ConnectorError) and passes(no) and attempts >= TRIES:
        raise ConnectorError(LEFT, no.code or str(no.status))
    raise no


def _ordered(unit: Unit, logg: str, after: timedelta) -> None:
    rooms.look(unit, logg, after)


def waits_long(no: Held | ConnectorError) -> bool:
    """Tell whether a no will last."""
    wait = no.wait if isinstance(no, Held) else no.retry_after or 0.0
    return wait > LATE.total_seconds()
