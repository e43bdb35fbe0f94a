"""When a delivery that failed is tried again, and when it is not."""

from datetime import timedelta

from bot.wire import ConnectorError

FIRST_WAIT = timedelta(seconds=2)
LONGEST_WAIT = timedelta(minutes=30)
MOST_ATTEMPTS = 100
"""With the longest wait between most of them: about two days."""
MOST_FAULTS = 7
"""Tries of a job that meets a fault of our own, a minute or two: it holds its whole lane back."""
PASSING = frozenset({0, 401, 408, 412, 429})
"""Statuses that may be another the next time, besides those from 500 on; 0 is no answer."""


def passes(error: ConnectorError) -> bool:
    """Tell whether a no may be a yes the next time."""
    # Another instance may know an address that this one has not met.
    unmet = error.code == "UnknownServiceUrl"
    return unmet or error.status in PASSING or error.status >= 500


def wait_before(attempts: int, asked: float | None, chance: float) -> timedelta:
    """Give the pause before the next try: as asked (seconds), else doubling; `chance` is 0 to 1."""
    if asked is not None:
        return min(timedelta(seconds=asked), LONGEST_WAIT) + FIRST_WAIT * chance
    longest = min(FIRST_WAIT * 2 ** min(attempts - 1, 20), LONGEST_WAIT)
    return longest * (0.5 + chance / 2)
