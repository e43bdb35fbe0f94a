"""Log lines as JSON: constant words and listed keys; what people wrote cannot slip in."""

import logging
import sys
import traceback
from collections.abc import MutableMapping
from pathlib import Path
from types import TracebackType
from typing import Any, TextIO

import orjson
import structlog

ALLOWED = frozenset(
    (
        "event",
        "level",
        "timestamp",
        "logger",
        "orders",
        "reference",
        "dialog",
        "outcome",
        "kind",
        "status",
        "ms",
        "reason",
        "why",
        "error",
        "where",
        "count",
        "job",
        "attempts",
        "code",
        "seconds",
        "logg",
        "logs",
        "seq",
        "entries",
        "day",
        "version",
        "command",
        "path",
        "age",
        "state",
    )
)
"""Keys that a line may have; all others are dropped, with a count of how many."""

LIBRARY = "a library told"
"""What stands for the words of a line that a library has filled in itself."""

Event = MutableMapping[str, Any]


def set_up(level: str, stream: TextIO | None = None) -> None:
    """Send every log line, ours and the libraries', as one JSON object a line to stderr."""
    shared: list[structlog.typing.Processor] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
    ]
    structlog.configure(
        processors=[*shared, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=False,
    )
    handler = logging.StreamHandler(stream or sys.stderr)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=shared,
            # A library's words, without what it would fill in: that may be anybody's data.
            use_get_message=False,
            pass_foreign_args=True,
            processors=[
                constant_words,
                structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                where_it_broke,
                listed_keys,
                _render,
            ],
        )
    )
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(logging.WARNING)
    for ours in ("bot", "dialogs", "cards", "storage", "domain"):
        logging.getLogger(ours).setLevel(level)


def constant_words(_: Any, __: str, event: Event) -> Event:
    """Tell where a library told something that it has filled in itself, and not what it told."""
    if not event.pop("positional_args", ()) and not event["_from_structlog"]:
        record: logging.LogRecord = event["_record"]
        event["event"] = LIBRARY
        event["where"] = [f"{Path(record.pathname).name}:{record.lineno}"]
    return event


def where_it_broke(_: Any, __: str, event: Event) -> Event:
    """Turn an exception into its type and the lines it passed, without its text."""
    info = event.pop("exc_info", None)
    if info is True:
        info = sys.exc_info()
    if isinstance(info, BaseException):
        info = (type(info), info, info.__traceback__)
    if info and info[0] is not None:
        event["error"] = info[0].__name__
        event["where"] = _lines(info[2])
    return event


def _lines(trace: TracebackType | None) -> list[str]:
    frames = traceback.extract_tb(trace)[-8:]
    return [f"{Path(frame.filename).name}:{frame.lineno} {frame.name}" for frame in frames]


def listed_keys(_: Any, __: str, event: Event) -> Event:
    """Drop every key that is not listed."""
    kept = {key: value for key, value in event.items() if key in ALLOWED}
    if len(kept) < len(event):
        kept["dropped"] = len(event) - len(kept)
    return kept


def _render(_: Any, __: str, event: Event) -> str:
    return orjson.dumps(event, default=str, option=orjson.OPT_SORT_KEYS).decode()
