"""One byte of an entry's ciphertext is another."""

from tests.broken_logs.hand import Hand

flaw = (10, "endret")
anchored = False


def breaks(hand: Hand, _other: str) -> None:
    body = bytearray(hand.row(10)["ciphertext"])
    body[-1] ^= 1
    hand.change(10, ciphertext=bytes(body))
