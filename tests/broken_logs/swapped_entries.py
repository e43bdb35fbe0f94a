"""Two entries have changed places."""

from tests.broken_logs.hand import Hand

flaw = (10, "lenke")
anchored = False


def breaks(hand: Hand, _other: str) -> None:
    hand.change(10, seq=-1)
    hand.change(11, seq=10)
    hand.change(-1, seq=11)
