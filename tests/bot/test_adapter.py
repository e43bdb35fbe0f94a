"""What the door answers, by the status alone: nothing about why stands in a body."""

import json
from collections.abc import AsyncIterator
from typing import Any

import aiohttp
import pytest
from aiohttp import web
from aiohttp.test_utils import TestClient, TestServer

from bot.adapter import LARGEST, Adapter
from bot.auth import Authenticator
from bot.call import Answer, Kind
from bot.connector import Connector
from bot.credential import StaticCredential, TokenCache
from bot.metrics import REGISTRY
from bot.teams import Teams
from tests.bot.fakes import DIALOGS, FakeRouter
from tests.support.activities import activity, invoke, message
from tests.support.issuer import APP_ID, SERVICE_URL, TENANT, Issuer


@pytest.fixture
def router() -> FakeRouter:
    return FakeRouter()


@pytest.fixture
def connector(session: aiohttp.ClientSession) -> Connector:
    return Connector(session, TokenCache(StaticCredential("t")), app_id=APP_ID)


@pytest.fixture
async def client(
    authenticator: Authenticator, connector: Connector, router: FakeRouter
) -> AsyncIterator[TestClient]:
    adapter = Adapter(authenticator, connector, Teams(router, DIALOGS, router))
    app = web.Application(client_max_size=LARGEST)
    app.router.add_post("/api/messages", adapter.handle)
    async with TestClient(TestServer(app)) as one:
        yield one


@pytest.fixture
def send(client: TestClient, issuer: Issuer):
    async def post(body: Any, header: str | None = "good") -> tuple[int, bytes]:
        data = body if isinstance(body, bytes) else json.dumps(body).encode()
        good = issuer.header() if header == "good" else header
        headers = {"Authorization": good} if good else {}
        async with client.post("/api/messages", data=data, headers=headers) as response:
            return response.status, await response.read()

    return post


async def test_a_message_is_taken_and_nothing_is_said_in_the_answer(send, router):
    router.says = Answer()
    assert await send(message("hjelp")) == (200, b"")
    assert router.calls[0].dialog == "hjelp"


async def test_an_invoke_is_answered_with_its_body_as_it_is(send, router):
    router.says = Answer(card={"type": "AdaptiveCard"}, title="Hjelp")
    status, body = await send(invoke("task/fetch", {"data": {"dialog": "hjelp"}}))
    task = json.loads(body)["task"]
    assert (status, task["type"], task["value"]["title"]) == (200, "continue", "Hjelp")


async def test_an_invoke_answered_with_nothing_closes_the_dialog(send, router):
    router.says = Answer()
    data = {"dialog": "hjelp", "steg": "send"}
    assert await send(invoke("task/submit", {"data": data})) == (200, b"")


async def test_an_unknown_invoke_is_501(send):
    assert (await send(invoke("application/search", {})))[0] == 501


async def test_without_a_token_nothing_is_read(send, router):
    assert await send(message("hjelp"), header=None) == (401, b"")
    assert await send(b"tull", header=None) == (401, b"")
    assert router.calls == []


async def test_a_bad_token_is_401_without_a_word_and_counted(send, issuer):
    before = REGISTRY.get_sample_value("stafett_turned_away_total", {"why": "expired"}) or 0
    assert await send(message("hjelp"), header=issuer.header(exp=1)) == (401, b"")
    after = REGISTRY.get_sample_value("stafett_turned_away_total", {"why": "expired"})
    assert after == before + 1


async def test_a_refused_call_leaves_a_line_with_a_reference_and_no_data(send, issuer, caplog):
    header = issuer.header(exp=1)
    with caplog.at_level("WARNING"):
        await send(message("hemmelig"), header=header)
    assert "hemmelig" not in caplog.text
    assert header[7:] not in caplog.text


async def test_another_tenant_is_403_without_a_word(send):
    other = {"tenant": {"id": "another"}}
    assert await send(message("hjelp", channelData=other)) == (403, b"")


async def test_a_body_over_the_limit_is_413(send):
    status, _ = await send(message("x" * LARGEST))
    assert status == 413


@pytest.mark.parametrize("body", [b"", b"tull", b"[]", b"null", b'{"a":', b"\xff", b"[" * 5000])
async def test_what_is_no_json_object_is_400(send, body):
    assert await send(body) == (400, b"")


@pytest.mark.parametrize(
    "changed",
    [
        {"type": None},
        {"type": 5},
        {"id": 5},
        {"id": None},
        {"from": "Kari"},
        {"from": {"aadObjectId": 5}},
        {"from": {"aadObjectId": "o", "name": ["x"]}},
        {"conversation": {"tenantId": TENANT}},
        {"conversation": {"id": 5, "tenantId": TENANT}},
        {"channelData": {"tenant": [TENANT]}},
        {"timestamp": "i går"},
        {"entities": "mange"},
        {"text": ["hjelp"]},
        {"locale": {}},
        {"value": "tull"},
        {"value": {"dialog": 5}},
    ],
)
async def test_a_malformed_activity_is_400(send, router, changed):
    assert await send(message("hjelp") | changed) == (400, b"")
    assert router.calls == []


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("task/fetch", None),
        ("task/fetch", []),
        ("task/fetch", {"data": "tull"}),
        ("task/fetch", {"data": {}}),
        ("task/fetch", {"data": {"dialog": ["hjelp"]}}),
        ("task/submit", {"data": {"dialog": "hjelp"}}),
        ("task/submit", {"data": {"dialog": "hjelp", "steg": 5}}),
        ("composeExtension/fetchTask", {"commandId": ""}),
        ("composeExtension/fetchTask", {"commandId": "hjelp", "messagePayload": "x"}),
        ("composeExtension/submitAction", {"commandId": "hjelp"}),
        ("adaptiveCard/action", {"action": {"type": "Action.Execute", "verb": "takk"}}),
        ("adaptiveCard/action", {"action": {"type": "Action.Submit", "verb": "logg.takk"}}),
        ("adaptiveCard/action", {"action": {"type": "Action.Execute", "verb": "a.b", "data": 5}}),
    ],
)
async def test_a_malformed_value_is_400(send, router, name, value):
    status, body = await send(invoke(name, value))
    assert status == 400
    assert router.calls == []
    assert (json.loads(body)["statusCode"] == 400) if name.startswith("adaptive") else body == b""


async def test_an_invoke_from_nobody_in_entra_is_400(send):
    value = {"data": {"dialog": "hjelp"}}
    assert (await send(invoke("task/fetch", value, **{"from": {"id": "28:bot"}})))[0] == 400


async def test_what_other_bots_write_is_let_lie(send, router):
    assert (await send(message("hjelp", **{"from": {"id": "28:bot"}})))[0] == 200
    assert router.calls == []


async def test_other_kinds_of_activity_are_taken_and_let_lie(send, router):
    for kind in ("typing", "messageReaction", "event", "endOfConversation", "noe nytt"):
        assert (await send(activity(kind)))[0] == 200
    assert router.calls == []


async def test_a_verified_service_url_may_be_sent_to_afterwards(send, connector):
    assert connector.service_url_of(TENANT) is None
    await send(message("hjelp"))
    assert connector.service_url_of(TENANT) == SERVICE_URL


async def test_what_must_leave_no_job_is_said_in_the_chat_at_once(send, router, connector):
    said: list[tuple[str, str, dict[str, Any]]] = []

    async def note(url: str, conversation: str, activity: dict[str, Any], alone: str) -> str:
        assert alone == ""
        said.append((url, conversation, activity))
        return "1"

    connector.send = note
    router.says = Answer(card={"type": "AdaptiveCard", "body": [{"n": 1}]}, title="Snakk med noen")
    for _ in range(2):  # delivered twice
        assert await send(message("hjelp")) == (200, b"")
    [(url, conversation, activity)] = said
    assert (url, conversation) == (SERVICE_URL, "a:kari")
    assert activity["attachments"][0]["content"] == router.says.card
    assert (activity["type"], activity["summary"]) == ("message", "Snakk med noen")


async def test_what_is_said_at_once_in_a_room_is_for_whoever_asked_alone(send, router, connector):
    said: list[str] = []

    async def note(*sent: Any) -> str:
        said.append(sent[-1])
        return "1"

    connector.send = note
    router.says = Answer(card={"type": "AdaptiveCard", "body": []}, title="Hjelp")
    raw = message("<at>Stafett</at> hjelp")
    raw["conversation"] |= {"conversationType": "channel", "id": "19:rom@thread.tacv2"}
    await send(raw)
    assert said == [raw["from"]["id"]]


async def test_what_a_button_is_answered_with_is_never_posted(send, router, connector):
    connector.send = None
    router.says = Answer(card={"type": "AdaptiveCard"})
    assert await send(message("", value={"dialog": "logg"})) == (200, b"")


async def test_a_connector_that_says_no_does_not_have_the_message_sent_again(send, router):
    router.says = Answer(text="Hei")
    assert await send(message("hjelp")) == (200, b"")


async def test_the_card_data_cannot_say_who_somebody_is(send, router):
    data = {"dialog": "hjelp", "from": {"aadObjectId": "other"}, "who": "other", "tenant": "x"}
    await send(invoke("task/fetch", {"data": data}))
    assert router.calls[0].who.subject == activity("message")["from"]["aadObjectId"]
    assert router.calls[0].kind is Kind.DIALOG
