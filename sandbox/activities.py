"""Writes what people do as the activities that Teams would send."""

from datetime import UTC
from html import escape
from typing import Any
from uuid import uuid4
from zoneinfo import ZoneInfo

from sandbox.chats import Chats
from sandbox.people import Person
from sandbox.settings import Settings

Activity = dict[str, Any]
_TIMEZONE = "Europe/Oslo"


class Pen:
    """Writes activities for one bot; nothing is sent or kept here."""

    def __init__(self, settings: Settings, chats: Chats) -> None:
        """Take who the bot is and whose chats there are."""
        self._settings = settings
        self._chats = chats

    def message(
        self, person: Person, text: str = "", *, value: Any = None, reply_to: str | None = None
    ) -> Activity:
        """Write a message: typed text, or the data of a card's button, or both."""
        activity = self._base(person, "message", self._chats.new_id())
        if text:
            html = f"<p>{escape(text).replace(chr(10), '<br>')}</p>"
            activity |= {"text": text, "textFormat": "plain"}
            activity["attachments"] = [{"contentType": "text/html", "content": html}]
        if value is not None:
            activity["value"] = value
            activity["channelData"] |= {"source": {"name": "message"}, "legacy": {"replyToId": ""}}
            activity["channelData"]["legacy"]["replyToId"] = reply_to
        return activity | ({"replyToId": reply_to} if reply_to else {})

    def invoke(
        self, person: Person, name: str, value: dict[str, Any], reply_to: str | None = None
    ) -> Activity:
        """Write an invoke such as task/fetch, with its value."""
        activity = self._base(person, "invoke", f"f:{uuid4()}")
        activity |= {"name": name, "value": value}
        activity["channelData"]["source"] = {"name": "message" if reply_to else "compose"}
        return activity | ({"replyToId": reply_to} if reply_to else {})

    def added(self, person: Person) -> Activity:
        """Write that the bot and the person now share a chat."""
        user = {"id": self._chats.bydel.teams_id(person), "aadObjectId": str(person.oid)}
        activity = self._base(person, "conversationUpdate", f"f:{uuid4()}")
        return activity | {"membersAdded": [user, {"id": self._settings.bot_id}]}

    def installed(self, person: Person) -> Activity:
        """Write that the app was installed for the person."""
        return self._base(person, "installationUpdate", f"f:{uuid4()}") | {"action": "add"}

    def _base(self, person: Person, kind: str, activity_id: str) -> Activity:
        now = self._chats.now()
        tenant = self._chats.bydel.tenant_id(person)
        locale = self._chats.locale(person)
        return {
            "type": kind,
            "id": activity_id,
            "timestamp": now.astimezone(UTC).isoformat(timespec="milliseconds"),
            "localTimestamp": now.astimezone(ZoneInfo(_TIMEZONE)).isoformat(
                timespec="milliseconds"
            ),
            "localTimezone": _TIMEZONE,
            "serviceUrl": self._settings.service_url,
            "channelId": "msteams",
            "from": {
                "id": self._chats.bydel.teams_id(person),
                "name": person.name,
                "aadObjectId": str(person.oid),
            },
            "recipient": {"id": self._settings.bot_id, "name": "Stafett"},
            "conversation": {
                "id": self._chats.of(person).id,
                "conversationType": "personal",
                "tenantId": tenant,
            },
            "channelData": {"tenant": {"id": tenant}},
            "locale": locale,
            "entities": [_client_info(locale)],
        }


def _client_info(locale: str) -> dict[str, str]:
    return {
        "type": "clientInfo",
        "locale": locale,
        "country": locale[-2:],
        "platform": "Web",
        "timezone": _TIMEZONE,
    }
