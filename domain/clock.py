"""One clock, handed in: nothing in the product asks the machine for the time elsewhere."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from functools import lru_cache
from zoneinfo import ZoneInfo

OSLO = ZoneInfo("Europe/Oslo")

Clock = Callable[[], datetime]
"""Gives the present moment, aware, in UTC."""


def system_clock() -> datetime:
    """Give the machine's time, aware, in UTC."""
    return datetime.now(UTC)


@lru_cache(maxsize=256)  # a turn asks for its own moment's day many times
def oslo_day(moment: datetime) -> date:
    """Give the calendar day in Norway at an aware moment."""
    return moment.astimezone(OSLO).date()
