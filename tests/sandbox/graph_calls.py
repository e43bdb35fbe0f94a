"""Calls to the sandbox's Graph, as a bot makes them, and the room that most tests start from."""

import asyncio
from typing import Any
from urllib.parse import quote

import aiohttp
from yarl import URL

from tests.sandbox.conftest import Town

Json = dict[str, Any]
TEAM = "6c1f0a52-8d0e-4f5b-9a77-2f0b5a1c1001"
OWNER = "0b7d5c10-3a41-4c58-8a11-5d2e9f1000aa"
FURULUND = "6c1f0a52-8d0e-4f5b-9a77-2f0b5a1c0001"
NABO = "6c1f0a52-8d0e-4f5b-9a77-2f0b5a1c0002"
OIDS = {
    key: f"0b7d5c10-3a41-4c58-8a11-5d2e9f1000{number:02d}"
    for number, key in enumerate(
        ("kari", "nora", "per", "marte", "ida", "bjorn", "ellen", "samir", "tor"), 1
    )
}
APP = "b1c5353a-7aca-41b3-830f-27d5218fe0e5"


def part(text: str) -> str:
    return quote(text, safe="")


async def graph(
    town: Town, method: str, path: str, body: Json | None = None, *, version: str = "v1.0"
) -> tuple[int, Any, Any]:
    """Ask Graph; gives status, JSON and headers."""
    url = path if path.startswith("http") else f"{town.settings.service_url}graph/{version}/{path}"
    headers = {"Authorization": f"Bearer {town.bot.token}"}
    async with (
        aiohttp.ClientSession(headers=headers) as session,
        session.request(method, URL(url, encoded=True), json=body) as response,
    ):
        text = await response.text()
        return response.status, (await response.json() if text else None), response.headers


def member(oid: str, *, tenant: str = "", owner: bool = False) -> Json:
    wish: Json = {
        "@odata.type": "#microsoft.graph.aadUserConversationMember",
        "roles": ["owner"] if owner else [],
        "user@odata.bind": f"https://graph.microsoft.com/v1.0/users('{oid}')",
    }
    return wish | ({"tenantId": tenant} if tenant else {})


def wish(name: str = "Stafett 7F3K", kind: str = "shared", **more: Any) -> Json:
    asked: Json = {"displayName": name, "description": "Chatten er ikke loggen."}
    asked["membershipType"] = kind
    if kind != "standard":
        asked["members"] = [member(OWNER, owner=True)]
    return asked | more


async def make_channel(town: Town, name: str = "Stafett 7F3K", kind: str = "shared") -> str:
    """Make a channel and wait until it is there; gives its id."""
    status, made, headers = await graph(town, "POST", f"teams/{TEAM}/channels", wish(name, kind))
    if status == 201:
        return made["id"]
    assert status == 202, made
    for _ in range(100):
        _, operation, _ = await graph(town, "GET", headers["Location"].lstrip("/"))
        if operation["status"] == "succeeded":
            return operation["targetResourceId"]
        await asyncio.sleep(0.02)
    raise AssertionError("the channel is not there")


async def add(town: Town, channel: str, key: str) -> tuple[int, Any]:
    """Add one of the nine to a channel."""
    tenant = NABO if key in {"per", "tor"} else FURULUND
    path = f"teams/{TEAM}/channels/{part(channel)}/members"
    status, answer, _ = await graph(town, "POST", path, member(OIDS[key], tenant=tenant))
    return status, answer


async def enable(town: Town, channel: str, *, version: str = "v1.0") -> tuple[int, Any]:
    """Add the bot's app to a channel."""
    path = f"teams/{TEAM}/channels/{part(channel)}/enabledApps/$ref"
    link = {"@odata.id": f"https://graph.microsoft.com/v1.0/appCatalogs/teamsApps/{APP}"}
    status, answer, _ = await graph(town, "POST", path, link, version=version)
    return status, answer


async def make_room(town: Town, *people: str, name: str = "Stafett 7F3K") -> str:
    """Make a shared channel with the app and these people in it, all told; gives its id."""
    before = sum(_is_of(one, "channelMemberAdded") for one in town.bot.received)
    channel = await make_channel(town, name)
    assert (await enable(town, channel))[0] == 204
    for key in people:
        assert (await add(town, channel, key))[0] == 201
    await heard(town, "channelMemberAdded", before + 1 + len(people))
    return channel


async def heard(town: Town, kind: str, count: int = 1, seconds: float = 3) -> list[Json]:
    """Wait for events of this type at the bot; gives them in the order in which they came."""
    found: list[Json] = []
    for _ in range(int(seconds / 0.02)):
        found = [one for one in town.bot.received if _is_of(one, kind)]
        if len(found) >= count:
            return found
        await asyncio.sleep(0.02)
    raise AssertionError(f"{count} × {kind} expected, but {len(found)} came")


def _is_of(activity: Json, kind: str) -> bool:
    return activity["channelData"].get("eventType") == kind
