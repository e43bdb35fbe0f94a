"""Letting the load run against a server, and what came of it."""

import secrets
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import orjson

from bench.calls import Template, key_said
from bench.places import HOME

CONNECTIONS = 16


class WrongAnswers(Exception):
    """A server answered something else than it should; the text tells how often, and the first."""


@dataclass(frozen=True, slots=True)
class Target:
    """A server: its port, its processes (itself first, then those behind it), whom it lets in."""

    port: int
    pids: tuple[int, ...]
    token: str
    form_key: bytes = b""


@dataclass(frozen=True, slots=True)
class Round:
    """One stretch of load; times in seconds, `cpu` by process as in the target, bytes of memory."""

    turns: int
    seconds: float
    p50: float
    p99: float
    cpu: tuple[float, ...]
    load_cpu: float
    memory: int


@dataclass(frozen=True, slots=True)
class Stretch:
    """How long: until so many calls or seconds are over, whichever is first."""

    calls: int
    seconds: float
    connections: int = CONNECTIONS


def load(target: Target, templates: Sequence[Template], stretch: Stretch, core: int) -> Round:
    """Run the load on a core of its own; raises `WrongAnswers` for a single wrong one."""
    asked = {
        "port": target.port,
        "pids": target.pids,
        "form_key": key_said(target.form_key),
        "templates": [one.packed() for one in templates],
        "token": target.token,
        "run": secrets.token_hex(4),
        "calls": stretch.calls,
        "seconds": stretch.seconds,
        "connections": stretch.connections,
    }
    command = ("taskset", "-c", str(core), sys.executable, "-m", "bench.load")
    said = subprocess.run(
        command, input=orjson.dumps(asked), stdout=subprocess.PIPE, cwd=HOME.parent, check=False
    )
    if said.returncode:
        raise WrongAnswers("the load broke off; what it said stands above")
    found: dict[str, Any] = orjson.loads(said.stdout)
    wrong, first = found.pop("wrong"), found.pop("first_wrong")
    if wrong:
        raise WrongAnswers(f"{wrong} of {found['turns']} answers; the first: {first}")
    cpu = tuple(found.pop("cpu"))
    return Round(cpu=cpu, **found)
