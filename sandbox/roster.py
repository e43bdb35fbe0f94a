"""How the Connector describes members, and how a bot asks for a conversation."""

from typing import Any

from pydantic import BaseModel, Field

from sandbox.people import Account


def account(member: Account) -> dict[str, Any]:
    """Give a member as a Teams channel account, with the tenant that the member is at home in."""
    given, _, surname = member.name.partition(" ")
    return {
        "id": member.teams_id,
        "name": member.name,
        "objectId": member.oid,
        "aadObjectId": member.oid,
        "givenName": given,
        "surname": surname,
        "email": member.upn,
        "userPrincipalName": member.upn,
        "tenantId": member.tenant,
        "userRole": "user",
    }


class _Id(BaseModel):
    id: str


class _ChannelData(BaseModel):
    tenant: _Id | None = None
    channel: _Id | None = None


class NewConversation(BaseModel):
    """What the bot sends to open a chat (with one member, of a tenant) or a post of a channel."""

    members: list[_Id] = Field(default_factory=list[_Id], max_length=1)
    tenant_id: str | None = Field(default=None, alias="tenantId")
    data: _ChannelData = Field(default_factory=_ChannelData, alias="channelData")
    activity: dict[str, Any] | None = None

    @property
    def channel(self) -> str | None:
        """The channel in which a post is to be opened; None for a personal chat."""
        return self.data.channel.id if self.data.channel else None

    @property
    def tenant(self) -> str | None:
        """The tenant, from wherever the bot wrote it."""
        return self.tenant_id or (self.data.tenant.id if self.data.tenant else None)
