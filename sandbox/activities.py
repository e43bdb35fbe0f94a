"""Writes what people do as the activities that Teams would send."""

from datetime import UTC
from typing import Any
from uuid import uuid4
from zoneinfo import ZoneInfo

from sandbox.chats import Chats, Spot
from sandbox.markup import BOT_NAME, Written
from sandbox.people import Person
from sandbox.places import address, channel_data
from sandbox.records import Conversation
from sandbox.settings import Settings

Activity = dict[str, Any]
_TIMEZONE = "Europe/Oslo"


class Pen:
    """Writes activities for one bot; nothing is sent or kept here."""

    def __init__(self, settings: Settings, chats: Chats) -> None:
        """Take who the bot is and which conversations there are."""
        self._settings = settings
        self._chats = chats

    def message(
        self,
        person: Person,
        spot: Spot,
        written: Written | None = None,
        *,
        value: Any = None,
        reply_to: str | None = None,
    ) -> Activity:
        """Write a message: typed text, or the data of a card's button, or both."""
        new_id = self._chats.new_id()
        thread = "" if spot.conversation.personal else spot.thread or new_id
        activity = self._by(person, "message", new_id, Spot(spot.conversation, thread))
        if written:
            activity |= {"text": written.text, "textFormat": "plain"}
            activity["attachments"] = [{"contentType": "text/html", "content": written.html}]
            activity["entities"] += written.mentions(self._settings.bot_id)
        if value is not None:
            activity["value"] = value
            activity["channelData"] |= {"source": {"name": "message"}, "legacy": {"replyToId": ""}}
            activity["channelData"]["legacy"]["replyToId"] = reply_to
        return activity | ({"replyToId": reply_to} if reply_to else {})

    def invoke(
        self,
        person: Person,
        spot: Spot,
        name: str,
        value: dict[str, Any],
        reply_to: str | None = None,
    ) -> Activity:
        """Write an invoke such as task/fetch, with its value."""
        activity = self._by(person, "invoke", f"f:{uuid4()}", spot)
        activity |= {"name": name, "value": value}
        activity["channelData"]["source"] = {"name": "message" if reply_to else "compose"}
        return activity | ({"replyToId": reply_to} if reply_to else {})

    def met(self, person: Person) -> Activity:
        """Write that the bot and the person now share a chat."""
        user = {"id": self._chats.bydel.teams_id(person), "aadObjectId": str(person.oid)}
        spot = Spot(self._chats.of(person))
        activity = self._by(person, "conversationUpdate", f"f:{uuid4()}", spot)
        return activity | {"membersAdded": [user, {"id": self._settings.bot_id}]}

    def installed(self, person: Person, action: str = "add") -> Activity:
        """Write that the person installed the app (`add`) or took it away (`remove`)."""
        spot = Spot(self._chats.of(person))
        written = self._by(person, "installationUpdate", f"f:{uuid4()}", spot)
        return written | {"action": action}

    def event(self, channel: Conversation, kind: str, more: dict[str, Any]) -> Activity:
        """Write that something happened to a channel, as its team's owner did it."""
        team = self._chats.bydel.teams[channel.team]
        owner = self._chats.bydel.account(str(team.owner))
        spot = Spot(channel)
        activity = self._base("conversationUpdate", f"f:{uuid4()}", spot)
        if owner:
            activity["from"] = {"id": owner.teams_id, "aadObjectId": owner.oid}
        data = activity["channelData"]
        data["channel"] |= {"name": channel.name, "type": channel.kind}
        data["team"] |= {"name": team.name, "aadGroupId": str(team.id)}
        data |= {"eventType": kind} | more.get("channelData", {})
        return activity | more | {"channelData": data}

    def _by(self, person: Person, kind: str, activity_id: str, spot: Spot) -> Activity:
        account = self._chats.bydel.account_of(person)
        locale = self._chats.locale(person)
        sender = {"id": account.teams_id, "name": account.name, "aadObjectId": account.oid}
        activity = self._base(kind, activity_id, spot)
        return activity | {
            "from": sender,
            "locale": locale,
            "entities": [_client_info(locale)],
        }

    def _base(self, kind: str, activity_id: str, spot: Spot) -> Activity:
        now = self._chats.now()
        local = now.astimezone(ZoneInfo(_TIMEZONE))
        return {
            "type": kind,
            "id": activity_id,
            "timestamp": now.astimezone(UTC).isoformat(timespec="milliseconds"),
            "localTimestamp": local.isoformat(timespec="milliseconds"),
            "localTimezone": _TIMEZONE,
            "serviceUrl": self._settings.service_url,
            "channelId": "msteams",
            "recipient": {"id": self._settings.bot_id, "name": BOT_NAME},
            "conversation": address(self._chats.bydel, spot),
            "channelData": channel_data(self._chats.bydel, spot.conversation),
        }


def _client_info(locale: str) -> dict[str, str]:
    return {
        "type": "clientInfo",
        "locale": locale,
        "country": locale[-2:],
        "platform": "Web",
        "timezone": _TIMEZONE,
    }
