"""What Graph takes: the bodies that make channels and add members and apps, checked."""

import json
import re
from typing import Any, Literal, TypeVar

from aiohttp import web
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from sandbox.graph.answers import bad
from sandbox.guard import read_body

_USER = re.compile(r"/users(?:\('([^']+)'\)|/([^/']+))$")
_APP = re.compile(r"/appCatalogs/teamsApps(?:\('([^']+)'\)|/([^/']+))$")
_FORBIDDEN = set("~#%&*{}+/\\:<>?|'\"")
M = TypeVar("M", bound=BaseModel)


class NewMember(BaseModel):
    """Somebody to add to a channel."""

    model_config = ConfigDict(extra="ignore")
    type: Literal["#microsoft.graph.aadUserConversationMember"] = Field(alias="@odata.type")
    roles: list[Literal["owner", "guest"]] = []
    user: str = Field(alias="user@odata.bind")
    tenant: str | None = Field(default=None, alias="tenantId")

    @property
    def oid(self) -> str:
        """The object id (or the sign-in name) that the link to the user ends with."""
        found = _USER.search(self.user)
        return (found[1] or found[2]).lower() if found else ""


class NewChannel(BaseModel):
    """A channel to make."""

    model_config = ConfigDict(extra="ignore")
    name: str = Field(alias="displayName", min_length=1, max_length=50)
    description: str = Field(default="", max_length=1024)
    kind: Literal["standard", "private", "shared"] = Field(
        default="standard", alias="membershipType"
    )
    members: list[NewMember] = Field(default_factory=list[NewMember], max_length=200)

    @property
    def speakable(self) -> bool:
        """Whether Teams takes the name: some letters it does not."""
        edges = self.name[0] not in "_. " and self.name[-1] not in ". "
        return edges and not _FORBIDDEN & set(self.name)


class AppReference(BaseModel):
    """A link to an app in the tenant's catalogue."""

    model_config = ConfigDict(extra="ignore")
    link: str = Field(alias="@odata.id")

    @property
    def app(self) -> str:
        """The app's id in the catalogue."""
        found = _APP.search(self.link)
        return (found[1] or found[2]).lower() if found else ""


async def read(request: web.Request, model: type[M]) -> M:
    """Read a body as a model; what does not fit is refused with 400 (Refusal)."""
    body: dict[str, Any] = await read_body(request)
    try:
        return model.model_validate(body)
    except ValidationError as error:
        wrong = [".".join(map(str, one["loc"])) for one in error.errors()]
        raise bad(f"Invalid value specified for property {json.dumps(wrong)}.") from error
