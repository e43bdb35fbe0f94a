"""All servers of one run, standing side by side: one core for them, the other for all else."""

from collections.abc import Generator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass

from rich.console import Console

from bench import bot, cases, issuer, peering
from bench.bot import Store
from bench.cases import Case, turns
from bench.dataset import HUGE, POSTGRESQL, SMALL, SQLITE, Size, standing
from bench.issuer import Issuer
from bench.loading import Target
from bench.peering import Peer
from bench.places import cores
from bench.turns import Door

OURS = {SQLITE: "Stafett, SQLite", POSTGRESQL: "Stafett, PostgreSQL"}
GROWN = {SQLITE: "SQLite, 1 000 000", POSTGRESQL: "PostgreSQL, 1 000 000"}
DELIVERING = "Stafett, SQLite, courier at work"
SHARING = "Stafett, PostgreSQL, same core"


@dataclass(frozen=True, slots=True)
class Scene:
    """What a run has: whom to compare with, on which engines, and whether with huge databases."""

    peers: tuple[Peer, ...]
    engines: tuple[str, ...]
    huge: bool


class Setting:
    """Starts servers on the first core, each for as long as the stack is open.

    `stores` are the databases below ours, in the order that they were started.
    """

    def __init__(self, other_end: Issuer, console: Console, stack: ExitStack) -> None:
        self._other_end, self._console, self._stack = other_end, console, stack
        self._core, self._others = cores()
        self.stores: list[Store] = []

    def peer(self, peer: Peer) -> list[Case]:
        """Start a peer and give its one case."""
        serving = peering.serving(peer, self._other_end, self._core, self._console)
        target = self._stack.enter_context(serving)
        return [Case(peer.name, cases.ECHO, target, tuple(peering.echoes(self._other_end)))]

    def ours(
        self, name: str, engine: str, size: Size, kinds: tuple[str, ...], *, apart: bool = True
    ) -> list[Case]:
        """Start our bot on a database and give its cases; `apart`: PostgreSQL on the other core."""
        core = self._others if apart else self._core
        data = self._stack.enter_context(standing(engine, size, core, self._console))
        self.stores.append(data.store)
        serving = bot.serving(data.store, self._other_end, self._core)
        running = self._stack.enter_context(serving)
        pids, token = (running.running.pid, *data.pids), self._other_end.token()
        target = Target(running.port, pids, token, data.store.form_key)
        door = Door(running.port, token, self._other_end.url)
        return turns(name, target, door, data.logs, kinds)


@contextmanager
def scene(wanted: Scene, console: Console) -> Generator[list[Case]]:
    """Start everything inside a `with` and give the cases.

    The Connector is busy, so that the courier waits; at one server more it delivers meanwhile.
    """
    with ExitStack() as stack:
        other_end = stack.enter_context(issuer.serving(busy=True))
        setting = Setting(other_end, console, stack)
        made = [case for peer in wanted.peers for case in setting.peer(peer)]
        for engine in wanted.engines:
            made += setting.ours(OURS[engine], engine, SMALL, cases.OURS)
            if wanted.huge:
                made += setting.ours(GROWN[engine], engine, HUGE, cases.GROWN)
        open_hand = Setting(stack.enter_context(issuer.serving()), console, stack)
        made += open_hand.ours(DELIVERING, SQLITE, SMALL, (cases.SUBMIT,))
        if POSTGRESQL in wanted.engines:
            made += setting.ours(SHARING, POSTGRESQL, SMALL, cases.SHARED, apart=False)
        yield made
