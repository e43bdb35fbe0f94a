"""When a process is killed: at any moment, or at one where most is at stake."""

import asyncio
import random
import time
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from sandbox.client import Client as Sandbox
from tests.killed.instance import PATIENCE, Instance
from tests.killed.load import Heard, Load
from tests.killed.outbox import Outbox

QUIET = 1.2
"""Seconds that pass at most before somebody is to be killed again."""
SLOW = 0.4
"""Seconds that a delivery takes when one is to be caught in the middle."""


class Point(StrEnum):
    """Where a kill hits."""

    ANY = "at any moment"
    SENT = "while a form is with it"
    ACKNOWLEDGED = "right after an acknowledgement"
    DELIVERING = "in the middle of a delivery"
    STARTING = "while it starts"

    @property
    def kills(self) -> int:
        """Give how many kills it takes: whoever starts has been killed before."""
        return 2 if self is Point.STARTING else 1


@dataclass(frozen=True)
class Kill:
    """One SIGKILL: when the process was gone, which one, where it hit."""

    at: datetime
    name: str
    point: Point


@dataclass
class Strikes:
    """Kills one of the instances at a time, and starts it again."""

    instances: Sequence[Instance]
    load: Load
    sandbox: Sandbox
    outbox: Outbox
    chance: random.Random
    kills: list[Kill] = field(default_factory=list[Kill])
    point: Point = Point.ANY

    async def strike(self, point: Point) -> None:
        """Kill somebody at such a point; whoever was killed is up again when this returns."""
        self.point = point
        await asyncio.sleep(self.chance.uniform(0.1, QUIET))
        ways: dict[Point, Callable[[], Awaitable[Instance]]] = {
            Point.ANY: self._at_any_moment,
            Point.SENT: self._while_a_form_is_with_it,
            Point.ACKNOWLEDGED: self._right_after_an_acknowledgement,
            Point.DELIVERING: self._in_the_middle_of_a_delivery,
            Point.STARTING: self._while_it_starts,
        }
        victim = await ways[point]()
        if point is Point.DELIVERING:
            await self.sandbox.mends()
            await self._others_take_over()
        victim.start()
        await victim.ready()

    async def _at_any_moment(self) -> Instance:
        return self._kill(self.chance.choice(self.instances))

    async def _while_a_form_is_with_it(self) -> Instance:
        """Kill whichever instance a form is sent to, a few milliseconds afterwards."""
        port = await self._first(lambda hook: setattr(self.load, "sending", hook))
        await asyncio.sleep(self.chance.uniform(0, 0.02))
        return self._kill(self._at(port))

    async def _right_after_an_acknowledgement(self) -> Instance:
        """Kill whichever instance acknowledges something, before anything else happens here."""

        def at_once(port: int) -> None:
            self._kill(self._at(port))

        port = await self._first(lambda hook: setattr(self.load, "heard", hook), at_once)
        return self._at(port)

    async def _in_the_middle_of_a_delivery(self) -> Instance:
        """Kill while the sandbox holds back its answers to some deliveries."""
        count = 2 * len(self.instances)
        await self.sandbox.breaks("slow", count=count, seconds=SLOW)
        until = time.monotonic() + PATIENCE
        while await self._slow_left() == count:
            assert time.monotonic() < until, "there was nothing to deliver"
            await asyncio.sleep(0.005)
        await asyncio.sleep(self.chance.uniform(0, SLOW * 1.5))
        return self._kill(self.chance.choice(self.instances))

    async def _slow_left(self) -> int:
        faults = await self.sandbox.ask("GET", "/sandbox/faults")
        return sum(int(one["count"]) for one in faults if one["kind"] == "slow")

    async def _while_it_starts(self) -> Instance:
        """Kill, start again, and kill before or soon after it takes turns."""
        victim = self._kill(self.chance.choice(self.instances))
        victim.start()
        await asyncio.sleep(self.chance.uniform(0.5, 3.0))
        return self._kill(victim)

    async def _others_take_over(self) -> None:
        """Wait, where others are up, until they have delivered what was due at the last kill."""
        if any(one.alive for one in self.instances):
            await self.outbox.empty_of_what_was_due(self.kills[-1].at)

    async def _first(self, hang: Callable[[Heard], None], also: Heard | None = None) -> int:
        """Wait for the first port that a hook is told of; the hook is taken down again."""
        told: asyncio.Future[int] = asyncio.get_running_loop().create_future()

        def hook(port: int) -> None:
            if not told.done() and self._at(port).alive:
                if also is not None:
                    also(port)
                told.set_result(port)

        hang(hook)
        try:
            async with asyncio.timeout(PATIENCE):
                return await told
        finally:
            hang(lambda _: None)

    def _at(self, port: int) -> Instance:
        return next(one for one in self.instances if one.port == port)

    def _kill(self, victim: Instance) -> Instance:
        self.kills.append(Kill(victim.kill(), victim.name, self.point))
        return victim
