"""The log's end is not kept at all."""

from tests.broken_logs.hand import HEAD, Hand

flaw = (14, "hode")
anchored = False


def breaks(hand: Hand, _other: str) -> None:
    hand.unit.db.execute(HEAD.delete().where(HEAD.c.logg == hand.logg))
