"""An entry holds what was written in another log; the chain was made to fit."""

from tests.broken_logs.hand import LAST, Hand

flaw = (10, "innhold")
anchored = False


def breaks(hand: Hand, other: str) -> None:
    hand.change(10, ciphertext=hand.row(10, other)["ciphertext"])
    hand.recut(10)
    hand.end(LAST)
