"""The whole product as two real processes on free ports, as `stafett try` runs it."""

import http.client
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Generator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from bot.commands.bydel import read_bydel
from bot.commands.surroundings import Surroundings, environment
from bot.settings import PREFIX

PATIENCE = 60.0
"""Seconds that the product may take to answer."""


@dataclass(frozen=True)
class Product:
    """A running product: where to look, and where it keeps its data."""

    url: str
    data: Path

    def stafett(self, *words: str) -> subprocess.CompletedProcess[str]:
        """Run a command of `stafett` on the product's own database."""
        around = Surroundings(self.data, 0, 0)
        settings = around.settings(around.prepare(), read_bydel().tenants)
        return subprocess.run(
            [sys.executable, "-m", "bot", *words],
            env=environment(PREFIX, settings),
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )


@contextmanager
def running(data: Path) -> Generator[Product]:
    """Start the product, wait until it answers, and stop it as Ctrl-C does."""
    bot, sandbox = _free_port(), _free_port()
    command = [sys.executable, "-m", "bot", "try", "--data", str(data)]
    command += ["--port", str(bot), "--sandbox-port", str(sandbox)]
    with (data.parent / "try.log").open("w") as said:
        process = subprocess.Popen(command, stdout=said, stderr=subprocess.STDOUT)
        try:
            _wait(process, bot, data.parent / "try.log")
            yield Product(f"http://127.0.0.1:{sandbox}/", data)
        finally:
            process.send_signal(signal.SIGINT)
            process.wait(30)


def _wait(process: subprocess.Popen[bytes], port: int, log: Path) -> None:
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        assert process.poll() is None, log.read_text()
        if _answers(port):
            return
        time.sleep(0.2)
    raise AssertionError(f"the product does not answer: {log.read_text()}")


def _answers(port: int) -> bool:
    with closing(http.client.HTTPConnection("127.0.0.1", port, timeout=2)) as connection:
        try:
            connection.request("GET", "/readyz")
            return connection.getresponse().status == 200
        except OSError:
            return False


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
