"""Rooms are channels: threads, mentions, words for one alone, and who sees what."""

import asyncio
import json
from typing import Any

import pytest

from sandbox.client import FormError
from tests.sandbox import fake_cards as cards
from tests.sandbox.conftest import Town
from tests.sandbox.graph_calls import FURULUND, NABO, OIDS, TEAM, heard, make_room, part

ADAPTIVE = "application/vnd.microsoft.card.adaptive"


def last(town: Town) -> dict[str, Any]:
    return town.bot.received[-1]


def texts(messages: list[dict[str, Any]]) -> list[str]:
    return [message["activity"].get("text", "") for message in messages]


async def test_a_mention_reaches_the_bot_as_teams_sends_it(town: Town) -> None:
    room = await make_room(town, "kari", "nora")
    await town.teams.says("kari", "@stafett <b>hvem</b>\ner med?", room=room)
    sent = last(town)
    bot = {"id": f"28:{town.settings.app_id}", "name": "Stafett"}
    assert sent["text"] == "<at>Stafett</at> <b>hvem</b>\ner med?"
    html = sent["attachments"][0]["content"]
    assert html.endswith("Stafett</span> &lt;b&gt;hvem&lt;/b&gt;<br>er med?</p>")
    mention = {"type": "mention", "mentioned": bot, "text": "<at>Stafett</at>"}
    assert mention in sent["entities"]
    conversation = {"id": f"{room};messageid={sent['id']}", "isGroup": True}
    assert sent["conversation"] == conversation | {
        "conversationType": "channel",
        "tenantId": FURULUND,
    }
    data = sent["channelData"]
    assert data["channel"] == {"id": room}
    assert data["team"]["id"].startswith("19:")
    assert (data["teamsChannelId"], data["teamsTeamId"]) == (room, data["team"]["id"])
    assert sent["from"]["aadObjectId"] == OIDS["kari"]
    assert (sent["recipient"], sent["channelId"]) == (bot, "msteams")


async def test_what_does_not_name_the_bot_is_for_the_people_alone(town: Town) -> None:
    room = await make_room(town, "kari", "nora")
    before = len(town.bot.received)
    await town.teams.says("kari", "Hei, alle sammen", room=room)
    await town.teams.says("kari", "Skriv til stafett@example.org", room=room)
    assert len(town.bot.received) == before
    seen = await town.teams.chat("nora", room=room)
    assert texts(seen) == ["Hei, alle sammen", "Skriv til stafett@example.org"]
    assert seen[0]["sender"] == "kari"


async def test_somebody_from_the_other_tenant_is_known_by_the_roster_alone(town: Town) -> None:
    room = await make_room(town, "per")
    await town.teams.says("per", "@Stafett hjelp", room=room)
    sent = last(town)
    assert sent["from"]["aadObjectId"] == OIDS["per"]
    assert sent["conversation"]["tenantId"] == sent["channelData"]["tenant"]["id"] == FURULUND
    path = f"conversations/{part(room)}"
    for member in (sent["from"]["id"], OIDS["per"]):
        _, one = await town.bot.call("GET", f"{path}/members/{part(member)}")
        assert (one["tenantId"], one["aadObjectId"]) == (NABO, OIDS["per"])
    _, everybody = await town.bot.call("GET", f"{path}/members")
    assert [one["tenantId"] for one in everybody] == [FURULUND, NABO]
    _, first = await town.bot.call("GET", f"{path}/pagedmembers?pageSize=1")
    token = first["continuationToken"]
    _, second = await town.bot.call(
        "GET", f"{path}/pagedmembers?pageSize=1&continuationToken={token}"
    )
    assert first["members"] + second["members"] == everybody
    assert "continuationToken" not in second
    assert (await town.bot.call("GET", f"{path}/pagedmembers?pageSize=x"))[0] == 400


async def test_posts_and_what_is_under_them_are_told_apart(town: Town) -> None:
    room = await make_room(town, "kari")
    post = {"type": "message", "text": "Ny post"}
    body = {"isGroup": True, "channelData": {"channel": {"id": room}}, "activity": post}
    status, opened = await town.bot.call("POST", "conversations", body)
    assert (status, opened["id"]) == (201, f"{room};messageid={opened['activityId']}")
    under = {"type": "message", "text": "Under"}
    path = f"conversations/{part(opened['id'])}/activities"
    assert (await town.bot.call("POST", path, under))[0] == 201
    whole = f"conversations/{part(room)}/activities"
    _, other = await town.bot.call("POST", whole, {"type": "message", "text": "En til"})
    _, reply = await town.bot.call("POST", f"{whole}/{other['id']}", under)
    await town.teams.says("kari", "@Stafett hva", room=room, thread=other["id"])
    assert last(town)["conversation"]["id"] == f"{room};messageid={other['id']}"
    seen = await town.teams.chat("kari", room=room)
    threads = {message["id"]: message["thread"] for message in seen}
    assert threads[opened["activityId"]] == opened["activityId"]
    assert threads[reply["id"]] == threads[other["id"]] == other["id"]
    assert list(threads.values()).count(opened["activityId"]) == 2
    kept = next(m for m in seen if m["id"] == reply["id"])["activity"]["conversation"]
    assert kept["id"] == f"{room};messageid={other['id']}"


async def test_the_bot_changes_and_removes_its_posts(town: Town) -> None:
    room = await make_room(town, "kari")
    first = await town.bot.post(part(room), text="Én")
    path = f"conversations/{part(f'{room};messageid={first}')}/activities/{first}"
    assert (await town.bot.call("PUT", path, {"type": "message", "text": "To"}))[0] == 200
    seen = (await town.teams.chat("kari", room=room))[0]
    assert (seen["activity"]["text"], seen["edited"], seen["thread"]) == ("To", True, first)
    assert (await town.bot.call("DELETE", path))[0] == 200
    assert await town.teams.chat("kari", room=room) == []


async def test_a_targeted_message_is_seen_by_one(town: Town) -> None:
    room = await make_room(town, "kari", "nora", "per")
    await town.teams.says("per", "@Stafett lysglimt Han lo", room=room)
    sent = last(town)
    path = f"conversations/{part(sent['conversation']['id'])}/activities"
    word = {"type": "message", "text": "Bare du ser dette", "recipient": {"id": sent["from"]["id"]}}
    status, posted = await town.bot.call("POST", f"{path}?isTargetedActivity=true", word)
    assert status == 201
    assert texts(await town.teams.chat("per", room=room))[-1] == "Bare du ser dette"
    assert (await town.teams.chat("per", room=room))[-1]["to"] == "per"
    for other in ("kari", "nora"):
        assert "Bare du ser dette" not in texts(await town.teams.chat(other, room=room))
    changed = {"type": "message", "text": "Fremdeles bare du"}
    one = f"{path}/{posted['id']}"
    status, answer = await town.bot.call("PUT", one, changed)
    assert (status, answer["error"]["code"]) == (404, "ActivityNotFoundInConversation")
    assert (await town.bot.call("PUT", f"{one}?isTargetedActivity=true", changed))[0] == 200
    assert texts(await town.teams.chat("per", room=room))[-1] == "Fremdeles bare du"
    assert (await town.bot.call("DELETE", one))[0] == 404
    assert (await town.bot.call("DELETE", f"{one}?isTargetedActivity=true"))[0] == 200


async def test_nobody_presses_what_another_alone_sees(town: Town) -> None:
    room = await make_room(town, "kari", "nora")
    card = {"contentType": ADAPTIVE, "content": cards.decision_card()}
    body = {"type": "message", "attachments": [card], "recipient": {"id": OIDS["kari"]}}
    path = f"conversations/{part(room)}/activities?isTargetedActivity=true"
    _, posted = await town.bot.call("POST", path, body)
    message = (posted["id"], cards.decision_card())
    opened = await town.teams.clicks("kari", "Åpne skjemaet", room=room)
    assert opened["kind"] == "dialog"
    with pytest.raises(FormError, match="404"):
        await town.teams.clicks("nora", "Åpne skjemaet", within=message, room=room)


async def test_a_targeted_message_to_nobody_there_is_refused(town: Town) -> None:
    room = await make_room(town, "kari")
    _, chat = await town.bot.call(
        "POST", "conversations", {"members": [{"id": OIDS["kari"]}], "tenantId": FURULUND}
    )
    word = {"type": "message", "text": "Hysj"}
    for where, recipient, expected in (
        (room, None, (400, "BadArgument")),
        (room, {"id": ""}, (400, "BadArgument")),
        (room, {"id": OIDS["tor"]}, (403, "BotNotInConversationRoster")),
        (room, {"id": "29:nobody"}, (403, "BotNotInConversationRoster")),
        (chat["id"], {"id": OIDS["kari"]}, (400, "BadArgument")),
    ):
        body = word | ({"recipient": recipient} if recipient else {})
        path = f"conversations/{part(where)}/activities?isTargetedActivity=true"
        status, answer = await town.bot.call("POST", path, body)
        assert (status, answer["error"]["code"]) == expected
    assert await town.teams.chat("kari", room=room) == []


async def test_a_card_in_a_room_is_pressed_refreshed_and_answered(town: Town) -> None:
    room = await make_room(town, "kari", "per")
    await town.teams.says("kari", "@Stafett ny logg", room=room)
    await town.bot.post(part(last(town)["conversation"]["id"]), card=cards.decision_card())
    dialog = await town.teams.clicks("per", "Åpne skjemaet", room=room)
    fetch = last(town)
    thread = (await town.teams.chat("per", room=room))[0]["id"]
    assert (fetch["name"], fetch["from"]["aadObjectId"]) == ("task/fetch", OIDS["per"])
    assert fetch["conversation"]["id"] == f"{room};messageid={thread}"
    assert fetch["channelData"]["channel"] == {"id": room}
    await town.teams.submits("per", dialog, "Opprett", fornavn="Jonas", deler="skole")
    submit = next(a for a in reversed(town.bot.received) if a.get("name") == "task/submit")
    assert submit["conversation"] == fetch["conversation"]
    await town.bot.post(part(room), card=cards.launcher())
    message, _ = await town.teams.waits_for("per", "Nytt i loggen", room=room)
    seen = await town.teams.refreshes("per", message, room=room)
    assert seen["card"]["body"][0]["text"] == "Lysglimt for Per Aamodt"
    assert last(town)["conversation"]["id"] == f"{room};messageid={message}"


async def test_a_button_without_msteams_and_one_that_speaks_work_in_a_room(town: Town) -> None:
    room = await make_room(town, "kari")
    back: dict[str, Any] = {"type": "Action.Submit", "title": "Hvem"}
    back["data"] = {"msteams": {"type": "imBack", "value": "hvem"}}
    plain = {"type": "Action.Submit", "title": "Mine", "data": {"dialog": "mine_logger"}}
    await town.bot.post(part(room), card=cards.card(actions=[back, plain]))
    await town.teams.clicks("kari", "Mine", room=room)
    assert last(town)["value"] == {"dialog": "mine_logger"}
    assert last(town)["conversation"]["id"].startswith(f"{room};messageid=")
    await town.teams.clicks("kari", "Hvem", room=room)
    assert last(town)["text"] == "<at>Stafett</at> hvem"


async def test_the_compose_box_of_a_room_says_where_it_is(town: Town) -> None:
    room = await make_room(town, "nora")
    dialog = await town.teams.composes("nora", "oppdatering", room=room)
    assert last(town)["conversation"]["id"] == room
    assert last(town)["channelData"]["source"] == {"name": "compose"}
    await town.teams.submits("nora", dialog, "Opprett", fornavn="stille", deler="skole")
    submit = last(town)
    assert submit["name"] == "composeExtension/submitAction"
    assert submit["conversation"]["id"] == room


async def test_a_message_action_carries_the_message_of_a_room(town: Town) -> None:
    room = await make_room(town, "kari", "nora")
    await town.teams.says("kari", "@Stafett han <kom> hver dag", room=room)
    root = (await town.teams.chat("nora", room=room))[0]
    await town.teams.says("kari", "ja", room=room, thread=root["id"])
    reply = (await town.teams.chat("nora", room=room))[-1]
    await town.teams.composes("nora", "oppdatering", root["id"], room=room)
    payload = last(town)["value"]["messagePayload"]
    assert payload["body"]["contentType"] == "html"
    html = '<p><at id="0">Stafett</at> han &lt;kom&gt; hver dag</p>'
    assert payload["body"]["content"] == html
    assert payload["from"]["user"]["id"] == OIDS["kari"]
    assert payload["mentions"][0]["mentionText"] == "Stafett"
    assert payload["createdDateTime"] == root["activity"]["timestamp"]
    assert TEAM in payload["linkToMessage"]
    assert part(room) in payload["linkToMessage"]
    assert "replyToId" not in payload
    await town.teams.composes("nora", "oppdatering", reply["id"], room=room)
    assert last(town)["value"]["messagePayload"]["replyToId"] == root["id"]
    assert last(town)["conversation"]["id"] == f"{room};messageid={root['id']}"


async def test_pages_hear_of_their_rooms_and_of_no_others(town: Town) -> None:
    room = await make_room(town, "kari", "nora")
    heard_by_nora: list[dict[str, Any]] = []
    url = f"{town.settings.service_url}sandbox/api/events?person=nora"
    async with town.teams.session.get(url) as stream:
        await stream.content.readline()
        await town.teams.says("kari", "i rommet", room=room)
        word = {"type": "message", "text": "hemmelig", "recipient": {"id": OIDS["kari"]}}
        path = f"conversations/{part(room)}/activities"
        await town.bot.call("POST", f"{path}?isTargetedActivity=true", word)
        await town.bot.call("POST", path, {"type": "typing"})
        await town.teams.removes(room, "nora")
        await town.teams.says("kari", "etterpå", room=room)
        await town.teams.says("nora", "slutt")
        while not any("slutt" in json.dumps(event) for event in heard_by_nora[-1:]):
            line = (await asyncio.wait_for(stream.content.readline(), 5)).decode()
            if line.startswith("data: "):
                heard_by_nora.append(json.loads(line[6:]))
    told = json.dumps(heard_by_nora)
    assert "i rommet" in told
    assert "hemmelig" not in told
    assert "etterpå" not in told
    of_room = [event["kind"] for event in heard_by_nora if event.get("channel") == room]
    assert of_room[0] == "message"
    assert "typing" in of_room
    assert {"kind": "rooms"} in heard_by_nora
    assert await heard(town, "channelMemberRemoved")
