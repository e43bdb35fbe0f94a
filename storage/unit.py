"""One turn's hold on the database: a transaction, the time, the keys, and what comes after."""

from collections.abc import Callable, Generator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import datetime
from uuid import uuid4

from sqlalchemy import Connection
from sqlalchemy.exc import SQLAlchemyError

from domain.clock import Clock
from domain.policy import Policy
from storage.engines import say
from storage.keys import KeySession

Hook = Callable[[], None]


@dataclass(slots=True, eq=False)
class Unit:
    """What a turn works with; `now` stands still for the whole turn.

    `alone` says that nobody else writes while the turn runs; `locked` holds the logs whose head
    the turn has locked. `later` hands in another turn without waiting for it.
    """

    db: Connection
    keys: KeySession
    now: datetime
    policy: Policy
    clock: Clock
    later: "Callable[[Callable[[Unit], object]], object]"
    alone: bool = False
    locked: set[str] = field(default_factory=set[str])
    hooks: list[Hook] = field(default_factory=list[Hook])
    must_lock: str | None = None
    _depth: int = 0

    @contextmanager
    def savepoint(self) -> Generator[None]:
        """Roll back rows, new keys and hooks of what is done inside when an exception leaves it."""
        name, keys, hooks = f"s{self._depth}", self.keys.mark(), len(self.hooks)
        say(self.db, f"SAVEPOINT {name}")
        self._depth += 1
        try:
            yield
        except BaseException:
            self.keys.rewind(keys)
            del self.hooks[hooks:]
            with suppress(SQLAlchemyError):  # the whole transaction may be lost already
                say(self.db, f"ROLLBACK TO {name}")
                say(self.db, f"RELEASE {name}")
            raise
        else:
            say(self.db, f"RELEASE {name}")
        finally:
            self._depth -= 1

    def after_commit(self, hook: Hook) -> None:
        """Have something done after COMMIT, outside the transaction; not when it rolls back."""
        self.hooks.append(hook)

    def new_id(self) -> str:
        """Draw a random id (32 hexadecimal digits)."""
        return uuid4().hex
