"""An environment for each peer: made once, and anew when its pinned requirements change."""

import hashlib
import subprocess
import sys
from pathlib import Path

from rich.console import Console

from bench.places import ENVIRONMENTS, HOME


def python_of(name: str, console: Console) -> Path:
    """Give the interpreter of a peer's environment; it is made when it is not there."""
    requirements = HOME / "requirements" / f"{name}.txt"
    home = ENVIRONMENTS / name
    mark, digest = home / "requirements.sha256", hashlib.sha256(requirements.read_bytes())
    python = home / "bin" / "python"
    if not mark.exists() or mark.read_text() != digest.hexdigest():
        with console.status(f"An environment for {name}, pinned and hashed …"):
            subprocess.run([sys.executable, "-m", "venv", "--clear", home], check=True)
            install = [python, "-m", "pip", "install", "--disable-pip-version-check", "-qq"]
            subprocess.run([*install, "--require-hashes", "-r", requirements], check=True)
        mark.write_text(digest.hexdigest())
    return python
