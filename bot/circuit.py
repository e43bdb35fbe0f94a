"""A circuit for each service: after failures in a row nothing is sent until one probe succeeds."""

import time
from collections.abc import Callable
from dataclasses import dataclass

from bot.pace import Held

FAILURES = 6
"""Failures in a row, whoever the calls were for, that open a circuit."""
FIRST_PAUSE = 5.0
LONGEST_PAUSE = 120.0
"""Seconds before a probe; each one that fails doubles the pause."""
PROBING = 20.0
"""Seconds that a probe may take before another is let through."""
_OUTCOME = 2.0
"""Seconds after which others ask again how a probe has gone."""


@dataclass(slots=True)
class _Service:
    failures: int = 0
    pause: float = FIRST_PAUSE
    until: float = 0.0
    probing: bool = False


class Circuit:
    """Knows which services are out of order; `clock` is in seconds."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._services: dict[str, _Service] = {}

    def check(self, url: str) -> None:
        """Let a call through, or raise `Held`; when a pause ends, one call is let through."""
        service = self._services.get(url)
        if service is None or service.failures < FAILURES:
            return
        now = self._clock()
        if now < service.until:
            wait = service.until - now
            raise Held("Circuit", min(wait, _OUTCOME) if service.probing else wait)
        service.probing = True
        service.until = now + PROBING

    def told(self, url: str, *, well: bool) -> None:
        """Learn how a call went; a service that answers with a no is well."""
        if well:
            self._services.pop(url, None)
            return
        service = self._services.setdefault(url, _Service())
        service.failures += 1
        if service.failures == FAILURES or service.probing:
            service.until = self._clock() + service.pause
            service.pause = min(2 * service.pause, LONGEST_PAUSE)
            service.probing = False
