"""The one way into the database: turns, each one transaction that commits whole or not at all."""

from collections.abc import Callable, Generator
from concurrent.futures import Future
from contextlib import closing, contextmanager
from typing import TypeVar

from sqlalchemy import Connection

from domain.clock import Clock
from domain.policy import Policy
from storage import erasures, schema
from storage.engines import give_up, is_sqlite, keys_address, open_engine, say
from storage.errors import Closed
from storage.keys import KeySession
from storage.keystore import KeyStore
from storage.pool import THREADS, Pool
from storage.unit import Unit
from storage.work import Turn
from storage.writer import Writer

T = TypeVar("T")


class Database:
    """A database and its key store, open; raises `Behind`, `Ahead` and `Unguarded` at once.

    `guarded` False opens one whose triggers do not stand, to be verified.
    """

    def __init__(
        self,
        url: str,
        *,
        keys_url: str | None,
        master_key: bytes,
        clock: Clock,
        policy: Policy,
        guarded: bool = True,
    ) -> None:
        self.url, self.keys_url = url, keys_address(url, keys_url)
        self._clock, self._policy = clock, policy
        self._sqlite = is_sqlite(url)
        schema.check(url, keys_url, guarded=guarded)
        self._engine = open_engine(url, THREADS)
        self._store = KeyStore(self.keys_url, master_key, THREADS)
        self._closed = False
        way = Writer if self._sqlite else Pool
        self._way: Writer | Pool = way(self._engine, self._store, self._new_unit)
        if guarded:
            self._replay_erasures()

    def turn(self, work: Callable[[Unit], T], *, arrived: float | None = None) -> Future[T]:
        """Have work done in one transaction; the future is answered after COMMIT.

        Eight seconds after `arrived` (`time.monotonic()`) it is too late: the turn is rolled back
        and the future raises `TooLate`. Work may be run more than once, and only the last run
        counts; what it raises rolls it back and comes out of the future.
        """
        if self._closed:
            raise Closed("The database is closed.")
        return self._later(work, arrived)

    def do(self, work: Callable[[Unit], T]) -> T:
        """Have work done and wait for it, without a deadline."""
        return self.turn(work).result()

    @contextmanager
    def reading(self) -> Generator[Unit]:
        """Give a unit that reads one moment of the database, beside the turns; it cannot write."""
        with (
            self._engine.connect() as db,
            closing(KeySession(self._store)) as keys,
        ):
            if self._sqlite:
                say(db, "PRAGMA query_only = ON")
                say(db, "BEGIN")
            else:
                say(db, "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")
            try:
                yield self._new_unit(db, keys)
            finally:
                give_up(db)
                if self._sqlite:
                    say(db, "PRAGMA query_only = OFF")

    def close(self) -> None:
        """Finish what waits, end the threads, close the connections."""
        if not self._closed:
            self._closed = True
            self._way.close()
            self._engine.dispose()
            self._store.close()

    def _replay_erasures(self) -> None:
        try:
            erasures.replay(self)
        except BaseException:
            self.close()  # or its threads would keep the process alive
            raise

    def _later(self, work: Callable[[Unit], T], arrived: float | None = None) -> Future[T]:
        turn = Turn(work, arrived)
        self._way.submit(turn)
        return turn.future

    def _new_unit(self, db: Connection, keys: KeySession) -> Unit:
        return Unit(
            reads=db,
            keys=keys,
            now=self._clock(),
            policy=self._policy,
            clock=self._clock,
            later=self._later,
            alone=self._sqlite,
        )
