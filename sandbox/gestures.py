"""What a person can do in the client; each gesture is one activity to the bot and one outcome."""

from dataclasses import replace
from typing import Any

from sandbox import answers
from sandbox.activities import Activity, Pen
from sandbox.answers import Outcome
from sandbox.chats import Chats, Spot
from sandbox.extension import command_value
from sandbox.line import Line
from sandbox.markup import BOT_NAME, addressed, typed
from sandbox.people import Person

Json = dict[str, Any]
_NOT_INSTALLED = "Stafett er ikke lagt til hos deg. Legg til appen først."


class Gestures:
    """The Teams client's side of the conversation."""

    def __init__(self, pen: Pen, line: Line, chats: Chats) -> None:
        """Take the pen, the line to the bot and the chats."""
        self._pen = pen
        self._line = line
        self._chats = chats

    async def install(self, person: Person) -> bool:
        """Give a person the bot and tell it so; whether it took both messages."""
        self._chats.set_app(person, app=True, told=False)
        for activity in (self._pen.met(person), self._pen.installed(person)):
            reply = await self._line.send(activity)
            if reply.problem:
                return False
        self._chats.set_app(person, app=True, told=True)
        return True

    async def uninstall(self, person: Person) -> bool:
        """Take the bot away from a person and tell it so; whether it took the message."""
        self._chats.set_app(person, app=False, told=False)
        reply = await self._line.send(self._pen.installed(person, "remove"))
        return not reply.problem

    async def say(self, person: Person, spot: Spot, text: str) -> Outcome:
        """Write a message; in a channel the bot hears it when it is named («@Stafett»)."""
        place = spot.conversation
        if place.personal and not place.app:
            return Outcome("problem", _NOT_INSTALLED)
        written = typed(text) if place.personal else addressed(text)
        activity = self._pen.message(person, spot, written)
        self._chats.post(spot, person.key, activity)
        if not place.personal and not (written.named and place.app):
            return Outcome(raw={"activity": activity})
        return await self._deliver(activity)

    async def submit(
        self, person: Person, spot: Spot, message: str, data: Json, theme: str
    ) -> Outcome:
        """Press Action.Submit on a posted card; `data` already holds the inputs."""
        teams: Json = data.get("msteams") or {}
        kind = teams.get("type")
        if kind == "task/fetch":
            value = {"data": data, "context": {"theme": theme}}
            origin = {"kind": "task", "message": message} | _kept(spot)
            return await self._invoke(person, spot, "task/fetch", value, message, origin)
        if kind == "imBack":
            name = "" if spot.conversation.personal else f"@{BOT_NAME} "
            return await self.say(person, spot, name + str(teams.get("value", "")))
        if kind == "messageBack":
            return await self._message_back(person, spot, teams, message)
        pressed = self._pen.message(person, spot, value=data, reply_to=message)
        return await self._deliver(pressed)

    async def execute(
        self, person: Person, spot: Spot, message: str, action: Json, trigger: str
    ) -> Outcome:
        """Press Action.Execute on a posted card, or refresh it (`trigger` automatic)."""
        sent = {"type": "Action.Execute"}
        sent |= {key: action[key] for key in ("id", "verb", "data") if key in action}
        value = {"action": sent, "trigger": trigger}
        return await self._invoke(person, spot, "adaptiveCard/action", value, message, None)

    async def compose(
        self, person: Person, spot: Spot, command: str, message: str | None, theme: str
    ) -> Outcome:
        """Open a command of the compose box, or of a message."""
        origin: Json = {"kind": "compose", "command": command, "message": message} | _kept(spot)
        value = self._command(spot, origin) | {"context": {"theme": theme}}
        name = "composeExtension/fetchTask"
        return await self._invoke(person, spot, name, value, message, origin)

    async def answer(
        self, person: Person, spot: Spot, origin: Json, data: Json, theme: str
    ) -> Outcome:
        """Send a dialog's form; `origin` came with the dialog and says where it was opened."""
        message: str | None = origin.get("message")
        value: Json = {"data": data, "context": {"theme": theme}}
        if origin.get("kind") == "task":
            return await self._invoke(person, spot, "task/submit", value, message, origin)
        value |= self._command(spot, origin)
        name = "composeExtension/submitAction"
        return await self._invoke(person, spot, name, value, message, origin)

    def _command(self, spot: Spot, origin: Json) -> Json:
        message = origin.get("message")
        kept = self._chats.message(spot.conversation, message) if message else None
        return command_value(self._chats.bydel, origin["command"], spot, kept)

    async def _message_back(self, person: Person, spot: Spot, teams: Json, message: str) -> Outcome:
        words = str(teams.get("text", ""))
        written = typed(words) if words else None
        activity = self._pen.message(
            person, spot, written, value=teams.get("value"), reply_to=message
        )
        if displayed := str(teams.get("displayText", "")):
            self._chats.post(spot, person.key, activity | {"text": displayed})
        return await self._deliver(activity)

    async def _deliver(self, activity: Activity) -> Outcome:
        reply = await self._line.send(activity)
        raw = {"activity": activity, "status": reply.status, "answer": reply.body}
        return Outcome("problem" if reply.problem else "nothing", reply.problem, raw=raw)

    async def _invoke(
        self,
        person: Person,
        spot: Spot,
        name: str,
        value: Json,
        message: str | None,
        origin: Json | None,
    ) -> Outcome:
        activity = self._pen.invoke(person, spot, name, value, message)
        reply = await self._line.send(activity)
        raw = {"activity": activity, "status": reply.status, "answer": reply.body}
        return replace(answers.read(name, reply), origin=origin, raw=raw)


def _kept(spot: Spot) -> Json:
    if spot.conversation.personal:
        return {}
    return {"channel": spot.conversation.id, "thread": spot.thread}
