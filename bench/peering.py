"""The peers: each an echo on a core, with the same card, the same token and the same calls."""

import sys
from collections.abc import Generator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from rich.console import Console

from bench import places
from bench.activities import Sender
from bench.calls import Template
from bench.environments import python_of
from bench.issuer import ISSUER, Issuer
from bench.loading import Target
from bench.names import APP_ID, ID, Account
from bench.places import HOME, free_port
from bench.process import start


@dataclass(frozen=True, slots=True)
class Peer:
    """A program to compare with; without an environment it runs in ours."""

    name: str
    script: str
    environment: str = ""

    def python(self, console: Console) -> Path:
        """Give the interpreter that runs it."""
        return python_of(self.environment, console) if self.environment else Path(sys.executable)


BARE = Peer("bare aiohttp, PyJWT", "bare")
STOCK = Peer("botbuilder 4.17.1", "botbuilder_stock", "botbuilder")
AGENTS = Peer("Agents SDK 1.9.0", "agents_sdk", "agents")
TEAMS = Peer("Teams SDK 2.1.1", "teams_sdk", "teams")
SDKS = (STOCK, AGENTS, TEAMS)


@contextmanager
def serving(peer: Peer, issuer: Issuer, core: int, console: Console) -> Generator[Target]:
    """Run a peer on a core inside a `with`."""
    python, port = peer.python(console), free_port()
    command = (python, HOME / "peers" / f"{peer.script}.py")
    running = start(command, core, places.WORK / f"{peer.script}.log", _environment(issuer, port))
    try:
        running.wait_for(port)
        yield Target(port, (running.pid,), issuer.token())
    finally:
        running.stop()


def echoes(issuer: Issuer) -> list[Template]:
    """Give the call that every echo answers: task/fetch, as ours are asked for an entry."""
    data = {"msteams": {"type": "task/fetch"}, "dialog": "innslag", "logg": "SL-7F3K", "seq": 12}
    someone = Sender(Account("", "5afe0000-0000-4000-8000-000000000001"), issuer.url)
    return [Template(someone.invoke("task/fetch", data, ID), b"AdaptiveCard")]


def _environment(issuer: Issuer, port: int) -> Mapping[str, str]:
    return {
        "BENCH_PORT": str(port),
        "BENCH_APP_ID": APP_ID,
        "BENCH_ISSUER": ISSUER,
        "BENCH_METADATA_URL": issuer.metadata_url,
        "BENCH_KEYS_URL": f"{issuer.url}keys",
    }
