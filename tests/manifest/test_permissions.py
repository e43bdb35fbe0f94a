"""No permission is asked for that the code does not use, and none that it uses is missing."""

import re
from typing import Any

import orjson
import pytest

from bot.rooms.channel import Channel
from bot.rooms.graph import Said
from bot.rooms.port import RoomMember, Spot
from dialogs.base import discover
from manifest import checking, package
from manifest.builder import Deployment
from manifest.permissions import RESOURCE_SPECIFIC, TENANT_WIDE
from tests.manifest.conftest import APP_ID

_IDS = re.compile(r"(?<=/)(team-1|channel-1|one)(?=/|$)")
WHO = RoomMember("home", "oid", "one", False)


class Listening:
    """A Graph that notes the routes it is asked, and has nothing."""

    url = "https://graph.example/v1.0"

    def __init__(self) -> None:
        self.asked: set[str] = set()

    async def get(self, team: str, path: str) -> dict[str, Any]:
        self._note("GET", path)
        return {"status": "succeeded", "targetResourceId": "channel-1"}

    async def pages(self, team: str, path: str) -> list[dict[str, Any]]:
        self._note("GET", path)
        return []

    async def post(self, team: str, path: str, body: Any) -> Said:
        self._note("POST", path)
        return Said({}, "/teams/team-1/operations/one")

    async def delete(self, team: str, path: str) -> None:
        self._note("DELETE", path)

    def _note(self, method: str, path: str) -> None:
        self.asked.add(f"{method} {_IDS.sub('{}', path.partition('?')[0])}")


@pytest.mark.parametrize("kind", ["delt", "privat", "standard"])
async def test_every_route_that_rooms_ask_has_its_permission_and_no_more(kind: str):
    graph, spot = Listening(), Spot("team-1", "channel-1")
    room: Any = Channel(graph, kind, tenant="home", owner="boss", app="app")  # pyright: ignore[reportArgumentType]
    await room.find("team-1", "Stafett 7F3K", "mark")
    await room.make("team-1", "Stafett 7F3K", "om")
    await room.enable(spot)
    await room.members(spot)
    await room.add(spot, "home", "oid")
    await room.remove(spot, WHO)
    await room.exists(spot)
    await room.delete(spot)
    allowed = [route for one in (*RESOURCE_SPECIFIC, *TENANT_WIDE) for route in one.routes]
    assert len(set(allowed)) == len(allowed)
    assert graph.asked == set(allowed)


def test_the_manifest_asks_for_what_a_host_team_can_grant(manifest):
    asked = manifest["authorization"]["permissions"]["resourceSpecific"]
    assert [one["name"] for one in asked] == [one.name for one in RESOURCE_SPECIFIC]
    assert {one["type"] for one in asked} == {"Application"}


def test_without_rooms_it_asks_for_nothing(kommune):
    files = package.files(discover(), kommune, Deployment(APP_ID, rooms=False))
    manifest = orjson.loads(files[package.MANIFEST])
    assert not {"authorization", "webApplicationInfo"} & set(manifest)
    assert list(checking.flaws(files)) == []
