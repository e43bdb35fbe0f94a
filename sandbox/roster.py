"""How the Connector describes members, and how a bot asks for a chat with one."""

from typing import Any

from pydantic import BaseModel, Field

from sandbox.people import Bydel, Person


def account(bydel: Bydel, person: Person) -> dict[str, Any]:
    """Give a person as a Teams channel account."""
    given, _, surname = person.name.partition(" ")
    return {
        "id": bydel.teams_id(person),
        "name": person.name,
        "objectId": str(person.oid),
        "aadObjectId": str(person.oid),
        "givenName": given,
        "surname": surname,
        "email": person.upn,
        "userPrincipalName": person.upn,
        "tenantId": bydel.tenant_id(person),
        "userRole": "user",
    }


class _Id(BaseModel):
    id: str


class _Channel(BaseModel):
    tenant: _Id | None = None


class NewConversation(BaseModel):
    """What the bot sends to open a personal chat: one member, the tenant, a first message."""

    members: list[_Id] = Field(min_length=1, max_length=1)
    tenant_id: str | None = Field(default=None, alias="tenantId")
    channel: _Channel = Field(default_factory=_Channel, alias="channelData")
    activity: dict[str, Any] | None = None

    @property
    def member(self) -> str:
        """The one member: a Teams id (29:…) or an Entra object id."""
        return self.members[0].id

    @property
    def tenant(self) -> str | None:
        """The tenant, from wherever the bot wrote it."""
        return self.tenant_id or (self.channel.tenant.id if self.channel.tenant else None)
