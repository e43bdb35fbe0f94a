"""Databases for tests: a template made once, a copy for each test, on both engines."""

import shutil
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

from domain.clock import Clock
from domain.policy import load_policy
from storage import schema
from storage.database import Database

MASTER_KEY = bytes(range(32))


def sqlite_url(path: Path) -> str:
    """Give the address of a SQLite file."""
    return f"sqlite:///{path}"


def make_template(folder: Path) -> Path:
    """Make an empty SQLite database with its key store; the copies are made from it."""
    template = folder / "mal.db"
    schema.upgrade(sqlite_url(template), None)
    return template


def copy_sqlite(template: Path, folder: Path) -> str:
    """Copy the template and its key store into a folder; give the copy's address."""
    for name in (template.name, f"{template.name}.keys"):
        shutil.copy(template.with_name(name), folder / name)
    return sqlite_url(folder / template.name)


@contextmanager
def opened(url: str, clock: Clock, *, guarded: bool = True) -> Generator[Database]:
    """Open a database with the shipped policy and the tests' master key; close it afterwards."""
    database = Database(
        url,
        keys_url=None,
        master_key=MASTER_KEY,
        clock=clock,
        policy=load_policy(),
        guarded=guarded,
    )
    try:
        yield database
    finally:
        database.close()
