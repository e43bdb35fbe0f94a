"""An entry goes on from the one before the last, and so do all that follow it."""

from tests.broken_logs.hand import LAST, Hand

flaw = (12, "gren")
anchored = False


def breaks(hand: Hand, _other: str) -> None:
    hand.recut(12, hand.row(10)["hash"])
    hand.end(LAST)
