"""The value of a message-extension action: where it was opened, and the message it is about."""

from typing import Any
from urllib.parse import quote

from sandbox.chats import Spot
from sandbox.markup import body_of
from sandbox.people import Bydel
from sandbox.places import host_tenant
from sandbox.records import BOT, Message

Json = dict[str, Any]
_HTML = "text/html"


def command_value(bydel: Bydel, command: str, spot: Spot, message: Message | None) -> Json:
    """Write the value for a command of the compose box, or of a message."""
    if message is None:
        return {"commandId": command, "commandContext": "compose"}
    payload = _payload(bydel, spot, message)
    return {"commandId": command, "commandContext": "message", "messagePayload": payload}


def _payload(bydel: Bydel, spot: Spot, message: Message) -> Json:
    activity = message.activity
    attached: list[Json] = activity.get("attachments", [])
    html = next((a["content"] for a in attached if a["contentType"] == _HTML), None)
    payload: Json = {
        "id": message.id,
        "messageType": "message",
        "createdDateTime": activity["timestamp"],
        "deleted": False,
        "importance": "normal",
        "subject": None,
        "from": _author(activity["from"], message.sender),
        "body": {"contentType": "html", "content": body_of(html or activity.get("text", ""))},
        "attachments": [a for a in attached if a["contentType"] != _HTML],
        "mentions": [
            {"id": number, "mentionText": "Stafett", "mentioned": {"application": e["mentioned"]}}
            for number, e in enumerate(_named(activity))
        ],
        "reactions": [],
    }
    if spot.conversation.personal:
        return payload
    under = {} if message.thread == message.id else {"replyToId": message.thread}
    return payload | under | {"linkToMessage": _link(bydel, spot, message)}


def _author(author: Json, sender: str) -> Json:
    if sender == BOT:
        return {"application": {"id": author["id"], "displayName": author.get("name")}}
    user = {"id": author.get("aadObjectId"), "displayName": author.get("name")}
    return {"user": user | {"userIdentityType": "aadUser"}}


def _named(activity: Json) -> list[Json]:
    return [entity for entity in activity.get("entities", []) if entity["type"] == "mention"]


def _link(bydel: Bydel, spot: Spot, message: Message) -> str:
    channel = quote(spot.conversation.id, safe="")
    tenant, team = host_tenant(bydel, spot.conversation), spot.conversation.team
    return (
        f"https://teams.microsoft.com/l/message/{channel}/{message.id}"
        f"?tenantId={tenant}&groupId={team}&parentMessageId={message.thread}"
    )
