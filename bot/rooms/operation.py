"""What Graph does in its own time: looked at until it is done, or left for another try."""

from collections.abc import Awaitable, Callable

from bot.connector import ConnectorError
from bot.rooms.graph import Graph

LOOKS = 10
"""Times that an operation is looked at before the job waits instead."""
BETWEEN_LOOKS = 1.0
"""Seconds."""


async def made_by(
    graph: Graph, team: str, operation: str, sleep: Callable[[float], Awaitable[None]]
) -> str:
    """Give the id of what an operation has made; a `ConnectorError` while it is under way."""
    for _ in range(LOOKS if operation else 0):
        found = await graph.get(team, operation)
        if found.get("status") == "succeeded":
            return str(found["targetResourceId"])
        if found.get("status") == "failed":
            raise ConnectorError(500, "OperationFailed")
        await sleep(BETWEEN_LOOKS)
    raise ConnectorError(0, "OperationUnderWay")
