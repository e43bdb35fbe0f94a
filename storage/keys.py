"""Keys for one turn or one batch: new ones held back until the log is about to be committed.

New keys are committed to the key store before the main COMMIT: an orphan key is harmless, an entry
without its key is a loss.
"""

import os
from collections.abc import Sequence

from sqlalchemy import Table
from sqlalchemy.exc import IntegrityError

from storage import keystore
from storage.errors import KeyGone, KeyTaken
from storage.key_ring import KeyRing, Name, place_of
from storage.key_tables import ENTRY_KEY, LOG_KEY, PERSON_KEY
from storage.keystore import KeyStore, Row
from storage.sealed import seal

LENGTH = 32


class KeySession(KeyRing):
    """Reads keys, makes new ones and destroys old ones; `careful` looks for orphans first."""

    def __init__(self, store: KeyStore, *, careful: bool = False) -> None:
        super().__init__(store)
        self._careful = careful
        self._new: list[tuple[str, Name, Row]] = []

    def new_entry(self, logg: str, seq: int) -> bytes:
        """Make a key for an entry that is about to be written; raises `KeyGone` for a dead log."""
        outer = self._log(logg)
        if self._careful and (left := self.many(logg, (seq,)).get(seq)):
            return left  # of a turn that did not reach its COMMIT
        place = {"logg": logg, "seq": seq}
        return self._make(ENTRY_KEY.name, ("entry", logg, str(seq)), outer, place)

    def new_log(self, logg: str) -> bytes:
        """Make the key of a new log."""
        return self._make(LOG_KEY.name, ("log", logg), self._store.master, {"logg": logg})

    def for_person(self, person: str) -> bytes:
        """Give a person's key, made when they have none."""
        try:
            return self.of_person(person)
        except KeyGone:
            name = ("person", person)
            return self._make(PERSON_KEY.name, name, self._store.master, {"person": person})

    def destroy(self, orders: Sequence[tuple[str, int]]) -> None:
        """Destroy the keys of entries (log and number) at once; number 0 is the whole log's."""
        doomed: list[tuple[Table, Row]] = []
        for logg, seq in orders:
            if seq:
                doomed.append((ENTRY_KEY, {"logg": logg, "seq": seq}))
            else:
                doomed += [(LOG_KEY, {"logg": logg}), (ENTRY_KEY, {"logg": logg})]
        self._destroy(doomed)

    def destroy_entry(self, logg: str, seq: int) -> None:
        """Destroy an entry's key at once."""
        self.destroy([(logg, seq)])

    def destroy_log(self, logg: str) -> None:
        """Destroy a log's key and those of all its entries at once."""
        self.destroy([(logg, 0)])

    def destroy_person(self, person: str) -> None:
        """Destroy a person's key at once."""
        self._destroy([(PERSON_KEY, {"person": person})])

    def mark(self) -> int:
        """Give the point to which `rewind` can go back."""
        return len(self._new)

    def rewind(self, mark: int) -> None:
        """Drop the new keys made since a mark."""
        for _, name, _ in self._new[mark:]:
            self._keys.pop(name, None)
        del self._new[mark:]

    def commit(self) -> None:
        """Put the new keys in the store; raises `KeyTaken` when one is there already."""
        rows: dict[str, list[Row]] = {}
        for kind, _, row in self._new:
            rows.setdefault(kind, []).append(row)
        if rows:
            try:
                keystore.add(self._db, rows)
            except IntegrityError:
                raise KeyTaken from None
            self._new.clear()

    def close(self) -> None:
        """Forget everything, new keys too, and give the connection back."""
        self._new.clear()
        super().close()

    def _destroy(self, doomed: Sequence[tuple[Table, Row]]) -> None:
        self.forget()
        self._store.destroy(self._db, doomed)

    def _make(self, kind: str, name: Name, outer: bytes, place: Row) -> bytes:
        key = os.urandom(LENGTH)
        self._new.append((kind, name, {**place, "wrapped": seal(outer, key, place_of(*name))}))
        self._keys[name] = key
        return key
