"""How activities name the place where something happens: a private chat, or a post of a channel."""

from typing import Any

from sandbox.chats import Spot
from sandbox.people import Bydel
from sandbox.records import Conversation

_MARK = ";messageid="


def address(bydel: Bydel, spot: Spot) -> dict[str, Any]:
    """Give an activity's conversation; a channel's tenant is the one that hosts it."""
    place = spot.conversation
    tenant = host_tenant(bydel, place)
    if place.personal:
        return {"id": place.id, "conversationType": "personal", "tenantId": tenant}
    thread = thread_id(place.id, spot.thread)
    return {"id": thread, "isGroup": True, "conversationType": "channel", "tenantId": tenant}


def channel_data(bydel: Bydel, place: Conversation) -> dict[str, Any]:
    """Give what Teams adds of its own: the tenant that hosts the place, channel and team."""
    tenant = {"tenant": {"id": host_tenant(bydel, place)}}
    if place.personal:
        return tenant
    team = bydel.teams[place.team].thread
    ids = {"teamsChannelId": place.id, "teamsTeamId": team}
    return ids | {"channel": {"id": place.id}, "team": {"id": team}} | tenant


def host_tenant(bydel: Bydel, place: Conversation) -> str:
    """Give the tenant of a private chat's person, or the one that hosts a channel's team."""
    if place.personal:
        return bydel.tenant_id(bydel.people[place.person])
    return bydel.tenant_id(bydel.teams[place.team])


def thread_id(conversation: str, thread: str) -> str:
    """Give the id by which the Connector knows a post of a channel and what is under it."""
    return f"{conversation}{_MARK}{thread}" if thread else conversation


def parted(thread_id: str) -> tuple[str, str]:
    """Part the id of a post into the conversation's and the post's own (empty for none)."""
    conversation, _, thread = thread_id.partition(_MARK)
    return conversation, thread
