"""The master key: a file here; a key vault behind the same function later."""

import os
from pathlib import Path

from storage.errors import MasterKeyError

LENGTH = 32


def load_master_key(path: Path) -> bytes:
    """Give the 32 bytes of the master key; a missing file is made, readable by its owner alone.

    Raises `MasterKeyError` when others may read the file or its length is wrong.
    """
    try:
        _make(path)
    except FileExistsError:
        pass
    except OSError as error:
        raise MasterKeyError(f"The master key {path} cannot be made: {error.strerror}.") from None
    try:
        mode, key = path.stat().st_mode, path.read_bytes()
    except OSError as error:
        raise MasterKeyError(f"The master key {path} cannot be read: {error.strerror}.") from None
    if mode & 0o077:
        raise MasterKeyError(f"Others may read the master key {path}: run «chmod 600 {path}».")
    if len(key) != LENGTH:
        raise MasterKeyError(f"The master key {path} must be {LENGTH} bytes, not {len(key)}.")
    return key


def _make(path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    if path.exists():
        raise FileExistsError
    # Written beside and linked into place: a reader never meets a file that is half written.
    fresh = path.with_name(f"{path.name}.{os.getpid()}")
    handle = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(os.urandom(LENGTH))
            file.flush()
            os.fsync(file.fileno())
        os.link(fresh, path)
    finally:
        fresh.unlink()
