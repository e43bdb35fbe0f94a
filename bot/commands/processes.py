"""Two processes side by side: started, waited for until they answer, stopped together."""

import http.client
import signal
import subprocess
import sys
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

PATIENCE = 60.0
"""Seconds that a process may take until it answers."""
FAREWELL = 15.0
"""Seconds that it may take to stop before it is ended."""


class Ended(Exception):
    """A process ended by itself; the text is the last that it said."""


@dataclass
class Process:
    """One program of ours in a process of its own, with its words in a file."""

    module: tuple[str, ...]
    environment: Mapping[str, str]
    log: Path
    _running: subprocess.Popen[bytes] | None = field(default=None, repr=False)

    def start(self) -> None:
        """Start it, away from this process's terminal: a Ctrl-C reaches it through `stop` alone."""
        with self.log.open("ab") as log:
            self._running = subprocess.Popen(  # noqa: S603 - this program's own modules
                [sys.executable, "-m", *self.module],
                env=dict(self.environment),
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )

    def check(self) -> None:
        """Raise `Ended` when it is no longer running."""
        if self._running is not None and self._running.poll() is not None:
            lines = self.log.read_text(encoding="utf-8", errors="replace").strip().splitlines()
            raise Ended(lines[-1] if lines else "")

    def wait_until_it_answers(self, port: int, path: str) -> None:
        """Wait for a 200 from it on this machine; raises `Ended`, also when it takes too long."""
        last = time.monotonic() + PATIENCE
        while not _answers(port, path):
            self.check()
            if time.monotonic() > last:
                raise Ended(f"no answer on port {port} within {PATIENCE:.0f} s")
            time.sleep(0.1)

    def ask_to_stop(self) -> None:
        """Ask it to stop."""
        if self._running is not None and self._running.poll() is None:
            self._running.send_signal(signal.SIGTERM)

    def see_it_stop(self) -> None:
        """Wait until it has stopped; end it when it does not."""
        if self._running is None:
            return
        try:
            self._running.wait(FAREWELL)
        except subprocess.TimeoutExpired:
            self._running.kill()
            self._running.wait()


def _answers(port: int, path: str) -> bool:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=2)
    try:
        connection.request("GET", path)
        return connection.getresponse().status == http.HTTPStatus.OK
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()
