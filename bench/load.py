"""The load, a program of its own: kept-alive connections that each have one call under way.

Reads what to send as JSON on stdin and writes what came of it as JSON on stdout.
"""

import asyncio
import gc
import sys
import time
from array import array
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import orjson

from bench.calls import Calls, Request, key_read, unpacked
from bench.costs import cpu_seconds, memory
from bench.names import LOOPBACK

_END = b"\r\n\r\n"
_LENGTH = b"content-length:"


@dataclass
class Run:
    """One stretch of load: until so many calls or seconds are over, whichever is first."""

    requests: Iterator[Request]
    calls: int
    seconds: float
    started: float = 0.0
    sent: int = 0
    took: "array[float]" = field(default_factory=lambda: array("d"))
    wrong: int = 0
    first_wrong: str = ""

    def next(self) -> Request | None:
        """Give what to send next, or None when it is over."""
        if self.sent >= self.calls or time.perf_counter() - self.started > self.seconds:
            return None
        self.sent += 1
        return next(self.requests)

    def answered(self, took: float, head: bytes, body: bytes, expects: bytes) -> None:
        """Note an answer and whether it is right."""
        self.took.append(took)
        if head[9:12] != b"200" or expects not in body:
            self.wrong += 1
            self.first_wrong = self.first_wrong or f"{head[:60]!r} {body[:400]!r}"


class Connection(asyncio.Protocol):
    """One connection; sends the next call when the last one is answered."""

    def __init__(self, run: Run, over: asyncio.Future[None]) -> None:
        self._run, self._over = run, over
        self._held = b""
        self._expects = b""
        self._began = 0.0

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Begin."""
        assert isinstance(transport, asyncio.Transport)  # noqa: S101 - TCP gives no other
        self._transport = transport
        self._send()

    def connection_lost(self, exc: Exception | None) -> None:
        """Stop when the server has hung up."""
        if not self._over.done():
            self._over.set_exception(exc or ConnectionResetError("the server hung up"))

    def data_received(self, data: bytes) -> None:
        """Gather an answer; go on when it is whole."""
        self._held += data
        end = self._held.find(_END)
        if end < 0:
            return
        head = self._held[:end]
        whole = end + len(_END) + _length_of(head)
        if len(self._held) < whole:
            return
        body = self._held[end + len(_END) : whole]
        self._held = self._held[whole:]
        self._run.answered(time.perf_counter() - self._began, head, body, self._expects)
        self._send()

    def _send(self) -> None:
        request = self._run.next()
        if request is None:
            if not self._over.done():
                self._over.set_result(None)
            self._transport.close()
            return
        data, self._expects = request
        self._began = time.perf_counter()
        self._transport.write(data)


def _length_of(head: bytes) -> int:
    lowered = head.lower()
    start = lowered.index(_LENGTH) + len(_LENGTH)
    return int(lowered[start:].split(b"\r\n", 1)[0])


async def carry(run: Run, port: int, connections: int) -> None:
    """Carry a run out over some connections."""
    loop = asyncio.get_running_loop()
    run.started = time.perf_counter()
    over = [loop.create_future() for _ in range(connections)]
    for one in over:
        await loop.create_connection(lambda one=one: Connection(run, one), LOOPBACK, port)
    await asyncio.gather(*over)


def main() -> None:
    """Do what stdin says."""
    said: dict[str, Any] = orjson.loads(sys.stdin.buffer.read())
    templates = [unpacked(one) for one in said["templates"]]
    calls = Calls(templates, said["token"], key_read(said["form_key"]), said["run"])
    run = Run(iter(calls), said["calls"], said["seconds"])
    gc.disable()  # what is measured is somebody else's memory
    before, own = [cpu_seconds(pid) for pid in said["pids"]], time.process_time()
    asyncio.run(carry(run, said["port"], said["connections"]))
    wall, own = time.perf_counter() - run.started, time.process_time() - own
    after = [cpu_seconds(pid) for pid in said["pids"]]
    run.took = array("d", sorted(run.took))
    made = {
        "turns": len(run.took),
        "seconds": wall,
        "p50": run.took[len(run.took) // 2],
        "p99": run.took[len(run.took) * 99 // 100],
        "cpu": [now - was for now, was in zip(after, before, strict=True)],
        "load_cpu": own,
        "memory": memory(said["pids"][0]),
        "wrong": run.wrong,
        "first_wrong": run.first_wrong,
    }
    sys.stdout.buffer.write(orjson.dumps(made))


if __name__ == "__main__":
    main()
