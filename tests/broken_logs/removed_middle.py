"""An entry in the middle is gone."""

from tests.broken_logs.hand import Hand

flaw = (10, "hull")
anchored = False


def breaks(hand: Hand, _other: str) -> None:
    hand.remove(10)
