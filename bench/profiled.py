"""The bot as it is served, with every thread profiled and every statement counted.

SIGUSR1 begins anew; at the end both are written to the folder that is named. Without the word
`cpu` nothing is profiled, so that the turns take the time that they take; with `quiet` the courier
carries nothing.
"""

import asyncio
import cProfile
import pstats
import re
import signal
import sys
import threading
from collections import Counter
from pathlib import Path
from typing import Any

import orjson
from sqlalchemy import Engine, event

from bot.app import serve
from bot.commands.beginning import begin
from bot.courier import Courier

_TIMEOUT = re.compile(r"timeout = \d+")


class Counted:
    """Statements by their text."""

    def __init__(self) -> None:
        self.found: Counter[str] = Counter()

    def __call__(self, *given: Any) -> None:
        """Count a statement that is about to be sent."""
        text = _TIMEOUT.sub("timeout = …", str(given[2]))
        self.found[" ".join(text.split())] += 1


class Profiles:
    """A profile of each thread."""

    def __init__(self) -> None:
        self._all: list[cProfile.Profile] = []

    def begin(self, *_: object) -> None:
        """Profile the thread that calls this, from now."""
        profile = cProfile.Profile()
        self._all.append(profile)
        profile.enable()

    def clear(self) -> None:
        """Forget what was seen."""
        for profile in self._all:
            profile.clear()

    def write(self, path: Path) -> None:
        """Write all threads' profiles as one."""
        stats = pstats.Stats(self._all[0])
        for profile in self._all[1:]:
            stats.add(profile)
        stats.dump_stats(path)


async def _idle(self: Courier) -> None:  # noqa: ARG001 - it stands in for a method
    await asyncio.Event().wait()


def main(folder: Path, *, profiled: bool, quiet: bool) -> None:
    """Serve until asked to stop, then write what was seen."""
    counted, profiles = Counted(), Profiles()
    if quiet:
        Courier.run = _idle
    event.listen(Engine, "before_cursor_execute", counted)
    if profiled:
        threading.setprofile(profiles.begin)  # the first thing that a new thread does
        profiles.begin()

    def anew(*_: object) -> None:
        counted.found.clear()
        profiles.clear()

    signal.signal(signal.SIGUSR1, anew)
    asyncio.run(serve(begin("INFO")))
    (folder / "statements.json").write_bytes(orjson.dumps(counted.found.most_common()))
    if profiled:
        profiles.write(folder / "turns.prof")


if __name__ == "__main__":
    main(Path(sys.argv[1]), profiled="cpu" in sys.argv[2:], quiet="quiet" in sys.argv[2:])
