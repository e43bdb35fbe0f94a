"""A clock that stands still until a test moves it."""

from datetime import UTC, datetime, timedelta


class StillClock:
    """Gives the same moment (a Monday morning in Norway) until told otherwise."""

    def __init__(self, now: datetime = datetime(2026, 3, 2, 8, 0, tzinfo=UTC)) -> None:
        self.now = now

    def __call__(self) -> datetime:
        return self.now

    def move(self, **by: float) -> datetime:
        """Move by `days`, `hours`, `minutes`, `seconds` … and give the new moment."""
        self.now += timedelta(**by)
        return self.now
