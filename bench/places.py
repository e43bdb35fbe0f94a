"""Where the bench keeps its things, and which core is whose."""

import os
import socket
import tempfile
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

from bench.names import LOOPBACK

HOME = Path(__file__).parent
WORK = HOME / ".work"
"""Databases; on the disk of the work tree, so that a commit is a real one."""
ENVIRONMENTS = HOME / ".env"
"""A Python environment for each peer."""
RESULTS = HOME / "results"


def cores() -> tuple[int, int]:
    """Give the core of the server and the core of all else; the same one where there is one.

    Asked once, before anybody is bound to a core.
    """
    free = sorted(os.sched_getaffinity(0))
    return free[0], free[-1]


@contextmanager
def scratch() -> Generator[Path]:
    """Give a new folder that is gone afterwards; others may pass through it, as PostgreSQL must."""
    WORK.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory(dir=WORK, ignore_cleanup_errors=True) as made:
        Path(made).chmod(0o711)
        yield Path(made)


def free_port() -> int:
    """Give a port of this machine that nobody listens on."""
    with socket.socket() as probe:
        probe.bind((LOOPBACK, 0))
        return int(probe.getsockname()[1])
