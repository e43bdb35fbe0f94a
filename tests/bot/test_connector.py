"""Outbound calls: to known addresses alone, with a token that is fetched once."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from typing import Any

import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer

from bot.circuit import FAILURES
from bot.connector import LARGEST, LARGEST_IN_ROOM, Connector, ConnectorError
from bot.credential import AzureCredential, CredentialError, Token, TokenCache
from bot.pace import Held
from tests.support.issuer import APP_ID, TENANT


@dataclass
class Service:
    """A Connector that notes what it is asked and answers what it is told."""

    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    body: Any = field(default_factory=lambda: {"id": "made"})
    asked: list[tuple[str, str, str, Any]] = field(default_factory=list)

    async def answer(self, request: web.Request) -> web.Response:
        said = await request.json() if request.can_read_body else None
        token = request.headers.get("Authorization", "")
        self.asked.append((request.method, request.raw_path, token, said))
        return web.json_response(self.body, status=self.status, headers=self.headers)


@dataclass
class Counting:
    """A credential that counts its tokens."""

    lives: float = 3600
    fetched: int = 0
    broken: bool = False

    async def token(self) -> Token:
        await asyncio.sleep(0)
        if self.broken:
            raise CredentialError("Broken")
        self.fetched += 1
        return Token(f"t{self.fetched}", self.lives)

    async def close(self) -> None:
        """Do nothing."""


@pytest.fixture
def service() -> Service:
    return Service()


@pytest.fixture
async def url(service) -> AsyncIterator[str]:
    app = web.Application()
    app.router.add_route("*", "/{rest:.*}", service.answer)
    async with TestServer(app) as server:
        yield str(server.make_url("/"))


@pytest.fixture
def credential() -> Counting:
    return Counting()


@pytest.fixture
def connector(session, credential, url) -> Connector:
    one = Connector(session, TokenCache(credential, lambda: 0.0), app_id=APP_ID)
    one.trust(TENANT, url)
    return one


async def test_a_chat_is_made_with_somebody_by_their_entra_id(connector, service, url):
    assert await connector.create_conversation(url, TENANT, "oid-1") == "made"
    [(method, path, token, said)] = service.asked
    assert (method, path, token) == ("POST", "/v3/conversations", "Bearer t1")
    assert said["members"] == [{"id": "oid-1"}]
    assert (said["tenantId"], said["channelData"]["tenant"]["id"]) == (TENANT, TENANT)
    assert (said["bot"]["id"], said["isGroup"]) == (f"28:{APP_ID}", False)


async def test_ids_are_escaped_in_paths(connector, service, url):
    assert await connector.send(url, "19:rom/../x?y", {"type": "message"}) == "made"
    await connector.update(url, "c", "a/b", {"type": "message"})
    await connector.delete(url, "c", "a/b")
    assert [(method, path) for method, path, *_ in service.asked] == [
        ("POST", "/v3/conversations/19%3Arom%2F..%2Fx%3Fy/activities"),
        ("PUT", "/v3/conversations/c/activities/a%2Fb"),
        ("DELETE", "/v3/conversations/c/activities/a%2Fb"),
    ]


async def test_members_are_read_to_the_last_page(connector, service):
    pages = iter([{"members": [{"id": "1"}], "continuationToken": "n"}, {"members": [{"id": "2"}]}])
    answer = service.answer

    async def page(request):
        service.body = next(pages)
        return await answer(request)

    service.answer = page
    app = web.Application()
    app.router.add_get("/{rest:.*}", page)
    async with TestServer(app) as server:
        other = str(server.make_url("/"))
        connector.trust(TENANT, other)
        assert [m["id"] for m in await connector.members(other, "c")] == ["1", "2"]


async def test_an_address_that_no_token_named_is_not_called(connector, service):
    with pytest.raises(ConnectorError) as caught:
        await connector.send("https://evil.example/", "c", {})
    assert (caught.value.status, caught.value.code) == (403, "UnknownServiceUrl")
    assert service.asked == []


@pytest.mark.parametrize("bad", ["http://smba.example/", "file:///etc", "https://", "tull"])
async def test_a_plain_address_beyond_this_machine_is_never_trusted(connector, bad):
    connector.trust("t", bad)
    assert connector.service_url_of("t") is None
    with pytest.raises(ConnectorError):
        await connector.send(bad, "c", {})


async def test_a_token_is_fetched_once_even_by_many_at_once(connector, credential, url):
    await asyncio.gather(*(connector.send(url, f"c{n}", {}) for n in range(10)))
    assert credential.fetched == 1


async def test_a_token_near_its_end_is_changed(connector, credential, url):
    credential.lives = 200
    await connector.send(url, "c", {})
    await connector.send(url, "c", {})
    assert credential.fetched == 2


async def test_a_token_that_is_not_taken_is_dropped(connector, service, url):
    service.status = 401
    with pytest.raises(ConnectorError):
        await connector.send(url, "c", {})
    service.status = 201
    await connector.send(url, "c", {})
    assert [token for *_, token, _ in service.asked] == ["Bearer t1", "Bearer t2"]


async def test_no_token_is_an_error_that_may_pass(connector, credential, url):
    credential.broken = True
    with pytest.raises(ConnectorError) as caught:
        await connector.send(url, "c", {})
    assert caught.value.status == 0


@pytest.mark.parametrize(
    ("said", "code", "wait"),
    [
        ((429, {"Retry-After": "7"}, {"error": {"code": "Throttled"}}), "Throttled", 7.0),
        ((403, {}, {"error": {"code": "BotNotInRoster"}}), "BotNotInRoster", None),
        ((502, {"Retry-After": "snart"}, "tull"), "", None),
        ((307, {"Location": "https://evil.example/"}, {}), "", None),
    ],
)
async def test_a_no_is_told_with_its_code_and_when_to_come_back(
    connector, service, url, said, code, wait
):
    service.status, service.headers, service.body = said
    with pytest.raises(ConnectorError) as caught:
        await connector.send(url, "c", {})
    assert (caught.value.status, caught.value.code) == (said[0], code)
    assert caught.value.retry_after == wait


async def test_silence_is_an_error_that_may_pass(connector):
    connector.trust(TENANT, "http://127.0.0.1:1/")
    with pytest.raises(ConnectorError) as caught:
        await connector.send("http://127.0.0.1:1/", "c", {})
    assert caught.value.status == 0


async def test_a_message_for_one_in_a_room_names_them_and_is_changed_as_such(
    connector, service, url
):
    await connector.send(url, "19:r@thread.tacv2", {"type": "message"}, "29:per")
    await connector.update(url, "19:r@thread.tacv2", "m", {"type": "message"}, targeted=True)
    await connector.delete(url, "19:r@thread.tacv2", "m", targeted=True)
    assert [path.partition("activities")[2] for _, path, *_ in service.asked] == [
        "?isTargetedActivity=true",
        "/m?isTargetedActivity=true",
        "/m?isTargetedActivity=true",
    ]
    assert [said for *_, said in service.asked] == [
        {"type": "message", "recipient": {"id": "29:per"}},
        {"type": "message"},
        None,
    ]


async def test_the_platforms_pace_is_kept_and_what_it_closes_is_left_alone(connector, service, url):
    service.status, service.headers = 429, {"Retry-After": "9"}
    with pytest.raises(ConnectorError):
        await connector.send(url, "19:r@thread.tacv2;messageid=1", {})
    service.status = 201
    with pytest.raises(Held):  # the same room, another thread of it
        await connector.send(url, "19:r@thread.tacv2;messageid=2", {})
    await connector.send(url, "a:1", {})
    assert len(service.asked) == 2


async def test_a_service_that_is_out_of_order_is_left_in_peace(connector, service, url):
    service.status = 502
    for n in range(FAILURES):
        with pytest.raises(ConnectorError):
            await connector.send(url, f"a:{n}", {})
    with pytest.raises(Held):
        await connector.send(url, "a:x", {})
    assert len(service.asked) == FAILURES


async def test_a_room_takes_smaller_messages_than_a_chat(connector, service, url):
    await connector.send(url, "a:1", {"text": "x" * LARGEST_IN_ROOM})
    with pytest.raises(ConnectorError) as caught:
        await connector.send(url, "19:r@thread.tacv2", {"text": "x" * LARGEST_IN_ROOM})
    assert (caught.value.status, len(service.asked)) == (413, 1)


async def test_too_large_a_message_is_not_sent(connector, service, url):
    with pytest.raises(ConnectorError) as caught:
        await connector.send(url, "c", {"text": "x" * LARGEST})
    assert (caught.value.status, caught.value.code) == (413, "MessageSizeTooBig")
    assert service.asked == []


async def test_entra_is_asked_for_the_scope_and_its_refusal_holds_no_secret():
    class Entra:
        def __init__(self, error: Exception | None = None) -> None:
            self.error, self.scopes, self.closed = error, [], False

        async def get_token(self, *scopes):
            self.scopes.append(scopes)
            if self.error:
                raise self.error
            return type("AccessToken", (), {"token": "x", "expires_on": 5})

        async def close(self):
            self.closed = True

    good = Entra()
    credential = AzureCredential(good, "https://api.botframework.com/.default")
    assert await credential.token() == Token("x", 5.0)
    assert good.scopes == [("https://api.botframework.com/.default",)]
    await credential.close()
    assert good.closed
    from azure.core.exceptions import ClientAuthenticationError

    with pytest.raises(CredentialError, match=r"^ClientAuthenticationError$"):
        await AzureCredential(Entra(ClientAuthenticationError("hemmelig")), "s").token()
