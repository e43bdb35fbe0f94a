"""`stafett sandbox`: run the small Teams; it is a program of its own."""

import os
import sys

import typer


def sandbox(context: typer.Context) -> None:
    """Run the small Teams on this machine (its own flags follow; see --help)."""
    command = [sys.executable, "-m", "sandbox", *context.args]
    os.execv(sys.executable, command)  # noqa: S606 - nothing is left for this process to do
