"""One turn's hold on the database: a transaction, the time, the keys, and what comes after."""

from collections.abc import Callable, Generator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import datetime
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

    `alone` says that nobody else writes while the turn runs; `locked` holds the ends of the logs
    that the turn has locked; `half_done` says that an entry lacks its projections. `later` hands
    in another turn without waiting for it, whatever comes of this one.
    """

    db: Connection
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
    _depth: int = 0

    @contextmanager
    def savepoint(self) -> Generator[None]:
        """Roll back rows, new keys and hooks of what is done inside when an exception leaves it."""
        name, keys, hooks = f"s{self._depth}", self.keys.mark(), len(self.hooks)
        locked, half_done = dict(self.locked), self.half_done
        say(self.db, f"SAVEPOINT {name}")
        self._depth += 1
        try:
            yield
        except BaseException:
            self.keys.rewind(keys)
            del self.hooks[hooks:]
            self.half_done = half_done
            self.locked = locked  # a lock taken inside is given back, an end that moved is back
            with suppress(SQLAlchemyError):  # the whole transaction may be lost already
                say(self.db, f"ROLLBACK TO {name}")
                say(self.db, f"RELEASE {name}")
            raise
        else:
            say(self.db, f"RELEASE {name}")
        finally:
            self._depth -= 1

    def after_commit(self, hook: Hook) -> None:
        """Have something done after COMMIT, outside the transaction; not when it rolls back.

        It runs on the turn's own thread, before the answer, and must not wait for another turn.
        """
        self.hooks.append(hook)

    def new_id(self) -> str:
        """Draw a random id (32 hexadecimal digits)."""
        return uuid4().hex
