"""Our own server: a database with a bydel in it, and the bot process on top."""

import sys
from collections.abc import Generator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from bench.issuer import Issuer
from bench.names import APP_ID, LOOPBACK, TENANT
from bench.places import free_port
from bench.process import Running, start
from bot.settings import PREFIX
from bot.subkeys import FORMS, subkey
from domain.clock import system_clock
from domain.policy import load_policy
from storage import schema
from storage.database import Database
from storage.master import load_master_key


@dataclass(frozen=True, slots=True)
class Store:
    """Where the bot keeps its data: a folder for its keys, and a database's address."""

    folder: Path
    url: str

    @property
    def key_file(self) -> Path:
        """Give the file of the master key."""
        return self.folder / "hovednokkel"

    @property
    def form_key(self) -> bytes:
        """Give the key of the nonces, as the bot derives it."""
        return subkey(load_master_key(self.key_file), FORMS)


@contextmanager
def opened(store: Store, now: datetime | None = None) -> Generator[Database]:
    """Open a store's database, made when it is not there, at a moment or by the clock."""
    schema.upgrade(store.url, None)
    database = Database(
        store.url,
        keys_url=None,
        master_key=load_master_key(store.key_file),
        clock=(lambda: now) if now else system_clock,
        policy=load_policy(),
    )
    try:
        yield database
    finally:
        database.close()


@dataclass(frozen=True, slots=True)
class Bot:
    """A running bot, and the store below it."""

    running: Running
    port: int
    store: Store


@contextmanager
def serving(
    store: Store, issuer: Issuer, core: int, module: tuple[str, ...] = ("bot", "serve")
) -> Generator[Bot]:
    """Run the bot, or a module that runs it, on a core."""
    port = free_port()
    command = (sys.executable, "-m", *module)
    running = start(command, core, store.folder / "bot.log", _environment(store, issuer, port))
    try:
        running.wait_for(port)
        yield Bot(running, port, store)
    finally:
        running.stop()


def _environment(store: Store, issuer: Issuer, port: int) -> Mapping[str, str]:
    said = {
        "app_id": APP_ID,
        "app_type": "statisk",
        "app_token": "bench",
        "tenants": TENANT,
        "database_url": store.url,
        "openid_metadata_url": issuer.metadata_url,
        "key_url": f"file:{store.key_file}",
        "listen": f"{LOOPBACK}:{port}",
        "anchor_dir": str(store.folder / "anker"),
    }
    return {f"{PREFIX}{name.upper()}": value for name, value in said.items()}
