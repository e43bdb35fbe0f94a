"""Ready is what can take turns; each part that is not says so, and what was given up is told."""

import json
import time
from concurrent.futures import Future
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

import pytest

from bot.clockwork import POLL
from bot.health import Health
from storage.errors import StoreBusy
from storage.undelivered import Tally


@dataclass
class Rows:
    """A database in which the oldest due job has waited for a while, or that gives an error."""

    waited: timedelta | Exception = timedelta(0)

    def turn(self, _: Any) -> Future[timedelta]:
        done: Future[timedelta] = Future()
        if isinstance(self.waited, Exception):
            done.set_exception(self.waited)
        else:
            done.set_result(self.waited)
        return done


@dataclass
class Keys:
    known: bool = True


@dataclass
class Clock:
    beat: float = field(default_factory=time.monotonic)
    outbox: Tally = field(default_factory=lambda: Tally(0, 0))


async def asked(
    rows: Any = None, keys: Any = None, clock: Any = None
) -> tuple[int, dict[str, Any]]:
    health = Health(rows or Rows(), keys or Keys(), clock or Clock())
    answer = await health.ready(None)  # pyright: ignore[reportArgumentType]
    return answer.status, json.loads(answer.body)


async def test_all_is_well():
    status, said = await asked()
    assert (status, said["status"]) == (200, "ok")


@pytest.mark.parametrize(
    ("part", "broken"),
    [
        ("database", {"rows": Rows(StoreBusy("busy"))}),
        ("keys", {"keys": Keys(known=False)}),
        ("clock", {"clock": Clock(time.monotonic() - 20 * POLL)}),
        ("outbox", {"rows": Rows(timedelta(minutes=11))}),
    ],
)
async def test_what_is_not_well_is_named(part, broken):
    status, said = await asked(**broken)
    assert (status, said["status"], said[part]) == (503, "not ready", False)


async def test_a_database_that_takes_too_long_is_not_waited_for(monkeypatch):
    class Slow(Rows):
        def turn(self, _: Any) -> Future[timedelta]:
            return Future()

    monkeypatch.setattr("bot.health.PATIENCE", 0.01)
    status, said = await asked(Slow())
    assert (status, said["database"]) == (503, False)


async def test_what_was_given_up_is_told_and_turns_nobody_away():
    assert await asked(clock=Clock(outbox=Tally(3, 7))) == (
        200,
        {
            "status": "ok",
            "database": True,
            "keys": True,
            "clock": True,
            "outbox": True,
            "given_up": 7,
        },
    )
