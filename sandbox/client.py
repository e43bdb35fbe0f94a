"""Acts as people in a running sandbox: what end-to-end tests speak through.

async with Client("http://127.0.0.1:3979/") as teams:
    await teams.says("kari", "ny logg")
    card = await teams.waits_for("kari", "Skal vi opprette logg?")
    dialog = await teams.clicks("kari", "Opprett logg")
    done = await teams.submits("kari", dialog, "Opprett", fornavn="Jonas")
"""

import asyncio
from collections.abc import Mapping
from typing import Any

from sandbox import form
from sandbox.form import FormError
from sandbox.wire import POLL_SECONDS, Wire, part

Json = dict[str, Any]


class Client(Wire):
    """Every made-up person at once; `person` is a key of bydel.toml such as "kari".

    With `room` (a channel's id, see `room()`) it happens there, else in the person's own chat.
    """

    async def says(self, person: str, text: str, *, room: str = "", thread: str = "") -> Json:
        """Write a message, in a room perhaps under a post; returns when the bot has taken it."""
        under = {"thread": thread} if thread else {}
        return await self._do("POST", person, f"{_inside(room)}text", {"text": text} | under)

    async def chat(self, person: str, *, room: str = "") -> list[Json]:
        """Give what the person sees, message by message with raw activities, oldest first."""
        return await self.ask("GET", f"/sandbox/api/people/{person}/{_inside(room)}chat")

    async def cards(self, person: str, *, room: str = "") -> list[tuple[str, Json]]:
        """Give (message id, Adaptive Card) of every card that the person sees, oldest first."""
        return [
            (message["id"], attachment["content"])
            for message in await self.chat(person, room=room)
            for attachment in message["activity"].get("attachments", [])
            if attachment["contentType"] == "application/vnd.microsoft.card.adaptive"
        ]

    async def waits_for(
        self, person: str, words: str, seconds: float = 5, *, room: str = ""
    ) -> tuple[str, Json]:
        """Wait for a card or message of the bot with these words; give (message id, content).

        The content is the card, or {"text": …} for a plain message (FormError when none comes).
        """
        for _ in range(max(1, int(seconds / POLL_SECONDS))):
            for message in reversed(await self.chat(person, room=room)):
                for content in _contents(message):
                    if any(words in said for said in form.texts(content)):
                        return message["id"], content
            await asyncio.sleep(POLL_SECONDS)
        raise FormError(f"Nothing with «{words}» came to {person} within {seconds:g} seconds.")

    async def clicks(
        self,
        person: str,
        title: str,
        *,
        within: tuple[str, Json] | None = None,
        room: str = "",
        **answers: str,
    ) -> Json:
        """Press a button of a card: the newest that has it, or one given as (message id, card)."""
        message, card = within or await self._newest_with(person, title, room)
        action = form.button(card, title)
        data = form.filled(card, action, answers)
        if action["type"] == "Action.Execute":
            sent = {"message": message, "action": action | {"data": data}, "channel": room}
            return await self._do("POST", person, "execute", sent)
        sent = {"message": message, "data": data, "channel": room}
        return await self._do("POST", person, "submit", sent)

    async def submits(
        self,
        person: str,
        dialog: Mapping[str, Any],
        title: str,
        /,
        *,
        forced: bool = False,
        **answers: str,
    ) -> Json:
        """Fill in a dialog and press one of its buttons; `forced` skips the client's checks."""
        if dialog["kind"] != "dialog":
            raise FormError(f"There is no dialog, but {dialog['kind']}: {dialog['text']}")
        data = form.filled(
            dialog["card"], form.button(dialog["card"], title), answers, forced=forced
        )
        return await self._do("POST", person, "dialog", {"origin": dialog["origin"], "data": data})

    async def composes(
        self, person: str, command: str, message: str | None = None, *, room: str = ""
    ) -> Json:
        """Open a command of the compose box («+»), or of a message."""
        sent = {"command": command, "message": message, "channel": room}
        return await self._do("POST", person, "compose", sent)

    async def refreshes(
        self, person: str, message: str, trigger: str = "automatic", *, room: str = ""
    ) -> Json:
        """Refresh a posted card; the outcome is a `card` when this viewer has their own."""
        posted = await self.cards(person, room=room)
        card = next(card for found, card in posted if found == message)
        sent = {"message": message, "action": card["refresh"]["action"], "trigger": trigger}
        return await self._do("POST", person, "execute", sent | {"channel": room})

    async def speaks(self, person: str, locale: str) -> None:
        """Set the language of the person's client: nb-NO, nn-NO or en-US."""
        await self._do("PUT", person, "locale", {"locale": locale})

    async def _newest_with(self, person: str, title: str, room: str) -> tuple[str, Json]:
        for message, card in reversed(await self.cards(person, room=room)):
            if any(action.get("title") == title for action in form.actions(card)):
                return message, card
        raise FormError(f"No card that {person} sees has the button «{title}».")


def _inside(room: str) -> str:
    return f"rooms/{part(room)}/" if room else ""


def _contents(message: Json) -> list[Json]:
    if message["sender"] != "bot":
        return []
    activity = message["activity"]
    cards: list[Json] = [a.get("content", {}) for a in activity.get("attachments", [])]
    return [{"text": activity.get("text", "")}, *cards]
