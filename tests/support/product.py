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

PATIENCE = 60.0
"""Seconds that the product may take to answer."""


@dataclass(frozen=True)
class Product:
    """A running product: where to look, and where it keeps its data."""

    url: str
    data: Path

    def stafett(self, *words: str) -> subprocess.CompletedProcess[str]:
        """Run a command of `stafett` on the product's own database."""
        settings = {
            "STAFETT_APP_ID": "5afe77b0-0000-4000-8000-000000003978",
            "STAFETT_APP_TYPE": "statisk",
            "STAFETT_APP_TOKEN": (self.data / "app-token").read_text(),
            "STAFETT_TENANTS": "6c1f0a52-8d0e-4f5b-9a77-2f0b5a1c0001",
            "STAFETT_DATABASE_URL": f"sqlite:///{self.data / 'stafett.db'}",
            "STAFETT_KEY_URL": f"file:{self.data / 'master.key'}",
            "STAFETT_ANCHOR_DIR": str(self.data / "anker"),
            "PATH": "/usr/bin:/bin",
        }
        return subprocess.run(
            [sys.executable, "-m", "bot", *words],
            env=settings,
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
