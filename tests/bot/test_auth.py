"""Only a token that proves everything lets an activity in."""

import base64
import json
import time
from datetime import timedelta

import jwt
import pytest
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from bot import auth
from bot.auth import Authenticator
from bot.openid import KeySource
from bot.turned_away import Forbidden, NotLetIn, Unauthorized, Why
from domain.clock import system_clock
from tests.support.activities import message
from tests.support.issuer import APP_ID, ISSUER, SERVICE_URL, TENANT, key

OTHER_TENANT = "6c1f0a52-8d0e-4f5b-9a77-2f0b5a1c0009"


async def turned_away(authenticator: Authenticator, header: str | None, **changed) -> NotLetIn:
    with pytest.raises(NotLetIn) as caught:
        await authenticator.verify(header, message("hjelp", **changed))
    assert str(caught.value) == caught.value.why
    return caught.value


def unsigned(alg: str, body: dict) -> str:
    parts = [{"alg": alg, "typ": "JWT", "kid": "one"}, body]
    coded = [base64.urlsafe_b64encode(json.dumps(p).encode()).rstrip(b"=") for p in parts]
    return b".".join([*coded, b""]).decode()


def headed(head: str) -> str:
    return f"Bearer {base64.urlsafe_b64encode(head.encode()).decode()}.e30.x"


async def test_a_good_token_lets_an_activity_in(authenticator, issuer):
    claims = await authenticator.verify(issuer.header(), message("hjelp"))
    assert claims.service_url == SERVICE_URL


@pytest.mark.parametrize(
    ("changed", "why"),
    [
        ({"exp": int(time.time()) - 301}, Why.EXPIRED),
        ({"exp": None}, Why.CLAIM),
        ({"exp": "snart"}, Why.MALFORMED),
        ({"nbf": int(time.time()) + 400}, Why.NOT_YET),
        ({"aud": "another-bot"}, Why.AUDIENCE),
        ({"aud": [APP_ID, "another-bot"]}, Why.AUDIENCE),
        ({"aud": None}, Why.CLAIM),
        ({"iss": "https://sts.windows.net/x/"}, Why.ISSUER),
        ({"iss": None}, Why.CLAIM),
        ({"serviceurl": "https://evil.example/"}, Why.SERVICE_URL),
        ({"serviceurl": None}, Why.SERVICE_URL),
        ({"kid": "unpublished"}, Why.UNKNOWN_KEY),
        ({"signed_by": "somebody else"}, Why.SIGNATURE),
    ],
)
async def test_a_flaw_in_the_token_is_401(authenticator, issuer, changed, why):
    refused = await turned_away(authenticator, issuer.header(**changed))
    assert (type(refused), refused.why, refused.status) == (Unauthorized, why, 401)


async def test_five_minutes_of_skew_are_forgiven(authenticator, issuer):
    now = int(time.time())
    await authenticator.verify(issuer.header(exp=now - 280, nbf=now - 999), message("hjelp"))
    await authenticator.verify(issuer.header(nbf=now + 280), message("hjelp"))


async def test_a_token_without_signature_is_401(authenticator, issuer):
    body = jwt.decode(issuer.token(), options={"verify_signature": False})
    for alg in ("none", "None", "NONE"):
        refused = await turned_away(authenticator, f"Bearer {unsigned(alg, body)}")
        assert refused.why is Why.ALGORITHM


async def test_the_public_key_does_not_serve_as_a_shared_secret(authenticator, issuer):
    body = jwt.decode(issuer.token(), options={"verify_signature": False})
    public = key("one").public_key()
    pem = public.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
    head, said = (unsigned("HS256", body)).split(".")[:2]
    mac = jwt.get_algorithm_by_name("HS256")
    signature = mac.sign(f"{head}.{said}".encode(), pem)
    forged = f"{head}.{said}.{base64.urlsafe_b64encode(signature).decode().rstrip('=')}"
    refused = await turned_away(authenticator, f"Bearer {forged}")
    assert refused.why is Why.ALGORITHM


async def test_a_changed_payload_is_401(authenticator, issuer):
    head, _, signature = issuer.token().split(".")
    other = issuer.token(aud=APP_ID, exp=int(time.time()) + 9999).split(".")[1]
    refused = await turned_away(authenticator, f"Bearer {head}.{other}.{signature}")
    assert refused.why is Why.SIGNATURE


@pytest.mark.parametrize(
    "header",
    [
        None,
        "",
        "Bearer",
        "Bearer ",
        "Basic abc",
        "Bearer tull",
        "Bearer a.b.c",
        "Bearer æøå",
        f"Bearer {'x' * 9000}",
        headed("[" * 5000),
        headed('{"alg":"RS256","kid":{}}'),
        headed('{"alg":"RS256"}'),
    ],
)
async def test_what_is_no_token_is_401(authenticator, header):
    refused = await turned_away(authenticator, header)
    assert refused.status == 401


async def test_a_key_that_may_not_sign_for_teams_is_401(authenticator, issuer):
    issuer.endorsements = ["webchat"]
    refused = await turned_away(authenticator, issuer.header())
    assert (refused.why, refused.status) == (Why.ENDORSEMENT, 401)


async def test_another_channel_is_403(authenticator, issuer):
    refused = await turned_away(authenticator, issuer.header(), channelId="emulator")
    assert (type(refused), refused.why) == (Forbidden, Why.CHANNEL)


@pytest.mark.parametrize(
    "changed",
    [
        {"channelData": {"tenant": {"id": OTHER_TENANT}}},
        {"conversation": {"id": "a:kari", "tenantId": OTHER_TENANT}},
        {"channelData": None, "conversation": {"id": "a:kari"}},
        {"channelData": {"tenant": {"id": [TENANT]}}},
        {"channelData": "tull", "conversation": ["tull"]},
    ],
)
async def test_a_tenant_that_is_not_listed_is_403(authenticator, issuer, changed):
    refused = await turned_away(authenticator, issuer.header(), **changed)
    assert (refused.status, refused.why) == (403, Why.TENANT)


async def test_a_tenant_is_the_same_however_its_letters_are_written(authenticator, issuer):
    upper = {"tenant": {"id": TENANT.upper()}}
    await authenticator.verify(issuer.header(), message("hjelp", channelData=upper))


async def test_a_verified_token_is_remembered_until_it_ends(issuer, session, monkeypatch):
    now = system_clock()
    moved = [now]
    keys = KeySource(session, f"{issuer.url}metadata")
    one = Authenticator(
        keys, app_id=APP_ID, issuer=ISSUER, tenants=(TENANT,), clock=lambda: moved[0]
    )
    read: list[str] = []
    decode = jwt.decode
    monkeypatch.setattr(auth.jwt, "decode", lambda *a, **k: read.append("") or decode(*a, **k))
    header = issuer.header()
    for _ in range(3):
        await one.verify(header, message("hjelp"))
    assert len(read) == 1
    moved[0] = now + timedelta(hours=2)
    await one.verify(header, message("hjelp"))
    assert len(read) == 2


async def test_a_remembered_token_still_speaks_for_its_own_service_url_alone(authenticator, issuer):
    header = issuer.header()
    await authenticator.verify(header, message("hjelp"))
    refused = await turned_away(authenticator, header, serviceUrl="https://evil.example/")
    assert refused.why is Why.SERVICE_URL


async def test_no_more_tokens_are_remembered_than_the_bound(authenticator, issuer, monkeypatch):
    monkeypatch.setattr(auth, "REMEMBERED", 3)
    for second in range(6):
        exp = int(time.time()) + 1000 + second
        await authenticator.verify(issuer.header(exp=exp), message("hjelp"))
    assert len(authenticator._verified) == 3
