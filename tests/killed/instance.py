"""One bot in a process of its own: started, waited for, killed without a word, or stopped."""

import asyncio
import http.client
import socket
import subprocess
import sys
import time
from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from bot.commands.surroundings import environment
from bot.settings import PREFIX
from domain.clock import system_clock

ROOT = Path(__file__).parents[2]
PATIENCE = 60.0
"""Seconds that a start or a stop may take on a busy machine."""


@dataclass
class Instance:
    """A process with its port, its settings, and the file of all that it has said."""

    name: str
    port: int
    settings: Mapping[str, str]
    log: Path
    process: "subprocess.Popen[bytes] | None" = field(default=None, repr=False)

    def start(self) -> None:
        """Start it; `ready` waits until it answers."""
        with self.log.open("ab") as said:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "bot", "serve"],
                env=environment(PREFIX, self.settings),
                stdin=subprocess.DEVNULL,
                stdout=said,
                stderr=said,
                cwd=ROOT,
            )

    @property
    def alive(self) -> bool:
        return self.process is not None and self.process.poll() is None

    async def ready(self) -> None:
        """Wait until it takes turns; fails when it ends by itself."""
        until = time.monotonic() + PATIENCE
        while not await asyncio.to_thread(self._answers):
            assert self.alive, f"{self.name} ended by itself: {self.last_words()}"
            assert time.monotonic() < until, f"{self.name} does not answer: {self.last_words()}"
            await asyncio.sleep(0.05)

    def kill(self) -> datetime:
        """End it with SIGKILL, at once; give the moment when it was gone."""
        assert self.process is not None
        self.process.kill()
        self.process.wait(PATIENCE)
        return system_clock()

    def stop(self) -> int:
        """Ask it to stop and give its exit code."""
        assert self.process is not None
        self.process.terminate()
        return self.process.wait(PATIENCE)

    def last_words(self) -> str:
        return self.log.read_text(encoding="utf-8", errors="replace")[-2000:]

    def _answers(self) -> bool:
        with closing(http.client.HTTPConnection("127.0.0.1", self.port, timeout=2)) as connection:
            try:
                connection.request("GET", "/readyz")
                return connection.getresponse().status == http.HTTPStatus.OK
            except (OSError, http.client.HTTPException):
                return False


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as one:
        return int(one.getsockname()[1])
