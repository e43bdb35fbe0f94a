"""The settings of rooms: which kind, in which teams, owned by which account; none is a choice."""

from typing import Annotated, Any, Literal

from pydantic import field_validator
from pydantic_settings import BaseSettings, NoDecode

MICROSOFT_GRAPH = "https://graph.microsoft.com/"


class RoomSettings(BaseSettings):
    """What the environment says of rooms; without a kind, logs have none."""

    rooms: Literal["", "delt", "privat", "standard"] = ""
    room_tenant: str = ""
    room_teams: Annotated[tuple[str, ...], NoDecode] = ()
    room_owner: str = ""
    teams_app: str = ""
    graph_scope: str = f"{MICROSOFT_GRAPH}.default"

    @field_validator("room_teams", mode="before")
    @classmethod
    def _teams(cls, value: Any) -> Any:
        if not isinstance(value, str):
            return value
        return tuple(part.strip() for part in value.split(",") if part.strip())

    @field_validator("room_tenant", "room_owner", "teams_app")
    @classmethod
    def _lower(cls, value: str) -> str:
        return value.strip().lower()


def missing_of_rooms(said: RoomSettings, tenants: tuple[str, ...], graph_url: str) -> list[str]:
    """Give a sentence for each setting without which rooms cannot be kept."""
    if not said.rooms:
        return []
    own = said.rooms != "standard"
    beta_only = said.rooms == "privat" and graph_url.startswith(MICROSOFT_GRAPH)
    let_in = {tenant.lower() for tenant in tenants}
    found = (
        (not said.room_teams, "STAFETT_ROOM_TEAMS is missing: the teams that hold the rooms."),
        (
            said.room_tenant not in let_in,
            "STAFETT_ROOM_TENANT must be one of STAFETT_TENANTS: the tenant of the host teams.",
        ),
        (
            own and not said.room_owner,
            "STAFETT_ROOM_OWNER is missing: the object id of the account that owns the rooms.",
        ),
        (
            own and not said.teams_app,
            "STAFETT_TEAMS_APP is missing: the app's id in the tenant's catalogue.",
        ),
        (
            beta_only and not graph_url.rstrip("/").endswith("/beta"),
            "STAFETT_GRAPH_URL must end in /beta for private rooms: v1.0 adds no app to them.",
        ),
    )
    return [sentence for lacking, sentence in found if lacking]
