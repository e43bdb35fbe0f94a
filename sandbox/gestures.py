"""What a person can do in the client; each gesture is one activity to the bot and one outcome."""

from dataclasses import replace
from typing import Any

from sandbox import answers
from sandbox.activities import Activity, Pen
from sandbox.answers import Outcome
from sandbox.chats import Chats
from sandbox.line import Line
from sandbox.people import Person

Json = dict[str, Any]


class Gestures:
    """The Teams client's side of the conversation."""

    def __init__(self, pen: Pen, line: Line, chats: Chats) -> None:
        """Take the pen, the line to the bot and the chats."""
        self._pen = pen
        self._line = line
        self._chats = chats

    async def install(self, person: Person) -> bool:
        """Tell the bot that it is installed for a person; whether it took both messages."""
        for activity in (self._pen.added(person), self._pen.installed(person)):
            reply = await self._line.send(activity)
            if reply.problem:
                return False
        self._chats.set_told(person)
        return True

    async def say(self, person: Person, text: str) -> Outcome:
        """Write a message in the chat."""
        return await self._message(person, self._pen.message(person, text), shown=True)

    async def submit(self, person: Person, message: str, data: Json, theme: str) -> Outcome:
        """Press Action.Submit on a posted card; `data` already holds the inputs."""
        teams: Json = data.get("msteams") or {}
        kind = teams.get("type")
        if kind == "task/fetch":
            value = {"data": data, "context": {"theme": theme}}
            origin = {"kind": "task", "message": message}
            return await self._invoke(person, "task/fetch", value, message, origin)
        if kind == "imBack":
            return await self.say(person, str(teams.get("value", "")))
        if kind == "messageBack":
            return await self._message_back(person, teams, message)
        return await self._message(
            person, self._pen.message(person, value=data, reply_to=message), shown=False
        )

    async def execute(self, person: Person, message: str, action: Json, trigger: str) -> Outcome:
        """Press Action.Execute on a posted card, or refresh it (`trigger` automatic)."""
        sent = {"type": "Action.Execute"}
        sent |= {key: action[key] for key in ("id", "verb", "data") if key in action}
        value = {"action": sent, "trigger": trigger}
        return await self._invoke(person, "adaptiveCard/action", value, message, None)

    async def compose(
        self, person: Person, command: str, message: str | None, theme: str
    ) -> Outcome:
        """Open a command of the compose box, or of a message in the chat."""
        origin: Json = {"kind": "compose", "command": command, "message": message}
        value = self._command(person, origin) | {"context": {"theme": theme}}
        return await self._invoke(person, "composeExtension/fetchTask", value, message, origin)

    async def answer(self, person: Person, origin: Json, data: Json, theme: str) -> Outcome:
        """Send a dialog's form; `origin` came with the dialog and says where it was opened."""
        message: str | None = origin.get("message")
        value: Json = {"data": data, "context": {"theme": theme}}
        if origin.get("kind") == "task":
            return await self._invoke(person, "task/submit", value, message, origin)
        value |= self._command(person, origin)
        return await self._invoke(person, "composeExtension/submitAction", value, message, origin)

    def _command(self, person: Person, origin: Json) -> Json:
        value: Json = {"commandId": origin["command"], "commandContext": "compose"}
        kept = self._chats.message(person, origin["message"]) if origin.get("message") else None
        if kept is None:
            return value
        author = kept.activity["from"]
        user = {"id": author.get("aadObjectId"), "displayName": author.get("name")}
        payload = {
            "id": kept.id,
            "messageType": "message",
            "createdDateTime": kept.activity["timestamp"],
            "from": {"user": user} if kept.sender == "person" else {"application": author},
            "body": {"contentType": "text", "content": kept.activity.get("text", "")},
            "attachments": kept.activity.get("attachments", []),
        }
        return value | {"commandContext": "message", "messagePayload": payload}

    async def _message_back(self, person: Person, teams: Json, message: str) -> Outcome:
        activity = self._pen.message(
            person, str(teams.get("text", "")), value=teams.get("value"), reply_to=message
        )
        shown = str(teams.get("displayText", ""))
        return await self._message(person, activity, shown=bool(shown), shown_text=shown)

    async def _message(
        self, person: Person, activity: Activity, *, shown: bool, shown_text: str = ""
    ) -> Outcome:
        if shown:
            text = {"text": shown_text} if shown_text else {}
            self._chats.post(person, "person", activity | text)
        reply = await self._line.send(activity)
        raw = {"activity": activity, "status": reply.status, "answer": reply.body}
        return Outcome("problem" if reply.problem else "nothing", reply.problem, raw=raw)

    async def _invoke(
        self, person: Person, name: str, value: Json, message: str | None, origin: Json | None
    ) -> Outcome:
        activity = self._pen.invoke(person, name, value, message)
        reply = await self._line.send(activity)
        raw = {"activity": activity, "status": reply.status, "answer": reply.body}
        return replace(answers.read(name, reply), origin=origin, raw=raw)
