"""PostgreSQL's way: eight threads, each turn on its own connection, run again when it must be."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from time import monotonic

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import DBAPIError

from storage import heads
from storage.engines import begun, give_up, say
from storage.errors import Closed, KeyTaken, LockFirst, StorageError, TooLate, Unsure
from storage.keys import KeySession
from storage.keystore import KeyStore
from storage.unit import Unit
from storage.work import SECONDS, Caught, Turn

THREADS = 8
TRIES = 6
_AGAIN = frozenset({"40001", "40P01", "23505"})
"""Serialization failure, deadlock, and the unique violation of two turns that did the same."""
_WAITED = frozenset({"55P03", "57014"})
"""Lock not available, query cancelled: what waiting too long for another turn ends in."""


class Pool:
    """The threads."""

    def __init__(
        self, engine: Engine, store: KeyStore, new_unit: Callable[[Connection, KeySession], Unit]
    ) -> None:
        self._engine, self._store, self._new_unit = engine, store, new_unit
        self._threads = ThreadPoolExecutor(THREADS, thread_name_prefix="storage")

    def submit(self, turn: Turn) -> None:
        """Hand a turn to the next free thread."""
        try:
            self._threads.submit(self._settle, turn)
        except RuntimeError:
            raise Closed("The database is closing.") from None

    def close(self) -> None:
        """Do what waits, then end the threads."""
        self._threads.shutdown()

    def _settle(self, turn: Turn) -> None:
        if turn.start():
            with Caught() as caught:
                self._insist(turn, set())
            if caught.error is not None:
                turn.fail(caught.error)

    def _insist(self, turn: Turn, locks: set[str]) -> None:
        """Run a turn until it stands, or fails for a reason of its own."""
        while True:
            try:
                self._attempt(turn, locks)
            except LockFirst as missing:
                locks.add(missing.logg)
            except (KeyTaken, DBAPIError) as error:
                turn.tries += 1
                self._judge(error, turn)
            if turn.stands:  # whatever happened after COMMIT
                return

    def _judge(self, error: KeyTaken | DBAPIError, turn: Turn) -> None:
        """Raise unless the turn stands, or another run can help."""
        if turn.stands:
            return
        if turn.tries == TRIES:
            raise error
        if isinstance(error, KeyTaken):
            return
        state = getattr(error.orig, "sqlstate", None)
        if state in _WAITED:
            raise TooLate("The turn waited too long for another one.") from error
        if not (state in _AGAIN or error.connection_invalidated):
            raise error

    def _attempt(self, turn: Turn, locks: set[str]) -> None:
        careful = turn.tries > 0
        with (
            self._engine.connect() as db,
            closing(KeySession(self._store, careful=careful)) as keys,
        ):
            unit = self._new_unit(db, keys)
            say(db, _begin(turn))
            try:
                for logg in sorted(locks):
                    heads.lock(unit, logg)
                turn.run(unit)
                self._commit(db, keys, turn)
            except BaseException:
                give_up(db)
                raise
            turn.stands = True
            turn.finish()

    def _commit(self, db: Connection, keys: KeySession, turn: Turn) -> None:
        if not begun(db):  # PostgreSQL would answer COMMIT with a silent ROLLBACK
            raise StorageError("The turn hid an error that had ended its transaction.")
        keys.commit()
        turn.check_time()
        try:
            say(db, "COMMIT")
        except DBAPIError as error:
            if error.connection_invalidated:
                raise Unsure("The connection was lost at COMMIT; ask again.") from error
            raise


def _begin(turn: Turn) -> str:
    """Begin, and let no lock or statement outlast the time that the turn has left."""
    begin = "BEGIN ISOLATION LEVEL READ COMMITTED"
    if turn.arrived is None:
        return begin
    left = max(1, round((turn.arrived + SECONDS - monotonic()) * 1000))
    return f"{begin}; SET LOCAL lock_timeout = {left}; SET LOCAL statement_timeout = {left}"
