"""What can go wrong below the bot; each text is a sentence for the one who runs it."""


class StorageError(Exception):
    """The common ground of what storage raises."""


class TooLate(StorageError):
    """The turn was not at COMMIT in time and was rolled back; nothing was kept."""


class Closed(StorageError):
    """The database is closing and takes no more turns."""


class Behind(StorageError):
    """The database is older than the program."""

    def __init__(self, what: str, found: str) -> None:
        super().__init__(
            f"The {what} is at version {found} and must be upgraded: run «stafett db upgrade»."
        )


class Ahead(StorageError):
    """The database is newer than the program."""

    def __init__(self, what: str, found: str) -> None:
        super().__init__(
            f"The {what} is at version {found}, which this program does not know. Start the newer "
            "program; «stafett db upgrade» only goes forward."
        )


class Unguarded(StorageError):
    """The triggers that keep the log append-only do not stand."""

    def __init__(self, missing: list[str]) -> None:
        super().__init__(
            f"The log is not protected: {', '.join(missing)} is missing or changed. Run «stafett "
            "verify», find out who removed it, then «stafett db upgrade» to put it back."
        )


class MasterKeyError(StorageError):
    """The master key's file cannot be used; the text says why."""


class KeyGone(StorageError):
    """The key was destroyed, or was never there: what it locked cannot be read by anybody."""

    def __init__(self, what: str) -> None:
        super().__init__(f"There is no key for {what}.")


class BadSeal(StorageError):
    """A ciphertext does not open under its key and its place: it was changed or moved."""


class StoreBusy(StorageError):
    """The key store is in use elsewhere, so its pages still hold a key that was deleted."""


class NoSuchLog(StorageError):
    """There is no log with this id, or it has been discarded."""

    def __init__(self, logg: str) -> None:
        super().__init__(f"There is no log {logg}.")


class NoSuchEntry(StorageError):
    """The log has no entry with this number."""

    def __init__(self, logg: str, seq: int) -> None:
        super().__init__(f"The log {logg} has no entry {seq}.")


class NoGrant(StorageError):
    """Something was to be written or read without the gate's yes for just that."""


class BadEntry(StorageError):
    """An entry contradicts what the log already says; nothing was kept."""


class BadAnchor(StorageError):
    """An anchor file was changed, or does not follow the one before it."""


class LockFirst(Exception):  # not a StorageError: no dialog has anything to say to it
    """A turn wrote to a log that it had not locked before it decided; it is run again, locked."""

    def __init__(self, logg: str) -> None:
        super().__init__(logg)
        self.logg = logg


class KeyTaken(Exception):
    """A new key's name is in the key store: an orphan's, or another turn's. It is run again."""


class Unsure(StorageError):
    """The connection was lost at COMMIT: the same call made again finds out whether it stands."""
