"""What is answered in a chat at once, outside the courier: sent once, when its turn has come."""

import asyncio
from typing import Any, Protocol

import structlog

from bot.connector import ConnectorError
from bot.pace import Held

PATIENCE = 5.0
"""Seconds that an answer may wait for its turn; Teams itself waits about ten."""
_log = structlog.get_logger(__name__)


class Sender(Protocol):
    """What the connector is to an answer."""

    async def send(
        self, service_url: str, conversation: str, activity: dict[str, Any], recipient: str = ""
    ) -> str:
        """Post a message, to one person alone when there is a recipient; give its id."""
        ...


async def answer(
    post: Sender, service_url: str, conversation: str, body: dict[str, Any], alone: str
) -> str:
    """Send an answer and give its id; "" when Teams does not take it.

    To say so to Teams would have the whole activity delivered once more.
    """
    try:
        try:
            return await post.send(service_url, conversation, body, alone)
        except Held as held:
            if held.wait > PATIENCE:
                raise
            await asyncio.sleep(held.wait)
            return await post.send(service_url, conversation, body, alone)
    except ConnectorError as error:
        _log.warning("answer not sent", status=error.status, code=error.code)
    except Held as held:
        _log.warning("answer not sent", code=held.code, seconds=round(held.wait))
    return ""
