"""An entry's key is gone, and nobody ordered that."""

from tests.broken_logs.hand import Hand

flaw = (10, "nokkel")
anchored = False


def breaks(hand: Hand, _other: str) -> None:
    hand.unit.keys.destroy_entry(hand.logg, 10)
