"""Reading keys: each unwrapped when it is asked for, and forgotten with its turn.

An entry's key is wrapped by its log's key, that one and a person's by the master key.
"""

from collections.abc import Sequence

from sqlalchemy import Connection

from storage import keystore
from storage.errors import KeyGone
from storage.keystore import KeyStore
from storage.sealed import unseal

Name = tuple[str, ...]
"""Which key: entry, log or person, and of what."""


class KeyRing:
    """The keys that a turn has asked for, over a connection that is opened when needed."""

    def __init__(self, store: KeyStore) -> None:
        self._store = store
        self._open: Connection | None = None
        self._keys: dict[Name, bytes] = {}

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
                found[seq] = unseal(outer, key, place_of("entry", logg, str(seq)))
        return found

    def of_person(self, person: str) -> bytes:
        """Give the key that a person has; raises `KeyGone`."""
        self.look_up((person,))
        name = ("person", person)
        if name not in self._keys:
            raise KeyGone(" ".join(name))
        return self._keys[name]

    def look_up(self, persons: Sequence[str]) -> None:
        """Unwrap the keys of many people at once, those who have one."""
        asked = [person for person in persons if ("person", person) not in self._keys]
        for person, wrapped in keystore.person_keys(self._db, asked).items() if asked else ():
            name = ("person", person)
            self._keys[name] = self._unwrap(wrapped, name)

    def forget(self) -> None:
        """Drop every unwrapped key, so that none outlives its turn or its destruction."""
        self._keys.clear()

    def close(self) -> None:
        """Forget everything and give the connection back."""
        self.forget()
        if self._open is not None:
            self._open.close()
            self._open = None

    def _log(self, logg: str) -> bytes:
        name = ("log", logg)
        if name not in self._keys:
            self._keys[name] = self._unwrap(keystore.log_key(self._db, logg), name)
        return self._keys[name]

    def _unwrap(self, wrapped: bytes | None, name: Name) -> bytes:
        if wrapped is None:
            raise KeyGone(" ".join(name))
        return unseal(self._store.master, wrapped, place_of(*name))


def place_of(*name: str) -> bytes:
    """Say which key it is, so that a wrapped key moved elsewhere does not open."""
    return ":".join(name).encode()
