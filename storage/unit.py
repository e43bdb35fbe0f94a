"""One turn's hold on the database: a transaction, the time, the keys, and what comes after."""

from collections.abc import Callable, Generator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import datetime
from random import getrandbits
from time import time_ns
from typing import NamedTuple
from uuid import uuid4

from sqlalchemy import Connection
from sqlalchemy.exc import SQLAlchemyError

from domain.clock import Clock
from domain.policy import Policy
from storage.engines import say
from storage.keys import KeySession

Hook = Callable[[], None]


class End(NamedTuple):
    """The last entry of a log: its number, hash and moment."""

    seq: int
    hash: bytes
    at: datetime


@dataclass(slots=True, eq=False)
class Unit:
    """What a turn works with; `now` stands still for the whole turn.

    `db` is for what may change something, `reads` for what only reads. `alone` says that nobody
    else writes while the turn runs; `locked` holds the ends of the logs that the turn has locked;
    `half_done` says that an entry lacks its projections. `later` hands in another turn without
    waiting for it, whatever comes of this one.
    """

    reads: Connection
    keys: KeySession
    now: datetime
    policy: Policy
    clock: Clock
    later: "Callable[[Callable[[Unit], object]], object]"
    alone: bool = False
    locked: dict[str, End] = field(default_factory=dict[str, End])
    hooks: list[Hook] = field(default_factory=list[Hook])
    must_lock: str | None = None
    half_done: bool = False
    _depth: int = field(default=0, init=False)
    _said: int = field(default=0, init=False)

    @property
    def db(self) -> Connection:
        """Give the connection to change something by: what a savepoint holds back is said now."""
        if self._said < self._depth:
            begins = [f"SAVEPOINT s{no}" for no in range(self._said, self._depth)]
            self._said = self._depth
            for command in begins if self.alone else ["; ".join(begins)]:
                say(self.reads, command)
        return self.reads

    @contextmanager
    def savepoint(self) -> Generator[None]:
        """Roll back rows, new keys and hooks of what is done inside when an exception leaves it.

        The database hears of it when something is about to change.
        """
        keys, hooks = self.keys.mark(), len(self.hooks)
        locked, half_done = dict(self.locked), self.half_done
        self._depth += 1
        try:
            yield
        except BaseException:
            self.keys.rewind(keys)
            del self.hooks[hooks:]
            self.half_done = half_done
            self.locked = locked  # an end that moved is back, a lock may be asked for again
            self._end(undo=True)
            raise
        else:
            self._end(undo=False)

    def _end(self, *, undo: bool) -> None:
        self._depth -= 1
        if self._said <= self._depth:
            return  # nothing was changed inside
        self._said, name = self._depth, f"s{self._depth}"
        if not undo:
            if self.alone:  # the next turn begins where this savepoint ends; elsewhere COMMIT does
                say(self.reads, f"RELEASE {name}")
            return
        with suppress(SQLAlchemyError):  # the whole transaction may be lost already
            say(self.reads, f"ROLLBACK TO {name}")
            say(self.reads, f"RELEASE {name}")

    def after_commit(self, hook: Hook) -> None:
        """Have something done after COMMIT, outside the transaction; not when it rolls back.

        It runs on the turn's own thread, before the answer, and must not wait for another turn.
        """
        self.hooks.append(hook)

    def new_id(self) -> str:
        """Draw a random id (32 hexadecimal digits)."""
        return uuid4().hex

    def next_id(self) -> str:
        """Draw an id for a row that nobody points at: later ones lie beside each other on disk."""
        return f"{time_ns():016x}{getrandbits(64):016x}"  # unique; that it is not secret is no harm
