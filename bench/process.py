"""A program of its own on one core: started, waited for, stopped."""

import os
import signal
import subprocess
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from bench.asking import answers
from bench.places import HOME

_PATIENCE = 60.0
LEASHED = ("setpriv", "--pdeathsig", "TERM")


class NotUp(Exception):
    """A program ended, or did not answer in time; the text is the last that it said."""


@dataclass(frozen=True)
class Running:
    """A running program; `log` holds what it says."""

    process: subprocess.Popen[bytes]
    log: Path

    @property
    def pid(self) -> int:
        """Give its process id."""
        return self.process.pid

    def wait_for(self, port: int) -> None:
        """Wait until it takes connections; raises `NotUp`."""
        until = time.monotonic() + _PATIENCE
        while not answers(port):
            if self.process.poll() is not None or time.monotonic() > until:
                raise NotUp(self.log.read_text(errors="replace")[-2000:])
            time.sleep(0.05)

    def stop(self, by: signal.Signals = signal.SIGTERM, within: float = 20) -> None:
        """Ask it to stop and wait (seconds); it is ended when it does not."""
        if self.process.poll() is None:
            self.process.send_signal(by)
        try:
            self.process.wait(within)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()


def start(
    command: Sequence[str | Path], core: int, log: Path, environment: Mapping[str, str]
) -> Running:
    """Start a program bound to a core; it ends when this process does, however that comes."""
    log.parent.mkdir(parents=True, exist_ok=True)
    bound = [*LEASHED, "taskset", "-c", str(core), *map(str, command)]
    with log.open("wb") as said:
        process = subprocess.Popen(
            bound,
            env={**os.environ, **environment},
            cwd=HOME.parent,
            stdin=subprocess.DEVNULL,
            stdout=said,
            stderr=said,
        )
    return Running(process, log)
