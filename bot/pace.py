"""Pace: how many calls the platform takes, kept by counting those of this process.

Several instances do not count together: what goes over the platform's limits then is answered
429, and waits as long as that says.
"""

import asyncio
import time
from collections import OrderedDict, deque
from collections.abc import Awaitable, Callable
from typing import NamedTuple

SHORT = 1.0
"""Seconds that a call may wait here; one that must wait longer is held."""
_SLACK = 1.1
"""Calls do not arrive as evenly as they leave: each window is kept a tenth longer."""


class Window(NamedTuple):
    """So many calls in so many seconds, at most."""

    calls: int
    seconds: float


class Limits(NamedTuple):
    """What is counted together, for each name that it is counted for."""

    kind: str
    windows: tuple[Window, ...]


# The Bot Connector's limits, as of 2026-10-08: for one bot in one conversation, and for one app in
# one tenant. Graph's: for one app on one team.
SENDS = Limits("send", (Window(7, 1), Window(8, 2), Window(60, 30), Window(1800, 3600)))
READS = Limits("read", (Window(14, 1), Window(16, 2), Window(120, 30), Window(3600, 3600)))
TENANT = Limits("tenant", (Window(50, 1),))
GRAPH_TEAM = Limits("graph", (Window(4, 1),))
Key = tuple[str, str]
_LONGEST = 3600.0


class Held(Exception):
    """It is not the time for a call: `wait` seconds must pass; `code` says what holds it."""

    def __init__(self, code: str, wait: float) -> None:
        super().__init__(f"{code} {wait:.1f}")
        self.code = code
        self.wait = wait


class Pace:
    """Counts calls by what they are made to; `clock` and `sleep` are in seconds."""

    def __init__(
        self,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self._clock = clock
        self._sleep = sleep
        self._made: OrderedDict[Key, deque[float]] = OrderedDict()
        self._closed: dict[str, float] = {}

    def __len__(self) -> int:
        """Give how many names calls are remembered for."""
        return len(self._made)

    async def go(self, *counted: tuple[str, Limits]) -> None:
        """Count a call towards some names; waits a moment, or raises `Held`."""
        until = self._clock() + SHORT
        while True:
            now = self._clock()
            wait = max(self._wait(limits, name, now) for name, limits in counted)
            if wait <= 0:
                break
            if now + wait > until:
                raise Held("Pace", wait)
            await self._sleep(wait)
        for name, limits in counted:
            self._count(limits, name, now)

    def close(self, name: str, seconds: float) -> None:
        """Let nothing go to a name for a while, as the platform has asked."""
        self._closed[name] = self._clock() + seconds

    def _wait(self, limits: Limits, name: str, now: float) -> float:
        key = limits.kind, name
        made = self._made.get(key, deque[float]())
        waits = [self._closed.get(name, now) - now]
        for calls, seconds in limits.windows:
            if len(made) >= calls:
                waits.append(made[-calls] + seconds * _SLACK - now)
        return max(waits)

    def _count(self, limits: Limits, name: str, now: float) -> None:
        key, longest = (limits.kind, name), max(window.calls for window in limits.windows)
        self._made.setdefault(key, deque(maxlen=longest)).append(now)
        self._made.move_to_end(key)
        self._forget(now)

    def _forget(self, now: float) -> None:
        """Drop the names that nothing was sent to for longer than any window."""
        for name in [name for name, until in self._closed.items() if until <= now]:
            del self._closed[name]
        while self._made:
            key, made = next(iter(self._made.items()))
            if made[-1] > now - _LONGEST * _SLACK:
                return
            del self._made[key]
