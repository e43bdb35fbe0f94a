"""Whoever holds the keys too has written what no entry can hold."""

from tests.broken_logs.hand import Hand

flaw = (11, "form")
anchored = False


def breaks(hand: Hand, _other: str) -> None:
    hand.reseal(11, lambda body: body.update(nonsense=1))
