"""A bell that any thread may ring and one task in the event loop waits for."""

import asyncio


class Bell:
    """Rings between threads; rings that nobody has heard yet are one."""

    def __init__(self) -> None:
        self._loop = asyncio.get_running_loop()
        self._rung = asyncio.Event()
        self._rings = False

    def ring(self) -> None:
        """Ring; from any thread, and to no effect when the loop has ended."""
        if not self._rings and not self._loop.is_closed():
            self._rings = True
            self._loop.call_soon_threadsafe(self._rung.set)

    async def heard(self) -> None:
        """Wait for a ring."""
        await self._rung.wait()
        self._rings = False  # before it is put back, so that no ring is lost
        self._rung.clear()
