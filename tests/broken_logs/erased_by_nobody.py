"""An entry's key is gone, and an order lies there that no two people gave."""

from storage import erasures
from tests.broken_logs.hand import Hand

flaw = (10, "sletting")
anchored = False


def breaks(hand: Hand, _other: str) -> None:
    erasures.order(hand.unit, hand.logg, 10)
