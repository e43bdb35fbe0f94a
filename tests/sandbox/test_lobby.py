"""Who is let into rooms and out of them, who has the app, and what the bot is refused then."""

from typing import Any

import pytest

from sandbox.client import FormError
from tests.sandbox.conftest import Town
from tests.sandbox.graph_calls import (
    FURULUND,
    NABO,
    OIDS,
    OWNER,
    TEAM,
    add,
    enable,
    heard,
    make_channel,
    make_room,
    part,
)

MESSAGE = {"type": "message", "text": "hei"}
NOT_THERE = "BotNotInConversationRoster"


def code(answer: Any) -> str:
    return answer["error"]["code"]


def personal(key: str) -> dict[str, Any]:
    tenant = NABO if key in {"per", "tor"} else FURULUND
    return {"members": [{"id": OIDS[key]}], "tenantId": tenant}


async def test_a_room_lists_its_people_and_the_account_that_owns_it(town: Town) -> None:
    room = await make_room(town, "kari", "per")
    (listed,) = await town.teams.rooms("per")
    assert (listed["channel"], listed["name"], listed["kind"]) == (room, "Stafett 7F3K", "shared")
    assert (listed["team"], listed["app"]) == ("Stafett Furulund", True)
    assert listed["description"] == "Chatten er ikke loggen."
    assert listed["members"] == [
        {"key": None, "name": "Stafett Furulund (eier)", "owner": True},
        {"key": "kari", "name": "Kari Lærer", "owner": False},
        {"key": "per", "name": "Per Aamodt", "owner": False},
    ]
    assert listed["latest"] == 0
    await town.bot.post(part(room), text="hei")
    assert (await town.teams.rooms("per"))[0]["latest"] > 0
    assert await town.teams.room("kari", "7F3K") == room
    assert await town.teams.rooms("nora") == []
    with pytest.raises(FormError, match="9X9X"):
        await town.teams.room("kari", "9X9X", seconds=0.1)


async def test_the_state_names_the_team_and_who_owns_its_channels(town: Town) -> None:
    (team,) = (await town.teams.state())["teams"]
    assert (team["id"], team["owner"], team["tenant"]) == (TEAM, OWNER, "furulund")


async def test_a_stranger_who_is_let_in_is_told_to_the_bot(town: Town) -> None:
    room = await make_room(town, "kari")
    await town.teams.adds(room, "tor")
    await town.teams.adds(room, "tor")
    assert [one["key"] for one in (await town.teams.rooms("tor"))[0]["members"]][-1] == "tor"
    event = (await heard(town, "channelMemberAdded", 3))[-1]
    assert event["type"] == "conversationUpdate"
    assert event["membersAdded"][0]["aadObjectId"] == OIDS["tor"]
    assert event["conversation"] == {
        "id": room,
        "isGroup": True,
        "conversationType": "channel",
        "tenantId": FURULUND,
    }
    data = event["channelData"]
    assert data["channel"] == {"id": room, "name": "Stafett 7F3K", "type": "shared"}
    assert data["team"]["aadGroupId"] == TEAM
    assert data["membershipSource"]["tenantId"] == NABO
    await town.teams.removes(room, "tor")
    gone = (await heard(town, "channelMemberRemoved"))[0]
    assert gone["membersRemoved"][0]["aadObjectId"] == OIDS["tor"]
    assert await town.teams.rooms("tor") == []
    with pytest.raises(FormError, match="404"):
        await town.teams.removes(room, "tor")
    assert len(await heard(town, "channelMemberAdded")) == 3


async def test_nobody_reads_or_writes_in_a_room_of_others(town: Town) -> None:
    room = await make_room(town, "kari")
    await town.teams.says("kari", "bare oss", room=room)
    post = (await town.teams.chat("kari", room=room))[0]["id"]
    with pytest.raises(FormError, match="404"):
        await town.teams.chat("bjorn", room=room)
    with pytest.raises(FormError, match="404"):
        await town.teams.says("bjorn", "@Stafett hei", room=room)
    with pytest.raises(FormError, match="404"):
        await town.teams.composes("bjorn", "oppdatering", post, room=room)
    with pytest.raises(FormError, match="404"):
        await town.teams.says("kari", "under", room=room, thread="1")
    with pytest.raises(FormError, match="404"):
        await town.teams.adds("19:nowhere@thread.tacv2", "kari")
    with pytest.raises(FormError, match="404"):
        await town.teams.adds(room, "nobody")


async def test_a_room_that_is_deleted_is_not_found_any_more(town: Town) -> None:
    room = await make_room(town, "kari")
    posted = await town.bot.post(part(room), text="hei")
    await town.teams.deletes_room(room)
    event = (await heard(town, "channelDeleted"))[0]
    assert event["channelData"]["channel"]["id"] == room
    assert await town.teams.rooms("kari") == []
    path = f"conversations/{part(room)}"
    for method, below in (
        ("POST", "/activities"),
        ("PUT", f"/activities/{posted}"),
        ("DELETE", f"/activities/{posted}"),
        ("GET", "/pagedmembers"),
    ):
        status, answer = await town.bot.call(method, path + below, MESSAGE)
        assert (status, code(answer)) == (404, "ConversationNotFound")
    with pytest.raises(FormError, match="404"):
        await town.teams.deletes_room(room)


async def test_before_the_app_is_in_the_channel_the_bot_is_not_there(town: Town) -> None:
    channel = await make_channel(town)
    assert (await add(town, channel, "kari"))[0] == 201
    path = f"conversations/{part(channel)}"
    post = {"channelData": {"channel": {"id": channel}}, "activity": MESSAGE}
    for method, where in (("POST", f"{path}/activities"), ("GET", f"{path}/members")):
        status, answer = await town.bot.call(method, where, MESSAGE)
        assert (status, code(answer)) == (403, NOT_THERE)
    assert (await town.bot.call("POST", "conversations", post))[0] == 403
    before = len(town.bot.received)
    await town.teams.says("kari", "@Stafett hei", room=channel)
    assert len(town.bot.received) == before
    assert (await town.teams.rooms("kari"))[0]["app"] is False
    assert (await enable(town, channel))[0] == 204
    assert (await town.bot.call("POST", "conversations", post))[0] == 201
    assert (await town.teams.rooms("kari"))[0]["app"] is True


async def test_a_post_needs_a_channel_and_an_activity(town: Town) -> None:
    room = await make_room(town, "kari")
    _, chat = await town.bot.call("POST", "conversations", personal("kari"))
    for body in (
        {"channelData": {"channel": {"id": room}}},
        {"channelData": {"channel": {"id": chat["id"]}}, "activity": MESSAGE},
        {"channelData": {"tenant": {"id": FURULUND}}},
    ):
        status, answer = await town.bot.call("POST", "conversations", body)
        assert (status, code(answer)) == (400, "BadSyntax")
    path = f"conversations/{part(f'{room};messageid=1')}/activities"
    status, answer = await town.bot.call("POST", path, MESSAGE)
    assert (status, code(answer)) == (404, "ActivityNotFoundInConversation")


async def test_a_message_over_28_kb_is_too_big_for_a_channel(town: Town) -> None:
    room = await make_room(town, "kari")
    big = {"type": "message", "text": "ø" * (14 * 1024)}
    posted = await town.bot.post(part(room), text="hei")
    path = f"conversations/{part(room)}/activities"
    post = {"channelData": {"channel": {"id": room}}, "activity": big}
    for method, where, body in (
        ("POST", path, big),
        ("PUT", f"{path}/{posted}", big),
        ("POST", "conversations", post),
    ):
        status, answer = await town.bot.call(method, where, body)
        assert (status, code(answer)) == (413, "MessageSizeTooBig")
    _, chat = await town.bot.call("POST", "conversations", personal("kari"))
    own = f"conversations/{chat['id']}/activities"
    assert (await town.bot.call("POST", own, big))[0] == 201


async def test_who_removes_the_app_is_reached_no_more_until_it_is_back(town: Town) -> None:
    _, chat = await town.bot.call("POST", "conversations", personal("per"))
    path = f"conversations/{chat['id']}/activities"
    await town.teams.installs("per", installed=False)
    removed = town.bot.received[-1]
    assert (removed["type"], removed["action"]) == ("installationUpdate", "remove")
    for where, body in (("conversations", personal("per")), (path, MESSAGE)):
        status, answer = await town.bot.call("POST", where, body)
        assert (status, code(answer)) == (403, NOT_THERE)
    assert (await town.teams.says("per", "hei"))["kind"] == "problem"
    per = next(p for p in (await town.teams.state())["people"] if p["key"] == "per")
    assert (per["app"], per["installed"]) == (False, False)
    await town.teams.installs("per")
    assert town.bot.received[-1]["action"] == "add"
    assert (await town.bot.call("POST", path, MESSAGE))[0] == 201
