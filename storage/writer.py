"""SQLite's way: one thread runs every turn, each in a savepoint, and commits all that wait at once.

If the outer transaction is lost, its turns are run again. Futures are answered after COMMIT.
"""

from collections import deque
from collections.abc import Callable, Sequence
from contextlib import closing
from queue import Empty, SimpleQueue
from threading import Thread
from time import monotonic

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import DBAPIError

from storage.engines import begun, give_up, say
from storage.keys import KeySession
from storage.keystore import KeyStore
from storage.unit import Unit
from storage.work import Caught, Turn

MOST = 64
"""Turns in one commit."""
LONGEST = 0.050
"""Seconds after which a commit takes no more turns."""
TRIES = 3
"""How often a turn is run when commits fail for a reason that is not its own."""


class Writer:
    """The thread and its queue."""

    def __init__(
        self, engine: Engine, store: KeyStore, new_unit: Callable[[Connection, KeySession], Unit]
    ) -> None:
        self._engine, self._store, self._new_unit = engine, store, new_unit
        self._queue: SimpleQueue[Turn | None] = SimpleQueue()
        self._again: deque[Turn] = deque()
        self._closing = False
        self._thread = Thread(target=self._live, name="storage-writer")
        self._thread.start()

    def submit(self, turn: Turn) -> None:
        """Put a turn in the queue."""
        self._queue.put(turn)

    def close(self) -> None:
        """Do what waits, then end the thread."""
        self._queue.put(None)
        self._thread.join()

    def _live(self) -> None:
        with self._engine.connect() as db:
            while True:
                turn = self._next(wait=not self._closing)
                if turn is not None:
                    self._batch(db, turn)
                elif self._closing:
                    return

    def _next(self, *, wait: bool) -> Turn | None:
        if self._again:
            return self._again.popleft()
        try:
            turn = self._queue.get(block=wait)
        except Empty:
            return None
        if turn is None:
            self._closing = True
        return turn

    def _batch(self, db: Connection, first: Turn) -> None:
        keys = KeySession(self._store, careful=first.tries > 0)
        ran: list[Turn] = []
        stands = False
        try:
            say(db, "BEGIN IMMEDIATE")
        except DBAPIError as error:  # another process is writing
            self._lost([first], error)
            return
        with closing(keys):
            with Caught() as caught:
                self._fill(db, keys, first, ran)
                stands = self._commit(db, keys, ran)
            if caught.error is not None:
                give_up(db)
                self._lost(ran, caught.error)
            elif stands:
                for turn in ran:
                    turn.finish()

    def _fill(self, db: Connection, keys: KeySession, first: Turn, ran: list[Turn]) -> None:
        until = monotonic() + LONGEST
        turn: Turn | None = first
        while turn is not None:
            if turn.start() and self._run(db, keys, turn):
                ran.append(turn)
            if len(ran) == MOST or monotonic() > until or not begun(db):
                return
            turn = self._next(wait=False)

    def _run(self, db: Connection, keys: KeySession, turn: Turn) -> bool:
        unit = self._new_unit(db, keys)
        with Caught() as caught, unit.savepoint():
            turn.run(unit)
        if caught.error is not None:
            turn.fail(caught.error)
        return caught.error is None

    def _commit(self, db: Connection, keys: KeySession, ran: list[Turn]) -> bool:
        """Commit, unless a turn is late by now: that one is out, and the others run again."""
        late = [turn for turn in ran if turn.late]
        if begun(db) and not late:
            keys.commit()
            say(db, "COMMIT")
            return True
        give_up(db)  # or SQLite did by itself, as when the disk is full
        for turn in late:
            turn.time_out()
        self._put_back([turn for turn in ran if turn not in late])
        return False

    def _lost(self, turns: Sequence[Turn], error: BaseException) -> None:
        """Run the turns of a lost transaction again, but not for ever."""
        for turn in turns:
            turn.tries += 1
            if turn.tries == TRIES and turn.start():
                turn.fail(error)
        self._put_back([turn for turn in turns if turn.tries < TRIES])

    def _put_back(self, turns: Sequence[Turn]) -> None:
        self._again.extendleft(reversed(turns))
