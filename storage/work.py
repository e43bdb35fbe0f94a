"""One turn on its way: what is to be done, by when, and who waits for the answer."""

from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass, field
from time import monotonic
from typing import Any

import structlog

from storage.errors import BadEntry, LockFirst, TooLate
from storage.unit import Unit

SECONDS = 8.0
"""How long after it arrived a turn may still reach COMMIT."""

_TOO_LATE = "The turn took too long and was rolled back."
_log = structlog.get_logger()


@dataclass(slots=True, eq=False)
class Turn:
    """A unit of work with its future; `arrived` (`time.monotonic`) None means no hurry."""

    work: Callable[[Unit], Any]
    arrived: float | None = None
    future: Future[Any] = field(default_factory=Future[Any])
    tries: int = 0
    started: bool = False
    stands: bool = False
    result: Any = None
    unit: Unit | None = None

    def check_time(self) -> None:
        """Raise `TooLate` when the turn can no longer be at COMMIT in time."""
        if self.late:
            raise TooLate(_TOO_LATE)

    @property
    def late(self) -> bool:
        """Tell whether the time is up."""
        return self.arrived is not None and monotonic() - self.arrived > SECONDS

    def start(self) -> bool:
        """Tell whether somebody still waits; asked once, before the first run."""
        if not self.started:
            self.started = self.future.set_running_or_notify_cancel()
        return self.started

    def run(self, unit: Unit) -> None:
        """Do the work in a unit; raises what the work raises, and `TooLate`."""
        self.unit = unit
        self.check_time()
        self.result = self.work(unit)
        if unit.must_lock is not None:  # said even if the work caught it
            raise LockFirst(unit.must_lock)
        if unit.half_done:
            raise BadEntry("The turn went on after an entry that was refused.")
        self.check_time()

    def fail(self, error: BaseException) -> None:
        """Answer with an error."""
        self.future.set_exception(error)

    def time_out(self) -> None:
        """Answer that the time was up."""
        self.fail(TooLate(_TOO_LATE))

    def finish(self) -> None:
        """Run what was to come after COMMIT, then answer; the turn stands whatever a hook does."""
        if self.unit is not None:
            run_hooks(self.unit)
        self.future.set_result(self.result)


def run_hooks(unit: Unit) -> None:
    """Run a committed unit's hooks; one that fails is logged and the next is run."""
    for hook in unit.hooks:
        with Caught() as caught:
            hook()
        if caught.error is not None:  # by its kind alone: a text may hold data
            _log.error("after_commit_failed", kind=type(caught.error).__name__)


class Caught:
    """Holds what the block raised, so that the thread lives on and the one who waits is told."""

    def __init__(self) -> None:
        self.error: BaseException | None = None

    def __enter__(self) -> "Caught":
        return self

    def __exit__(self, kind: object, error: BaseException | None, trace: object) -> bool:
        self.error = error
        return True
