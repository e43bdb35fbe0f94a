"""The log's end is kept as another than its last entry."""

from tests.broken_logs.hand import Hand

flaw = (14, "hode")
anchored = False


def breaks(hand: Hand, _other: str) -> None:
    hand.end(13)
