"""The platform's real rate limits, for a bot that wants to show that it keeps them."""

import re
from collections import defaultdict, deque
from collections.abc import Callable
from datetime import datetime
from typing import Final, Literal

from aiohttp import web

from sandbox.faults import Api
from sandbox.places import parted

Windows = tuple[tuple[int, float], ...]
"""How many requests within how many seconds, from the shortest time to the longest."""
SENDS: Final[Windows] = ((7, 1), (8, 2), (60, 30), (1800, 3600))
READS: Final[Windows] = ((14, 1), (16, 2), (120, 30), (3600, 3600))
TENANT: Final[Windows] = ((50, 1),)
TEAM: Final[Windows] = ((4, 1),)
GRAPH_READS: Final[Windows] = ((60, 1),)
GRAPH_CHANGES: Final[Windows] = ((30, 1),)
GRAPH_REMOVALS: Final[Windows] = ((15, 1),)
_GRAPH: Final = {"GET": GRAPH_READS, "DELETE": GRAPH_REMOVALS}
_LEAST_WAIT = 1.0
_TEAM = re.compile(r"^/graph/[^/]+/teams/([^/]+)")

Bucket = tuple[str, str]


class Limits:
    """Counts what the bot was answered; what is refused does not count.

    Microsoft counts sends and reads apart for each conversation (a channel with all its posts is
    one), everything together for the tenant, and Graph's calls for the team and by kind.
    """

    def __init__(self, clock: Callable[[], datetime]) -> None:
        """Take the clock."""
        self._clock = clock
        self._seen: dict[Bucket, deque[float]] = defaultdict(deque)

    def wait(self, api: Api, request: web.Request) -> float:
        """Give the seconds to wait before this request would be answered; 0 counts it."""
        now = self._clock().timestamp()
        rules = _graph(request) if api == "graph" else _connector(request)
        waits = [self._until_free(bucket, windows, now) for bucket, windows in rules]
        if longest := max(waits):
            return max(longest, _LEAST_WAIT)
        for bucket, _ in rules:
            self._seen[bucket].append(now)
        return 0

    def _until_free(self, bucket: Bucket, windows: Windows, now: float) -> float:
        seen = self._seen[bucket]
        while seen and seen[0] <= now - windows[-1][1]:
            seen.popleft()
        waits = [0.0]
        for most, seconds in windows:
            if len(seen) >= most and (left := seen[-most] + seconds - now) > 0:
                waits.append(left)
        return max(waits)


def _connector(request: web.Request) -> list[tuple[Bucket, Windows]]:
    rules: list[tuple[Bucket, Windows]] = [(("tenant", ""), TENANT)]
    conversation, _ = parted(request.match_info.get("conversation", ""))
    kind: Literal["send", "read", ""] = {"POST": "send", "GET": "read"}.get(request.method, "")  # pyright: ignore[reportAssignmentType] a dict of literals
    if kind:
        rules.append(((kind, conversation), SENDS if kind == "send" else READS))
    return rules


def _graph(request: web.Request) -> list[tuple[Bucket, Windows]]:
    rules: list[tuple[Bucket, Windows]] = [
        (("graph", request.method), _GRAPH.get(request.method, GRAPH_CHANGES))
    ]
    if found := _TEAM.match(request.path):
        rules.append((("team", found[1]), TEAM))
    return rules
