"""A bot whose dialogs break in the middle of a turn, with people's words in hand.

Run as `python -m tests.support.faulty serve`.
"""

import logging
import threading
import warnings
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from sqlalchemy import insert

from bot import __main__ as command_line
from bot import parts
from dialogs import base
from dialogs.base import Dialog
from storage import tables
from storage.core import table

Broken = Callable[..., Any]


def breaks(_: Any, form: Any) -> Any:
    """Raise an error that quotes what was written."""
    warnings.warn(f"cannot use {form.tekst}", stacklevel=1)
    raise ValueError(f"cannot use {form.tekst}")


def breaks_the_database(turn: Any, form: Any) -> Any:
    """Have the database refuse a row that holds what was written; its error quotes the row."""
    label = {"logg": turn.logg.id, "person": form.tekst, "ciphertext": None}
    turn.unit.db.execute(insert(table(tables.Label)).values(label))


def breaks_beside(turn: Any, _: Any) -> Any:
    """Raise in a thread, and have a library tell of it, before the turn breaks as well."""
    words = repr(turn.data)
    thread = threading.Thread(target=lambda: {}[words], name=words)
    thread.start()
    thread.join()
    logging.getLogger("somebodys.library").error("could not use %s", words)
    try:
        raise KeyError(words)
    except KeyError as error:
        raise RuntimeError(words) from error


def breaks_when_sent(turn: Any, ids: Any) -> Any:
    """Raise where a card is drawn at the moment of sending, quoting the receiver's name."""
    raise LookupError(f"{turn.actor.name} has no {ids}")


def discover(whole: Callable[[], dict[str, Dialog]]) -> dict[str, Dialog]:
    """Give the dialogs with some of their steps broken."""
    dialogs = whole()
    _put(dialogs["oppdatering"], "send", breaks)
    _put(dialogs["lysglimt"], "send", breaks_the_database)
    _put(dialogs["merkelapp"], "apne", breaks_beside)
    dialogs["ny_logg"].notices["start"] = breaks_when_sent
    return dialogs


def _put(dialog: Dialog, step: str, broken: Broken) -> None:
    dialog.steps[step] = replace(dialog.steps[step], run=broken)


def main() -> None:
    """Run the command line with broken dialogs."""
    whole = base.discover
    parts.discover = lambda: discover(whole)
    command_line.main()


if __name__ == "__main__":
    main()
