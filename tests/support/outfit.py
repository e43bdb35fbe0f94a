"""A real bot in a process of its own, the sandbox beside it, and all that it says and keeps."""

import asyncio
import socket
import sys
from collections.abc import AsyncGenerator, Iterable, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import aiohttp
import pytest
from aiohttp import web
from aiohttp.typedefs import Handler, Middleware

from bot.commands import bydel
from bot.commands.surroundings import Surroundings, environment
from bot.opening import open_database, open_policy
from bot.settings import PREFIX, load_settings
from sandbox.app import running as sandbox_running
from sandbox.client import Client
from sandbox.settings import Settings as SandboxSettings
from storage import schema
from storage.master import load_master_key

PATIENCE = 30.0
"""Seconds that the bot may take to be ready, and to stop."""
FROM_THE_BOT = ("/v3/", "/graph/")


@dataclass
class Outfit:
    """A running bot and the people around it; `sent` is every request that the bot has made."""

    teams: Client
    url: str
    folder: Path
    process: asyncio.subprocess.Process
    token: str
    env: dict[str, str]
    sent: list[bytes] = field(default_factory=list[bytes])

    async def got(self, path: str) -> bytes:
        """Ask the bot itself, as a watcher does."""
        async with self.teams.session.get(f"{self.url}{path}") as response:
            return await response.read()

    def said(self) -> bytes:
        """Give all that the bot has written to stdout and stderr."""
        return (self.folder / "bot.log").read_bytes()

    def files(self) -> Iterator[Path]:
        """Give the files that the bot keeps, as they lie on the disk now."""
        for file in sorted(self.folder.rglob("*")):
            ours = "teams" not in file.relative_to(self.folder).parts
            if file.is_file() and ours and file.name not in ("bot.log", "bydel.toml"):
                yield file

    async def stafett(self, *words: str) -> tuple[int, bytes]:
        """Run a command on what the bot keeps; gives its exit code and all that it writes."""
        command = (sys.executable, "-m", "bot", *words)
        pipe, both = asyncio.subprocess.PIPE, asyncio.subprocess.STDOUT
        ran = await asyncio.create_subprocess_exec(*command, env=self.env, stdout=pipe, stderr=both)
        said, _ = await ran.communicate()
        return ran.returncode or 0, said

    async def quiet(self) -> None:
        """Wait until the bot has sent nothing for a while."""
        for _ in range(20):
            before = len(self.sent)
            await asyncio.sleep(1)
            if len(self.sent) == before:
                return

    async def stops(self) -> None:
        """Let the bot stop in good order."""
        if self.process.returncode is None:
            self.process.terminate()
        await asyncio.wait_for(self.process.wait(), PATIENCE)


@asynccontextmanager
async def fitted_out(
    folder: Path, people: Path, module: str = "bot", **more: str
) -> AsyncGenerator[Outfit]:
    """Start both inside a `with`; `module` is what runs in the bot's process, `more` settings."""
    around = Surroundings(folder, free_port(), free_port())
    known, token = bydel.read_bydel(people), around.prepare()
    given = around.settings(token, known.tenants, *known.teams[:1])
    given |= more
    _prepare(given, known)
    there = SandboxSettings(
        port=around.sandbox_port,
        bot_url=f"http://127.0.0.1:{around.port}/api/messages",
        app_id=given["app_id"],
        app_token=token,
        data=folder / "teams",
        bydel=people,
    )
    with pytest.MonkeyPatch.context() as patch, (folder / "bot.log").open("wb") as log:
        sent = _overheard(patch)
        async with sandbox_running(there) as real, Client(real.service_url) as client:
            env, url = environment(PREFIX, given), f"http://127.0.0.1:{around.port}"
            process = await _started(module, env, log.fileno())
            outfit = Outfit(client, url, folder, process, token, env, sent)
            try:
                await _ready(outfit)
                await client.installed()
                yield outfit
            finally:
                await outfit.stops()


def _prepare(given: dict[str, str], known: bydel.Bydel) -> None:
    settings = load_settings(**given)
    load_master_key(settings.key_file)
    schema.upgrade(settings.database_url, settings.keys_database_url)
    database = open_database(settings, open_policy(settings))
    try:
        database.do(lambda unit: bydel.fill(unit, known))
    finally:
        database.close()


def _overheard(patch: pytest.MonkeyPatch) -> list[bytes]:
    """Keep every request to the Connector and to Graph, as the bot has sent it."""
    sent: list[bytes] = []
    build = web.Application.__init__

    @web.middleware
    async def hear(request: web.Request, handler: Handler) -> web.StreamResponse:
        if request.path.startswith(FROM_THE_BOT):
            line = f"{request.method} {request.raw_path} "
            sent.append(line.encode() + await request.read())
        return await handler(request)

    def built(
        self: web.Application, *, middlewares: Iterable[Middleware] = (), **more: Any
    ) -> None:
        build(self, middlewares=[hear, *middlewares], **more)

    patch.setattr(web.Application, "__init__", built)
    return sent


async def _started(module: str, env: dict[str, str], log: int) -> asyncio.subprocess.Process:
    command = (sys.executable, "-m", module, "serve")
    return await asyncio.create_subprocess_exec(*command, env=env, stdout=log, stderr=log)


async def _ready(outfit: Outfit) -> None:
    for _ in range(int(PATIENCE / 0.05)):
        assert outfit.process.returncode is None, outfit.said().decode()
        try:
            async with outfit.teams.session.get(f"{outfit.url}/readyz") as response:
                if response.status == 200:
                    return
        except aiohttp.ClientError:
            pass
        await asyncio.sleep(0.05)
    raise AssertionError(f"The bot is not ready: {outfit.said().decode()}")


def free_port() -> int:
    """Give a port that nobody listens on."""
    with socket.create_server(("127.0.0.1", 0)) as one:
        return int(one.getsockname()[1])
