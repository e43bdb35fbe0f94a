"""One siege: a sandbox, the bots, people at work, and kills; then everything is let settle."""

import asyncio
import json
import random
from collections.abc import AsyncGenerator, Callable, Mapping, Sequence
from contextlib import asynccontextmanager, closing
from dataclasses import dataclass, field
from datetime import datetime

import aiohttp

from domain.clock import system_clock
from sandbox.app import running as sandbox_running
from sandbox.client import Client as Sandbox
from sandbox.issuer import Issuer
from sandbox.keys import KeyRing
from sandbox.settings import Settings as SandboxSettings
from tests.killed import present
from tests.killed.acts import Act
from tests.killed.instance import Instance, free_port
from tests.killed.line import Client, Json, Line
from tests.killed.load import Load, Writer
from tests.killed.outbox import Outbox
from tests.killed.strikes import Kill, Point, Strikes
from tests.killed.world import World
from tests.support.team import TENANT

TOKEN = "token"
LEASE = 5
"""Seconds; as short as a delivery on a busy machine allows."""
Told = Callable[[], None]


@dataclass(frozen=True)
class Plan:
    """Where the kills hit, how many instances there are, and what chance starts from.

    `pause` is how long somebody rests between two acts, on average, in seconds.
    """

    points: Sequence[Point]
    instances: int
    seed: int
    pause: float = 0.2


@dataclass
class Outcome:
    """What was done, what hit, and what came to whom in the end."""

    acts: list[Act] = field(default_factory=list[Act])
    kills: list[Kill] = field(default_factory=list[Kill])
    wrong: list[str] = field(default_factory=list[str])
    received: dict[str, list[Json]] = field(default_factory=dict[str, list[Json]])
    logs: list[str] = field(default_factory=list[str])
    repeated: int = 0

    def keep(self, world: World) -> None:
        """Write down what was done, for whoever must find out what went wrong."""
        acts = [one.__dict__ | {"by": one.by.key, "log": one.log.code} for one in self.acts]
        told = {"kills": [one.__dict__ for one in self.kills], "acts": acts, "wrong": self.wrong}
        said = json.dumps(told, default=str, indent=1, ensure_ascii=False)
        (world.folder / "siege.json").write_text(said, encoding="utf-8")


async def besiege(world: World, plan: Plan, outcome: Outcome, told: Told = lambda: None) -> None:
    """Carry a siege out; `told` is called after every kill. Fails when something never settles."""
    ports = [free_port() for _ in range(plan.instances)]
    async with sandbox(world, ports[0]) as (settings, teams), aiohttp.ClientSession() as session:
        instances = [instance(world, settings, number, port) for number, port in enumerate(ports)]
        issuer = Issuer(settings, KeyRing(settings.data / "keys.json"), system_clock)
        chance = random.Random(plan.seed)
        load = Load(Line(session, issuer), ports, chance, plan.pause, outcome.acts, outcome.wrong)
        try:
            with closing(Outbox(world.url, LEASE)) as outbox:
                strikes = Strikes(instances, load, teams, outbox, chance, outcome.kills)
                await _carry_out(world, plan, strikes, told)
            outcome.wrong += _stopped(instances)
            outcome.received = await _received(world, teams)
        finally:
            for one in instances:
                if one.alive:
                    one.kill()
            outcome.logs = [one.log.read_text(errors="replace") for one in instances]
            outcome.keep(world)


async def _carry_out(world: World, plan: Plan, strikes: Strikes, told: Told) -> None:
    load, teams = strikes.load, strikes.sandbox
    for one in strikes.instances:
        one.start()
    await asyncio.gather(*(one.ready() for one in strikes.instances))
    await teams.installed(60)
    clients = await _clients(world, teams)
    writers = [
        Writer(load, log, clients[one.key]) for log in world.logs for one in log.people.values()
    ]
    async with asyncio.TaskGroup() as group:
        for writer in writers:
            group.create_task(writer.work())
        for point in plan.points:
            await strikes.strike(point)
            told()
        load.stopping = True
    await present.asked_again(load)
    await strikes.outbox.empty()
    await present.left(load, world.logs[0], clients)
    await strikes.outbox.empty()


@asynccontextmanager
async def sandbox(world: World, port: int) -> AsyncGenerator[tuple[SandboxSettings, Sandbox]]:
    """Run a sandbox with the world's people, whose bot is at a port, inside a `with`."""
    settings = SandboxSettings(
        port=0,
        bot_url=f"http://127.0.0.1:{port}/api/messages",
        app_token=TOKEN,
        data=world.folder / "sandbox",
        bydel=world.bydel,
    )
    async with sandbox_running(settings) as real, Sandbox(real.service_url) as teams:
        yield real, teams


def instance(world: World, sandbox: SandboxSettings, number: int, port: int) -> Instance:
    """Give a bot of the world that is yet to be started."""
    given = {
        "app_id": sandbox.app_id,
        "app_type": "statisk",
        "app_token": TOKEN,
        "tenants": TENANT,
        "database_url": world.url,
        "openid_metadata_url": f"{sandbox.service_url}.well-known/openidconfiguration",
        "graph_url": f"{sandbox.service_url}graph/v1.0",
        "key_url": f"file:{world.master_key}",
        "listen": f"127.0.0.1:{port}",
        "anchor_dir": str(world.anchors),
        "lease_seconds": str(LEASE),
        "log_level": "WARNING",
    }
    return Instance(f"bot-{number}", port, given, world.folder / f"bot-{number}.log")


async def _clients(world: World, teams: Sandbox) -> Mapping[str, Client]:
    """Let everybody write once, as the sandbox does it, and write on in the same manner."""
    said = {one.key: await teams.says(one.key, "mine logger") for one in world.accounts}
    return {one.key: Client(one, said[one.key]["raw"]["activity"]) for one in world.accounts}


def _stopped(instances: Sequence[Instance]) -> list[str]:
    codes = {one.name: one.stop() for one in instances}
    return [f"{name} stopped with exit code {code}" for name, code in codes.items() if code]


async def _received(world: World, teams: Sandbox) -> dict[str, list[Json]]:
    chats = {one.key: await teams.chat(one.key) for one in world.accounts}
    return {
        key: [message["activity"] for message in chat if message["sender"] == "bot"]
        for key, chat in chats.items()
    }


def moment_of(activity: Json) -> datetime:
    """Give when the sandbox received a message."""
    return datetime.fromisoformat(activity["timestamp"])
