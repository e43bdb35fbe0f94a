"""The master key: a file here; a key vault behind the same function later."""

import os
import tempfile
from contextlib import suppress
from pathlib import Path

from storage.errors import MasterKeyError

LENGTH = 32


def load_master_key(path: Path) -> bytes:
    """Give the 32 bytes of the master key; a missing file is made, readable by its owner alone.

    Raises `MasterKeyError` when others may read the file or its length is wrong.
    """
    try:
        if not path.exists():
            _make(path)
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
    # Written beside and linked into place: nobody meets a file that is half written, and of those
    # who make one at once, the first wins.
    handle, fresh = tempfile.mkstemp(prefix=path.name, dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(os.urandom(LENGTH))
            file.flush()
            os.fsync(file.fileno())
        with suppress(FileExistsError):
            path.hardlink_to(fresh)
    finally:
        Path(fresh).unlink()
