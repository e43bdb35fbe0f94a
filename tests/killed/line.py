"""What a person's client sends to a bot, signed as Teams signs it, and what comes back, if any."""

import copy
import time
from dataclasses import dataclass
from typing import Any
from uuid import uuid4

import aiohttp

from cards import refusal
from cards.words import words
from sandbox import form
from sandbox.issuer import Issuer
from tests.killed.world import Account

Json = dict[str, Any]
SECONDS = 12.0
"""How long a client waits for an answer; a turn has eight."""
_OF_MESSAGES = ("text", "textFormat", "attachments", "value", "name")
_T = words("nb")


@dataclass(frozen=True)
class Reply:
    """The HTTP status and the JSON of an answer; status 0 is none at all."""

    status: int
    body: Any = None

    @property
    def none(self) -> bool:
        return self.status == 0

    @property
    def text(self) -> str:
        """Give the message of a dialog that closes with one."""
        return str(self._task["value"]) if self._task.get("type") == "message" else ""

    @property
    def card(self) -> Json:
        """Give the card of a dialog that goes on; empty when there is none, or it says no."""
        if self._title in ("", refusal.refusal_title(_T)):
            return {}
        return self._task["value"]["card"]["content"]

    @property
    def late(self) -> bool:
        """Tell whether the turn took too long and was rolled back."""
        return bool(self._title) and self._task["value"]["card"]["content"] == refusal.late(_T)

    @property
    def _task(self) -> Json:
        return self.body.get("task", {}) if self.body else {}

    @property
    def _title(self) -> str:
        return self._task["value"]["title"] if self._task.get("type") == "continue" else ""

    def data(self, dialog: str, step: str) -> Json:
        """Give the data of the button that goes to a step; empty when there is no such."""
        for action in form.actions(self.card):
            data = action.get("data", {})
            if (data.get("dialog"), data.get("steg")) == (dialog, step):
                return data
        return {}


class Line:
    """Carries activities over one session; nobody tries again here."""

    def __init__(self, session: aiohttp.ClientSession, issuer: Issuer) -> None:
        self._session = session
        self._issuer = issuer

    async def send(self, port: int, activity: Json) -> Reply:
        url = f"http://127.0.0.1:{port}/api/messages"
        headers = {"Authorization": f"Bearer {self._issuer.token()}"}
        limit = aiohttp.ClientTimeout(total=SECONDS)
        try:
            async with self._session.post(
                url, json=activity, headers=headers, timeout=limit
            ) as response:
                said = await response.read()
                return Reply(response.status, await response.json() if said else None)
        except (aiohttp.ClientError, TimeoutError, OSError):
            return Reply(0)


class Client:
    """One person's client; `pattern` is a message that the sandbox sent for them."""

    def __init__(self, account: Account, pattern: Json) -> None:
        self.account = account
        self._pattern = {key: pattern[key] for key in pattern if key not in _OF_MESSAGES}

    @property
    def conversation(self) -> str:
        return str(self._pattern["conversation"]["id"])

    def message(self, text: str) -> Json:
        said = {"id": str(time.time_ns()), "type": "message", "text": text}
        return copy.deepcopy(self._pattern) | said

    def fetch(self, dialog: str, **data: Any) -> Json:
        asked = {"msteams": {"type": "task/fetch"}, "dialog": dialog, **data}
        return self._invoke("task/fetch", asked)

    def submit(self, data: Json) -> Json:
        return self._invoke("task/submit", data)

    def _invoke(self, name: str, data: Json) -> Json:
        value = {"data": data, "context": {"theme": "default"}}
        said = {"id": new_id(), "type": "invoke", "name": name, "value": value}
        return copy.deepcopy(self._pattern) | said


def new_id() -> str:
    """Draw the id of an invoke."""
    return f"f:{uuid4()}"
