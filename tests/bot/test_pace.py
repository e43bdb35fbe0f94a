"""The platform's limits are kept: by waiting a moment, or by being held until later."""

import asyncio
from dataclasses import dataclass, field

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.pace import GRAPH_TEAM, READS, SENDS, SHORT, TENANT, Held, Limits, Pace, Window

LIMITS = [SENDS, READS, TENANT, GRAPH_TEAM]


@dataclass
class Time:
    """A clock that sleeping moves."""

    now: float = 1000.0
    slept: list[float] = field(default_factory=list)

    def __call__(self) -> float:
        return self.now

    async def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.now += seconds


@pytest.fixture
def time() -> Time:
    return Time()


@pytest.fixture
def pace(time) -> Pace:
    return Pace(time, time.sleep)


@settings(max_examples=60, deadline=None)
@given(
    limits=st.sampled_from(LIMITS),
    pauses=st.lists(st.floats(0, 3) | st.just(0.0), min_size=10, max_size=120),
)
def test_no_window_ever_holds_more_calls_than_the_platform_takes(limits: Limits, pauses):
    time = Time()
    pace, made = Pace(time, time.sleep), []

    async def call_all():
        for pause in pauses:
            time.now += pause
            try:
                await pace.go(("thread", limits))
            except Held as held:
                time.now += held.wait
                continue
            made.append(time.now)

    asyncio.run(call_all())
    assert made
    for calls, seconds in limits.windows:
        for first, last in zip(made, made[calls:], strict=False):
            assert last - first > seconds


async def test_a_short_wait_is_waited_and_a_long_one_is_told(pace, time):
    short, long = Limits("s", (Window(1, 0.5),)), Limits("l", (Window(1, 30),))
    await pace.go(("a", short))
    await pace.go(("a", short))
    assert time.slept == [pytest.approx(0.55)]
    await pace.go(("b", long))
    with pytest.raises(Held) as caught:
        await pace.go(("b", long))
    assert (caught.value.code, caught.value.wait) == ("Pace", pytest.approx(33))
    assert len(time.slept) == 1


async def test_what_is_held_has_counted_nowhere(pace):
    once = Limits("once", (Window(1, 60),))
    await pace.go(("full", once))
    with pytest.raises(Held):
        await pace.go(("free", once), ("full", once))
    await pace.go(("free", once))


async def test_conversations_and_kinds_of_calls_are_counted_apart(pace, time):
    for _ in range(7):
        await pace.go(("a", SENDS))
    await pace.go(("b", SENDS))
    await pace.go(("a", READS))
    assert time.slept == []


async def test_what_the_platform_closes_is_closed_for_so_long(pace, time):
    pace.close("a", 20)
    with pytest.raises(Held) as caught:
        await pace.go(("a", SENDS))
    assert caught.value.wait == pytest.approx(20)
    await pace.go(("b", SENDS))
    time.now += 20
    await pace.go(("a", SENDS))


async def test_many_at_once_wait_no_longer_than_a_moment_each(time):
    """Calls that wait for each other in vain are held, not kept waiting for ever."""
    pace, held = Pace(time, time.sleep), []

    async def call():
        begun = time.now
        try:
            await pace.go(("team", GRAPH_TEAM))
        except Held:
            held.append(time.now - begun)

    await asyncio.gather(*(call() for _ in range(40)))
    assert held
    assert max(held) <= SHORT + 0.2


async def test_names_that_nothing_is_sent_to_are_forgotten(pace, time):
    for n in range(100):
        await pace.go((f"chat-{n}", SENDS))
    time.now += 2 * 3600
    await pace.go(("last", SENDS))
    assert len(pace) == 1
