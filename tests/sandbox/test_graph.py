"""Graph makes, finds and keeps channels as Microsoft's does, and refuses what it refuses."""

from typing import Any

import pytest

from tests.sandbox.conftest import Town
from tests.sandbox.graph_calls import (
    APP,
    FURULUND,
    NABO,
    OIDS,
    OWNER,
    TEAM,
    add,
    enable,
    graph,
    heard,
    make_channel,
    make_room,
    member,
    part,
    wish,
)

CHANNELS = f"teams/{TEAM}/channels"


def code(answer: Any) -> str:
    return answer["error"]["code"]


async def named(town: Town, name: str) -> list[dict[str, Any]]:
    quoted = part("displayName eq '{}'".format(name.replace("'", "''")))
    return (await graph(town, "GET", f"{CHANNELS}?$filter={quoted}"))[1]["value"]


async def everybody(town: Town, channel: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []
    path = f"{CHANNELS}/{part(channel)}/allMembers"
    while path:
        _, page, _ = await graph(town, "GET", path)
        found += page["value"]
        path = page.get("@odata.nextLink", "")
    return found


async def test_without_the_apps_token_graph_says_nothing(town: Town) -> None:
    town.bot.token = "wrong"
    status, answer, _ = await graph(town, "GET", f"teams/{TEAM}")
    assert (status, code(answer)) == (401, "InvalidAuthenticationToken")


async def test_a_team_has_a_name_and_a_tenant(town: Town) -> None:
    _, team, _ = await graph(town, "GET", f"teams/{TEAM.upper()}")
    assert (team["id"], team["tenantId"]) == (TEAM, FURULUND)
    assert team["internalId"].startswith("19:")
    status, answer, _ = await graph(town, "GET", f"teams/{APP}")
    assert (status, code(answer)) == (404, "NotFound")


async def test_a_shared_channel_is_in_the_making_before_it_is_there(town: Town) -> None:
    status, _, headers = await graph(town, "POST", CHANNELS, wish())
    assert status == 202
    assert await named(town, "Stafett 7F3K") == []
    status, answer, _ = await graph(town, "POST", CHANNELS, wish())
    assert (status, code(answer)) == (400, "NameAlreadyExists")
    _, operation, _ = await graph(town, "GET", headers["Location"].lstrip("/"))
    assert operation["status"] == "inProgress"
    channel = await make_channel(town, "Stafett 8G4L")
    assert channel.endswith("@thread.tacv2")
    found = (await named(town, "stafett 8g4l"))[0]
    assert (found["id"], found["membershipType"]) == (channel, "shared")
    assert found["description"] == "Chatten er ikke loggen."
    status, answer, _ = await graph(town, "GET", f"teams/{TEAM}/operations/{APP}")
    assert (status, code(answer)) == (404, "NotFound")


async def test_private_and_standard_channels_are_there_at_once(town: Town) -> None:
    private = await make_channel(town, "Stafett A", "private")
    standard = await make_channel(town, "Stafett B", "standard")
    assert [one["userId"] for one in await everybody(town, private)] == [OWNER]
    roles = {one["userId"]: one["roles"] for one in await everybody(town, standard)}
    assert roles.pop(OWNER) == ["owner"]
    assert set(roles) == set(OIDS.values()) - {OIDS["per"], OIDS["tor"]}
    assert [one["name"] for one in await town.teams.rooms("tor")] == []
    assert [one["name"] for one in await town.teams.rooms("bjorn")] == ["Stafett B"]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (wish(name=""), "BadRequest"),
        (wish(name="S" * 51), "BadRequest"),
        (wish(name="Stafett: 7F3K"), "InvalidChannelName"),
        (wish(name="_Stafett"), "InvalidChannelName"),
        (wish(description="x" * 1025), "BadRequest"),
        (wish(kind="secret"), "BadRequest"),
        (wish(members=[]), "BadRequest"),
        (wish(members=[member(OWNER)]), "BadRequest"),
        (wish(members=[member(OWNER, owner=True), member(OIDS["kari"])]), "BadRequest"),
        (wish(members=[{"roles": ["owner"]}]), "BadRequest"),
        (wish(members=[member("", owner=True)]), "BadRequest"),
        (wish(members=[member(OIDS["per"], tenant=NABO, owner=True)]), "BadRequest"),
        (wish(kind="standard", members=[member(OWNER, owner=True)]), "BadRequest"),
        (wish(kind="private", members=[member(OIDS["kari"])]), "BadRequest"),
    ],
)
async def test_a_channel_that_teams_would_not_make_is_refused(
    town: Town, body: dict[str, Any], expected: str
) -> None:
    status, answer, _ = await graph(town, "POST", CHANNELS, body)
    assert (status, code(answer)) == (400, expected)
    assert (await graph(town, "GET", CHANNELS))[1]["value"] == []


async def test_channels_come_page_by_page(town: Town) -> None:
    for number in range(22):
        await make_channel(town, f"Stafett {number}", "private")
    _, first, _ = await graph(town, "GET", CHANNELS)
    _, second, _ = await graph(town, "GET", first["@odata.nextLink"])
    assert (len(first["value"]), len(second["value"])) == (20, 2)
    assert "@odata.nextLink" not in second
    _, few, _ = await graph(town, "GET", f"{CHANNELS}?$top=3")
    assert len(few["value"]) == 3
    for query in ("$top=none", "$top=0", "$skiptoken=x", "$filter=id%20eq%20'1'"):
        status, answer, _ = await graph(town, "GET", f"{CHANNELS}?{query}")
        assert (status, code(answer)) == (400, "BadRequest")


async def test_a_deleted_channel_is_gone_and_its_name_is_not_free(town: Town) -> None:
    channel = await make_room(town, "kari")
    path = f"{CHANNELS}/{part(channel)}"
    assert (await graph(town, "DELETE", path))[0] == 204
    for method, below in (("GET", ""), ("DELETE", ""), ("GET", "/allMembers")):
        status, answer, _ = await graph(town, method, path + below)
        assert (status, code(answer)) == (404, "NotFound")
    assert await town.teams.rooms("kari") == []
    event = (await heard(town, "channelDeleted"))[0]
    assert event["channelData"]["channel"]["id"] == channel
    status, answer, _ = await graph(town, "POST", CHANNELS, wish())
    assert (status, code(answer)) == (400, "NameAlreadyExists")


async def test_a_roster_names_everybody_with_their_home_tenant_page_by_page(town: Town) -> None:
    channel = await make_room(town, "kari", "nora", "per", "ellen", "samir")
    _, page, _ = await graph(town, "GET", f"{CHANNELS}/{part(channel)}/allMembers")
    assert len(page["value"]) == 5
    found = {one["userId"]: one for one in await everybody(town, channel)}
    assert len(found) == 6
    assert found[OWNER]["roles"] == ["owner"]
    assert found[OIDS["per"]]["tenantId"] == NABO
    assert found[OIDS["kari"]]["tenantId"] == FURULUND
    assert found[OIDS["kari"]]["displayName"] == "Kari Lærer"
    assert len({one["id"] for one in found.values()}) == 6


async def test_members_come_and_go_and_the_bot_hears_of_it(town: Town) -> None:
    channel = await make_room(town, "kari")
    status, per = await add(town, channel, "per")
    assert (status, per["tenantId"], per["roles"]) == (201, NABO, [])
    status, answer = await add(town, channel, "per")
    assert (status, code(answer)) == (409, "Conflict")
    path = f"{CHANNELS}/{part(channel)}/members/{part(per['id'])}"
    assert (await graph(town, "DELETE", path))[0] == 204
    status, answer, _ = await graph(town, "DELETE", path)
    assert (status, code(answer)) == (404, "NotFound")
    app, kari, joined = await heard(town, "channelMemberAdded", 3)
    left = (await heard(town, "channelMemberRemoved"))[0]
    assert app["membersAdded"] == [{"id": f"28:{town.settings.app_id}"}]
    assert kari["membersAdded"][0]["aadObjectId"] == OIDS["kari"]
    assert joined["membersAdded"][0]["aadObjectId"] == OIDS["per"]
    assert joined["channelData"]["membershipSource"]["tenantId"] == NABO
    assert joined["channelData"]["tenant"] == {"id": FURULUND}
    assert left["membersRemoved"][0]["aadObjectId"] == OIDS["per"]


async def test_a_channel_takes_only_whom_teams_would_let_in(town: Town) -> None:
    shared = await make_channel(town)
    private = await make_channel(town, "Stafett A", "private")
    standard = await make_channel(town, "Stafett B", "standard")
    nobody, per = OIDS["kari"][:-2] + "99", OIDS["per"]
    for channel, body, expected in (
        (shared, member(per), (400, "BadRequest")),
        (shared, member(per, tenant=APP), (403, "CurrentInviteeForbidden")),
        (shared, member(OIDS["kari"], tenant=NABO), (404, "NotFound")),
        (shared, member(nobody), (404, "NotFound")),
        (shared, member(""), (400, "BadRequest")),
        (shared, {"roles": []}, (400, "BadRequest")),
        (private, member(per, tenant=NABO), (404, "NotFound")),
        (standard, member(OIDS["kari"]), (400, "BadRequest")),
    ):
        path = f"{CHANNELS}/{part(channel)}/members"
        status, answer, _ = await graph(town, "POST", path, body)
        assert (status, code(answer)) == expected
    assert len(await everybody(town, shared)) == 1


async def test_the_last_owner_stays(town: Town) -> None:
    channel = await make_channel(town)
    owner = (await everybody(town, channel))[0]["id"]
    path = f"{CHANNELS}/{part(channel)}/members"
    status, answer, _ = await graph(town, "DELETE", f"{path}/{part(owner)}")
    assert (status, code(answer)) == (400, "BadRequest")
    status, answer, _ = await graph(town, "DELETE", f"{path}/{OWNER}")
    assert (status, code(answer)) == (400, "BadRequest")


async def test_the_app_is_added_once_and_only_where_graph_can(town: Town) -> None:
    shared = await make_channel(town)
    private = await make_channel(town, "Stafett A", "private")
    standard = await make_channel(town, "Stafett B", "standard")
    apps = f"{CHANNELS}/{part(shared)}/enabledApps"
    assert (await graph(town, "GET", apps))[1]["value"] == []
    assert await enable(town, shared) == (204, None)
    assert [one["id"] for one in (await graph(town, "GET", apps))[1]["value"]] == [APP]
    for channel, version, expected in (
        (shared, "v1.0", (409, "Conflict")),
        (private, "v1.0", (400, "BadRequest")),
        (standard, "beta", (400, "BadRequest")),
    ):
        status, answer = await enable(town, channel, version=version)
        assert (status, code(answer)) == expected
    assert (await enable(town, private, version="beta"))[0] == 204
    status, answer, _ = await graph(town, "POST", f"{apps}/$ref", {"@odata.id": "elsewhere"})
    assert (status, code(answer)) == (400, "BadRequest")


async def test_faults_of_graph_are_graphs_alone(town: Town) -> None:
    await town.teams.fault(kind="429", count=1, seconds=7, scope="graph")
    person = {"members": [{"id": OIDS["kari"]}], "tenantId": FURULUND}
    assert (await town.bot.call("POST", "conversations", person))[0] == 201
    status, answer, headers = await graph(town, "GET", f"teams/{TEAM}")
    assert (status, code(answer), headers["Retry-After"]) == (429, "TooManyRequests", "7")
    assert (await graph(town, "GET", f"teams/{TEAM}"))[0] == 200
    await town.teams.fault(kind="502", count=2, scope="all")
    assert (await graph(town, "GET", f"teams/{TEAM}"))[0] == 502
    assert (await town.bot.call("POST", "conversations", person))[0] == 502
