"""The last entry is gone, and the log's end still tells of it."""

from tests.broken_logs.hand import LAST, Hand

flaw = (14, "kuttet")
anchored = False


def breaks(hand: Hand, _other: str) -> None:
    hand.remove(LAST)
