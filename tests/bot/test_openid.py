"""Signing keys roll without a restart and without a flood of fetches."""

import asyncio

from bot.openid import AFTER_FAILURE, AT_MOST_EVERY, KeySource


class Hand:
    """A monotonic clock moved by hand."""

    def __init__(self) -> None:
        self.at = 1000.0

    def __call__(self) -> float:
        return self.at


def source(issuer, session, hand) -> KeySource:
    return KeySource(session, f"{issuer.url}metadata", hand)


async def test_a_known_key_costs_one_fetch(issuer, session):
    keys = source(issuer, session, Hand())
    for _ in range(5):
        assert await keys.find("one") is not None
    assert issuer.fetches == 1


async def test_an_unknown_key_is_looked_for_at_once_but_once_a_minute(issuer, session):
    hand = Hand()
    keys = source(issuer, session, hand)
    await keys.find("one")
    hand.at += AFTER_FAILURE
    issuer.published = ["two"]
    assert await keys.find("two") is not None
    assert await keys.find("one") is None
    issuer.published = ["three"]
    hand.at += AT_MOST_EVERY - 1
    assert await keys.find("three") is None
    assert issuer.fetches == 2
    hand.at += 1
    assert await keys.find("three") is not None


async def test_those_who_ask_at_once_share_one_fetch(issuer, session):
    keys = source(issuer, session, Hand())
    found = await asyncio.gather(*(keys.find("one") for _ in range(20)))
    assert all(found)
    assert issuer.fetches == 1


async def test_one_who_gives_up_waiting_does_not_stop_the_fetch(issuer, session):
    keys = source(issuer, session, Hand())
    asking = asyncio.create_task(keys.find("one"))
    await asyncio.sleep(0)
    asking.cancel()
    assert await keys.find("one") is not None


async def test_a_failed_fetch_keeps_the_keys_and_is_tried_again_soon(issuer, session):
    hand = Hand()
    keys = source(issuer, session, hand)
    issuer.broken = True
    assert await keys.find("one") is None
    issuer.broken = False
    assert await keys.find("one") is None
    hand.at += AFTER_FAILURE
    assert await keys.find("one") is not None
    issuer.broken = True
    await keys.refresh()
    assert await keys.find("one") is not None


async def test_a_refresh_takes_up_new_keys_and_drops_old_ones(issuer, session):
    keys = source(issuer, session, Hand())
    await keys.find("one")
    issuer.published = ["two"]
    await keys.refresh()
    assert await keys.find("one") is None
    assert await keys.find("two") is not None
