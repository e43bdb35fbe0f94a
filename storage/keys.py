"""Keys for one turn or one batch: unwrapped when asked for, new ones kept before the log is.

An entry's key is wrapped by its log's key, that one and a person's by the master key. New keys are
committed to the key store before the main COMMIT: an orphan key is harmless, an entry without its
key is a loss.
"""

import os
from collections.abc import Sequence

from sqlalchemy import Connection, Table
from sqlalchemy.exc import IntegrityError

from storage import keystore
from storage.errors import KeyGone, KeyTaken
from storage.key_tables import ENTRY_KEY, LOG_KEY, PERSON_KEY
from storage.keystore import KeyStore, Row
from storage.sealed import seal, unseal

LENGTH = 32


class KeySession:
    """Gives keys and holds back new ones until `commit`; `careful` looks for orphans first."""

    def __init__(self, store: KeyStore, *, careful: bool = False) -> None:
        self._store = store
        self._careful = careful
        self._open: Connection | None = None
        self._keys: dict[tuple[str, ...], bytes] = {}
        self._new: list[tuple[str, tuple[str, ...], Row]] = []

    @property
    def _db(self) -> Connection:
        if self._open is None:
            self._open = self._store.connect()
        return self._open

    def for_entry(self, logg: str, seq: int) -> bytes:
        """Give an entry's key; raises `KeyGone`."""
        found = self.many(logg, (seq,))
        if seq not in found:
            raise KeyGone(f"entry {seq} of log {logg}")
        return found[seq]

    def many(self, logg: str, seqs: Sequence[int]) -> dict[int, bytes]:
        """Give the keys that are left of a log's entries; `KeyGone` if the log's is not."""
        held = {seq: self._keys.get(("entry", logg, str(seq))) for seq in seqs}
        found = {seq: key for seq, key in held.items() if key is not None}
        missing = [seq for seq in held if seq not in found]
        if missing:
            wrapped = keystore.entry_keys(self._db, logg, missing)
            outer = self._log(logg) if wrapped else b""
            for seq, key in wrapped.items():
                found[seq] = unseal(outer, key, _name("entry", logg, str(seq)))
        return found

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

    def of_person(self, person: str) -> bytes:
        """Give the key that a person has; raises `KeyGone`."""
        name = ("person", person)
        if name not in self._keys:
            self._keys[name] = self._unwrap(keystore.person_key(self._db, person), name)
        return self._keys[name]

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

    def forget(self) -> None:
        """Drop every unwrapped key, so that none outlives its turn or its destruction."""
        self._keys.clear()

    def close(self) -> None:
        """Forget everything and give the connection back."""
        self.forget()
        self._new.clear()
        if self._open is not None:
            self._open.close()
            self._open = None

    def _destroy(self, doomed: Sequence[tuple[Table, Row]]) -> None:
        self.forget()
        self._store.destroy(self._db, doomed)

    def _log(self, logg: str) -> bytes:
        name = ("log", logg)
        if name not in self._keys:
            self._keys[name] = self._unwrap(keystore.log_key(self._db, logg), name)
        return self._keys[name]

    def _unwrap(self, wrapped: bytes | None, name: tuple[str, ...]) -> bytes:
        if wrapped is None:
            raise KeyGone(" ".join(name))
        return unseal(self._store.master, wrapped, _name(*name))

    def _make(self, kind: str, name: tuple[str, ...], outer: bytes, place: Row) -> bytes:
        key = os.urandom(LENGTH)
        self._new.append((kind, name, {**place, "wrapped": seal(outer, key, _name(*name))}))
        self._keys[name] = key
        return key


def _name(*parts: str) -> bytes:
    """Say which key it is, so that a wrapped key moved elsewhere does not open."""
    return ":".join(parts).encode()
