"""Whoever holds the keys too has rewritten a text and cut the chain anew."""

from tests.broken_logs.hand import Hand

flaw = (12, "omskrevet")
anchored = True


def breaks(hand: Hand, _other: str) -> None:
    hand.reseal(11, lambda body: body.update(text="Ingenting hendte."))
