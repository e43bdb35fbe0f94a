"""The last entries are gone, and the log's end says that it ends before them."""

from tests.broken_logs.hand import LAST, Hand

flaw = (11, "kuttet")
anchored = True


def breaks(hand: Hand, _other: str) -> None:
    for seq in range(11, LAST + 1):
        hand.remove(seq)
    hand.end(10)
