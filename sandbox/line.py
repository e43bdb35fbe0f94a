"""The line to the bot: one signed POST an activity, with the faults that a line can have."""

import asyncio
from dataclasses import dataclass
from typing import Any

import aiohttp
from yarl import URL

from sandbox.faults import Faults
from sandbox.issuer import Issuer
from sandbox.settings import Settings


@dataclass(frozen=True)
class Reply:
    """What the bot answered: HTTP status (0 when none came), the JSON, or what went wrong."""

    status: int
    body: Any = None
    problem: str = ""


class Line:
    """Carries activities to the bot's messaging endpoint."""

    def __init__(
        self, settings: Settings, issuer: Issuer, faults: Faults, session: aiohttp.ClientSession
    ) -> None:
        """Take where the bot is, who signs, what goes wrong and the shared session."""
        self._settings = settings
        self._issuer = issuer
        self._faults = faults
        self._session = session

    async def send(self, activity: dict[str, Any]) -> Reply:
        """Deliver one activity; late or twice when that fault is on; the last answer counts."""
        if late := self._faults.take("late"):
            await asyncio.sleep(late.seconds)
        copies = 2 if self._faults.take("duplicate") else 1
        replies = await asyncio.gather(*(self._post(activity) for _ in range(copies)))
        return replies[-1]

    async def is_up(self) -> bool:
        """Tell whether something listens where the bot should be."""
        url = URL(self._settings.bot_url)
        try:
            async with asyncio.timeout(2):
                _, writer = await asyncio.open_connection(url.host, url.port)
        except (OSError, TimeoutError):
            return False
        writer.close()
        return True

    async def _post(self, activity: dict[str, Any]) -> Reply:
        limit = self._settings.invoke_seconds
        try:
            async with self._session.post(
                self._settings.bot_url,
                json=activity,
                headers={"Authorization": f"Bearer {self._issuer.token()}"},
                timeout=aiohttp.ClientTimeout(total=limit),
            ) as response:
                return await _read(response)
        except TimeoutError:
            return Reply(0, problem=f"Stafett svarte ikke innen {limit:g} sekunder.")
        except aiohttp.ClientError:
            return Reply(0, problem="Får ikke kontakt med Stafett. Er boten startet?")


async def _read(response: aiohttp.ClientResponse) -> Reply:
    text = await response.text(errors="replace")
    if response.status in {401, 403}:
        return Reply(response.status, problem=f"Stafett avviste avsenderen ({response.status}).")
    if response.status >= 400:
        return Reply(response.status, problem=f"Stafett svarte med en feil ({response.status}).")
    if not text.strip():
        return Reply(response.status)
    try:
        return Reply(response.status, await response.json(content_type=None))
    except ValueError:
        return Reply(response.status, problem="Stafett svarte med noe som ikke er JSON.")
