"""What Python writes to stderr by itself, when something dies or it warns, as log lines."""

import sys
import threading
import warnings
from pathlib import Path
from types import TracebackType

import structlog

_log = structlog.get_logger(__name__)


def take_the_last_word() -> None:
    """Have what Python itself would write to stderr, an error's text too, become log lines."""
    warnings.showwarning = _warned
    sys.excepthook = _uncaught
    threading.excepthook = _uncaught_in_a_thread
    sys.unraisablehook = _unraisable


def _warned(
    _: Warning | str, category: type[Warning], filename: str, lineno: int, *__: object
) -> None:
    _log.warning("warned", kind=category.__name__, where=[f"{Path(filename).name}:{lineno}"])


def _uncaught(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    _log.critical("uncaught", exc_info=(kind, error, trace))


def _uncaught_in_a_thread(args: threading.ExceptHookArgs) -> None:
    if args.exc_value is not None:
        _uncaught(args.exc_type, args.exc_value, args.exc_traceback)


def _unraisable(args: "sys.UnraisableHookArgs") -> None:
    if args.exc_value is not None:
        _uncaught(args.exc_type, args.exc_value, args.exc_traceback)
