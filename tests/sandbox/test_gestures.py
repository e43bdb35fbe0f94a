"""What people do arrives at the bot as Teams would send it."""

from typing import Any

import pytest
from aiohttp import web

from sandbox.client import FormError
from tests.sandbox import fake_cards as cards
from tests.sandbox.conftest import Town

KARI = "0b7d5c10-3a41-4c58-8a11-5d2e9f100001"
FURULUND = "6c1f0a52-8d0e-4f5b-9a77-2f0b5a1c0001"
NABO = "6c1f0a52-8d0e-4f5b-9a77-2f0b5a1c0002"


def last(town: Town) -> dict[str, Any]:
    return town.bot.received[-1]


async def test_a_message_carries_who_where_and_which_language(town: Town) -> None:
    await town.teams.says("kari", "hva som helst <b>")
    sent = last(town)
    me = next(p for p in (await town.teams.state())["people"] if p["key"] == "kari")
    assert sent["type"] == "message"
    assert sent["text"] == "hva som helst <b>"
    assert sent["attachments"][0]["content"] == "<p>hva som helst &lt;b&gt;</p>"
    assert sent["from"] == {"id": me["teams_id"], "name": "Kari Lærer", "aadObjectId": KARI}
    assert sent["from"]["id"].startswith("29:1")
    assert sent["recipient"]["id"] == f"28:{town.settings.app_id}"
    assert sent["conversation"]["conversationType"] == "personal"
    assert sent["conversation"]["tenantId"] == FURULUND
    assert sent["channelData"]["tenant"] == {"id": FURULUND}
    assert (sent["channelId"], sent["serviceUrl"]) == ("msteams", town.settings.service_url)
    assert sent["locale"] == "nb-NO"
    assert sent["entities"][0]["type"] == "clientInfo"
    assert sent["timestamp"].endswith("+00:00")
    assert sent["localTimestamp"][-6:] in {"+01:00", "+02:00"}


async def test_somebody_from_the_other_tenant_says_so(town: Town) -> None:
    await town.teams.says("per", "hei")
    assert last(town)["channelData"]["tenant"] == {"id": NABO}


async def test_no_two_activities_have_the_same_id(town: Town) -> None:
    for _ in range(5):
        await town.teams.says("kari", "hei")
    ids = [activity["id"] for activity in town.bot.received]
    assert len(set(ids)) == len(ids)


async def test_the_language_is_the_persons_own_choice(town: Town) -> None:
    await town.teams.says("marte", "hei")
    assert last(town)["locale"] == "nn-NO"
    await town.teams.speaks("marte", "en-US")
    await town.teams.says("marte", "hei")
    assert last(town)["locale"] == "en-US"
    assert last(town)["entities"][0]["locale"] == "en-US"


async def test_everybody_installs_the_bot_once(town: Town) -> None:
    first = [activity for activity in town.bot.received if activity["type"] != "message"]
    assert len(first) == 18
    added, installed = first[:2]
    assert added["type"] == "conversationUpdate"
    assert {"id": f"28:{town.settings.app_id}"} in added["membersAdded"]
    assert (installed["type"], installed["action"]) == ("installationUpdate", "add")


async def test_a_button_without_msteams_sends_a_message_with_its_value(town: Town) -> None:
    await town.teams.says("kari", "hjelp")
    outcome = await town.teams.clicks("kari", "Mine logger")
    assert outcome["kind"] == "nothing"
    sent = last(town)
    message, _ = (await town.teams.cards("kari"))[0]
    assert (sent["type"], sent["value"]) == ("message", {"dialog": "mine_logger"})
    assert sent["replyToId"] == message
    assert "text" not in sent


async def test_a_dialog_is_fetched_filled_in_and_sent(town: Town) -> None:
    await town.teams.says("kari", "ny logg")
    dialog = await town.teams.clicks("kari", "Åpne skjemaet")
    fetch = last(town)
    assert (fetch["type"], fetch["name"]) == ("invoke", "task/fetch")
    assert fetch["value"]["data"]["msteams"] == {"type": "task/fetch"}
    assert fetch["value"]["context"] == {"theme": "default"}
    assert (dialog["kind"], dialog["title"]) == ("dialog", "Ny logg")
    done = await town.teams.submits(
        "kari", dialog, "Opprett", fornavn="Jonas", deler="skole,fritid"
    )
    submit = last(town)
    assert submit["name"] == "task/submit"
    assert submit["value"]["data"] == {
        "dialog": "ny_logg",
        "steg": "opprett",
        "nonce": "n-1",
        "fornavn": "Jonas",
        "tema": "skole",
        "deler": "skole,fritid",
        "lest": "false",
    }
    assert submit["replyToId"] == fetch["replyToId"]
    assert (done["kind"], done["text"]) == ("message", "Loggen for Jonas er opprettet som utkast.")


async def test_a_form_that_the_bot_finds_wrong_comes_back_with_what_was_typed(town: Town) -> None:
    dialog = await town.teams.composes("kari", "oppdatering")
    again = await town.teams.submits("kari", dialog, "Opprett", fornavn="feil", deler="skole")
    assert again["kind"] == "dialog"
    fixed = await town.teams.submits("kari", again, "Opprett", fornavn="stille", deler="skole")
    assert fixed["kind"] == "nothing"


async def test_the_form_checks_what_the_client_would_check(town: Town) -> None:
    dialog = await town.teams.composes("kari", "oppdatering")
    with pytest.raises(FormError, match="Skriv fornavnet"):
        await town.teams.submits("kari", dialog, "Opprett", deler="skole")
    before = len(town.bot.received)
    await town.teams.submits("kari", dialog, "Opprett", forced=True, fornavn="x" * 5000)
    assert len(town.bot.received) == before + 1


async def test_the_compose_box_opens_a_command_and_sends_its_form(town: Town) -> None:
    dialog = await town.teams.composes("kari", "oppdatering")
    fetch = last(town)
    assert fetch["name"] == "composeExtension/fetchTask"
    assert fetch["value"]["commandId"] == "oppdatering"
    assert fetch["value"]["commandContext"] == "compose"
    await town.teams.submits("kari", dialog, "Opprett", fornavn="Jonas", deler="skole")
    submit = last(town)
    assert submit["name"] == "composeExtension/submitAction"
    assert submit["value"]["commandId"] == "oppdatering"
    assert submit["value"]["data"]["fornavn"] == "Jonas"


async def test_a_command_of_a_message_carries_the_message(town: Town) -> None:
    await town.teams.says("kari", "han kom hver dag")
    message = (await town.teams.chat("kari"))[0]
    await town.teams.composes("kari", "oppdatering", message["id"])
    value = last(town)["value"]
    assert value["commandContext"] == "message"
    assert value["messagePayload"]["id"] == message["id"]
    body = value["messagePayload"]["body"]
    assert body == {"contentType": "html", "content": "<p>han kom hver dag</p>"}
    assert value["messagePayload"]["from"]["user"]["id"] == KARI


async def test_a_refresh_gives_each_viewer_their_own_card(town: Town) -> None:
    await town.teams.says("nora", "lysglimt")
    message, posted = await town.teams.waits_for("nora", "Nytt i loggen")
    seen = await town.teams.refreshes("nora", message)
    assert seen["kind"] == "card"
    assert seen["card"]["body"][0]["text"] == "Lysglimt for Nora Dahl"
    value = last(town)["value"]
    assert value["trigger"] == "automatic"
    assert value["action"]["type"] == "Action.Execute"
    assert value["action"]["data"] == {"logg": "SL-7F3K"}
    assert value["action"]["verb"] == "logg.vis"
    assert (await town.teams.chat("nora"))[-1]["activity"]["attachments"][0]["content"] == posted


async def test_execute_merges_the_inputs_and_shows_a_note_or_a_problem(town: Town) -> None:
    await town.teams.says("nora", "lysglimt")
    message, _ = await town.teams.waits_for("nora", "Nytt i loggen")
    view = (await town.teams.refreshes("nora", message))["card"]
    thanks = await town.teams.clicks("nora", "Takk", within=(message, view), svar="Så fint!")
    assert last(town)["value"]["action"]["data"] == {"svar": "Så fint!"}
    assert last(town)["value"]["trigger"] == "manual"
    assert (thanks["kind"], thanks["text"]) == ("toast", "Takk er sendt.")
    refused = await town.teams.clicks("nora", "Send svar", within=(message, view))
    assert (refused["kind"], refused["text"]) == ("problem", "Du kan ikke svare her nå.")


async def test_what_the_bot_gets_wrong_is_said_clearly(town: Town) -> None:
    town.bot.says = {"krasj": web.Response(status=500), "tregt": 2.6}
    assert "500" in (await town.teams.says("kari", "krasj"))["text"]
    assert "svarte ikke innen 2 sekunder" in (await town.teams.says("kari", "tregt"))["text"]
    town.bot.says = {"task/fetch": web.Response(text="<html>", content_type="text/html")}
    await town.teams.says("kari", "ny logg")
    assert "JSON" in (await town.teams.clicks("kari", "Åpne skjemaet"))["text"]


def says_for_one(kind: str, **more: str) -> dict[str, Any]:
    return {"type": "Action.Submit", "title": kind, "data": {"msteams": {"type": kind, **more}}}


async def test_a_button_may_speak_for_the_person(town: Town) -> None:
    await town.teams.says("kari", "hei")
    chat = last(town)["conversation"]["id"]
    back = says_for_one("messageBack", text="hva", displayText="Hva er dette?")
    card = cards.card(actions=[says_for_one("imBack", value="hvem"), back])
    await town.bot.post(chat, card=card)
    await town.teams.clicks("kari", "imBack")
    assert last(town)["text"] == "hvem"
    await town.teams.clicks("kari", "messageBack")
    assert last(town)["text"] == "hva"
    mine = [m["activity"]["text"] for m in await town.teams.chat("kari") if m["sender"] == "person"]
    assert mine == ["hei", "hvem", "Hva er dette?"]
