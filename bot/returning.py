"""Answers that come from other threads, told to the event loop many at a time."""

import asyncio
from collections import deque
from concurrent.futures import Future
from typing import Any, TypeVar

T = TypeVar("T")


class Returning:
    """What one event loop waits for; each wake-up of the loop costs it a system call."""

    def __init__(self) -> None:
        self._loop = asyncio.get_running_loop()
        self._back: deque[tuple[asyncio.Future[Any], Future[Any]]] = deque()
        self._told = False

    @property
    def here(self) -> bool:
        """Tell whether it belongs to the loop that runs now."""
        return self._loop is asyncio.get_running_loop()

    async def wait(self, future: Future[T]) -> T:
        """Give what a future gives, or raise what it raises; who gives up waiting cancels it."""
        waiter: asyncio.Future[T] = self._loop.create_future()
        future.add_done_callback(lambda done: self._bring(waiter, done))
        try:
            return await waiter
        except asyncio.CancelledError:
            future.cancel()
            raise

    def _bring(self, waiter: asyncio.Future[Any], done: Future[Any]) -> None:
        self._back.append((waiter, done))
        if not self._told and not self._loop.is_closed():
            self._told = True
            self._loop.call_soon_threadsafe(self._tell)

    def _tell(self) -> None:
        self._told = False  # before the last look, so that nobody who comes now is forgotten
        while self._back:
            waiter, done = self._back.popleft()
            if waiter.done():
                continue
            error = asyncio.CancelledError() if done.cancelled() else done.exception()
            if isinstance(error, asyncio.CancelledError):
                waiter.cancel()
            elif error is not None:
                waiter.set_exception(error)
            else:
                waiter.set_result(done.result())
