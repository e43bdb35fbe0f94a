"""The Bot Connector takes from the bot what Teams takes, and refuses what Teams refuses."""

from typing import Any

import aiohttp
import pytest

from tests.sandbox.conftest import Town
from tests.sandbox.fake_cards import launcher

KARI = "0b7d5c10-3a41-4c58-8a11-5d2e9f100001"
FURULUND = "6c1f0a52-8d0e-4f5b-9a77-2f0b5a1c0001"
NABO = "6c1f0a52-8d0e-4f5b-9a77-2f0b5a1c0002"


def wish(member: str = KARI, tenant: str = FURULUND) -> dict[str, Any]:
    return {"isGroup": False, "members": [{"id": member}], "tenantId": tenant}


async def chat_of(town: Town) -> str:
    _, answer = await town.bot.call("POST", "conversations", wish())
    return answer["id"]


def code(answer: Any) -> str:
    return answer["error"]["code"]


async def test_without_the_apps_token_nobody_speaks(town: Town) -> None:
    for token in ("", "wrong", "sandbox-app-token-and-more"):
        town.bot.token = token
        status, answer = await town.bot.call("POST", "conversations", wish())
        assert (status, code(answer)) == (401, "Unauthorized")


async def test_a_chat_is_made_once_whichever_id_names_the_person(town: Town) -> None:
    me = next(p for p in (await town.teams.state())["people"] if p["key"] == "kari")
    first = await town.bot.call("POST", "conversations", wish())
    second = await town.bot.call("POST", "conversations", wish(me["teams_id"]))
    assert first == second
    assert first[0] == 201
    assert first[1]["id"].startswith("a:1")


async def test_a_first_message_may_come_with_the_chat(town: Town) -> None:
    first = {"type": "message", "text": "Hei!"}
    status, answer = await town.bot.call("POST", "conversations", wish() | {"activity": first})
    assert status == 201
    assert (await town.teams.chat("kari"))[0]["id"] == answer["activityId"]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (wish("29:nobody"), "BadArgument"),
        (wish(tenant=NABO), "BadArgument"),
        ({"members": [{"id": KARI}]}, "BadArgument"),
        ({"members": []}, "BadSyntax"),
        ({"members": "kari"}, "BadSyntax"),
    ],
)
async def test_a_chat_with_nobody_or_in_the_wrong_tenant_is_refused(
    town: Town, body: dict[str, Any], expected: str
) -> None:
    status, answer = await town.bot.call("POST", "conversations", body)
    assert (status, code(answer)) == (400, expected)


async def test_the_bot_posts_replies_changes_and_removes(town: Town) -> None:
    path = f"conversations/{await chat_of(town)}/activities"
    status, posted = await town.bot.call("POST", path, {"type": "message", "text": "Én"})
    assert status == 201
    _, replied = await town.bot.call(
        "POST", f"{path}/{posted['id']}", {"type": "message", "text": "To"}
    )
    status, changed = await town.bot.call(
        "PUT", f"{path}/{posted['id']}", {"type": "message", "text": "Én igjen"}
    )
    assert (status, changed) == (200, {"id": posted["id"]})
    one, two = await town.teams.chat("kari")
    assert (one["activity"]["text"], one["edited"]) == ("Én igjen", True)
    assert (two["activity"]["text"], two["activity"]["replyToId"]) == ("To", posted["id"])
    assert one["activity"]["from"]["id"] == f"28:{town.settings.app_id}"
    status, _ = await town.bot.call("DELETE", f"{path}/{replied['id']}")
    assert status == 200
    assert [message["id"] for message in await town.teams.chat("kari")] == [posted["id"]]


async def test_the_bot_cannot_touch_what_it_did_not_write(town: Town) -> None:
    await town.teams.says("kari", "mitt")
    mine = (await town.teams.chat("kari"))[0]
    path = f"conversations/{await chat_of(town)}/activities/{mine['id']}"
    for method in ("PUT", "DELETE"):
        status, answer = await town.bot.call(method, path, {"type": "message", "text": "ditt"})
        assert (status, code(answer)) == (404, "ActivityNotFoundInConversation")
    assert (await town.teams.chat("kari"))[0]["activity"]["text"] == "mitt"


async def test_an_unknown_chat_is_not_found(town: Town) -> None:
    for method, path in (("POST", "activities"), ("GET", "members"), ("GET", "pagedmembers")):
        status, answer = await town.bot.call(
            method, f"conversations/a:nowhere/{path}", {"type": "message"}
        )
        assert (status, code(answer)) == (404, "ConversationNotFound")


async def test_the_roster_of_a_private_chat_is_its_person(town: Town) -> None:
    path = f"conversations/{await chat_of(town)}"
    _, members = await town.bot.call("GET", f"{path}/members")
    _, paged = await town.bot.call("GET", f"{path}/pagedmembers")
    _, one = await town.bot.call("GET", f"{path}/members/{members[0]['id']}")
    assert members == paged["members"] == [one]
    assert (one["aadObjectId"], one["tenantId"]) == (KARI, FURULUND)
    assert one["userPrincipalName"] == "kari@furulund.example"
    status, answer = await town.bot.call("GET", f"{path}/members/29:somebody")
    assert (status, code(answer)) == (404, "MemberNotFoundInConversation")


async def test_a_message_over_100_kb_is_too_big(town: Town) -> None:
    path = f"conversations/{await chat_of(town)}/activities"
    for size in (101 * 1024, 600 * 1024):
        status, answer = await town.bot.call("POST", path, {"type": "message", "text": "x" * size})
        assert (status, code(answer)) == (413, "MessageSizeTooBig")


async def test_what_is_no_activity_is_bad_syntax(town: Town) -> None:
    url = f"{town.settings.service_url}v3/conversations/{await chat_of(town)}/activities"
    headers = {"Authorization": f"Bearer {town.bot.token}"}
    async with aiohttp.ClientSession(headers=headers) as session:
        for body in (b"{", b"[]", b'{"type":"event"}', b"\xff"):
            async with session.post(url, data=body) as response:
                assert (response.status, code(await response.json())) == (400, "BadSyntax")
    assert await town.teams.chat("kari") == []


async def test_typing_is_told_but_not_kept(town: Town) -> None:
    path = f"conversations/{await chat_of(town)}/activities"
    status, _ = await town.bot.call("POST", path, {"type": "typing"})
    assert status == 201
    assert await town.teams.chat("kari") == []


async def test_a_card_reaches_the_person_as_it_was_sent(town: Town) -> None:
    await town.bot.post(await chat_of(town), card=launcher())
    assert (await town.teams.cards("kari"))[0][1] == launcher()
