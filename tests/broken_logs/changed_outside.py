"""An entry says that it was written an hour earlier."""

from datetime import timedelta

from tests.broken_logs.hand import Hand

flaw = (10, "endret")
anchored = False


def breaks(hand: Hand, _other: str) -> None:
    hand.change(10, at=hand.row(10)["at"] - timedelta(hours=1))
