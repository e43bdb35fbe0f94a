"""One clock for the sandbox, handed in, so that tests can choose the time."""

from collections.abc import Callable
from datetime import UTC, datetime

Clock = Callable[[], datetime]
"""Gives the present moment, aware, in UTC."""


def system_clock() -> datetime:
    """Give the machine's time, aware, in UTC."""
    return datetime.now(UTC)
