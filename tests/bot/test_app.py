"""The whole bot, started as in production on a free port of this machine, and stopped."""

import asyncio
import json
import socket
from pathlib import Path

import aiohttp
import pytest

from bot.app import running
from bot.settings import Settings, SettingsError, load_settings
from storage import schema
from storage.errors import Behind
from storage.master import load_master_key
from tests.support.activities import message
from tests.support.issuer import APP_ID, TENANT, Issuer


@pytest.fixture
def settings(tmp_path: Path, issuer: Issuer) -> Settings:
    url = f"sqlite:///{tmp_path / 'stafett.db'}"
    schema.upgrade(url, None)
    load_master_key(tmp_path / "hovednokkel")
    return load_settings(
        app_id=APP_ID,
        app_token="t",
        tenants=TENANT,
        database_url=url,
        openid_metadata_url=f"{issuer.url}metadata",
        key_url=f"file:{tmp_path / 'hovednokkel'}",
        anchor_dir=tmp_path / "anker",
        listen="127.0.0.1:0",
    )


async def got(session: aiohttp.ClientSession, url: str) -> tuple[int, str]:
    async with session.get(url) as response:
        return response.status, await response.text()


async def test_it_lives_is_ready_and_counts(settings, session):
    async with running(settings) as port:
        at = f"http://127.0.0.1:{port}"
        assert await got(session, f"{at}/healthz") == (200, '{"status": "ok"}')
        for _ in range(100):
            status, text = await got(session, f"{at}/readyz")
            if status == 200:
                break
            await asyncio.sleep(0.05)
        parts = json.loads(text)
        assert parts == dict.fromkeys(("database", "keys", "clock", "outbox"), True) | {
            "status": "ok",
            "given_up": 0,
        }
        status, text = await got(session, f"{at}/metrics")
        assert status == 200
        assert "stafett_turns_total" in text


async def test_without_signing_keys_it_lives_but_is_not_ready(settings, session, issuer):
    issuer.broken = True
    async with running(settings) as port:
        status, body = await got(session, f"http://127.0.0.1:{port}/readyz")
        assert (status, json.loads(body)["keys"]) == (503, False)


async def test_a_signed_message_goes_all_the_way(settings, session, issuer):
    async with running(settings) as port:
        url = f"http://127.0.0.1:{port}/api/messages"
        headers = {"Authorization": issuer.header()}
        async with session.post(url, json=message("hjelp"), headers=headers) as response:
            assert response.status == 200
        async with session.post(url, json=message("hjelp")) as response:
            assert response.status == 401


async def test_every_answer_carries_the_protecting_headers(settings, session):
    async with running(settings) as port:
        for path in ("/healthz", "/finnes/ikke"):
            async with session.get(f"http://127.0.0.1:{port}{path}") as response:
                assert response.headers["X-Content-Type-Options"] == "nosniff"
                assert response.headers["Cache-Control"] == "no-store"
                assert "aiohttp" not in response.headers["Server"]


async def test_the_day_gets_its_anchor(settings):
    async with running(settings):
        for _ in range(100):
            if list(settings.anchor_dir.glob("anker-*.jsonl")):
                break
            await asyncio.sleep(0.05)
    [made] = settings.anchor_dir.glob("anker-*.jsonl")
    assert made.stat().st_size


async def test_a_port_in_use_is_one_sentence(settings):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        busy = settings.model_copy(update={"listen": f"127.0.0.1:{taken.getsockname()[1]}"})
        with pytest.raises(SettingsError, match=r"^STAFETT_LISTEN: "):
            async with running(busy):
                pass


async def test_a_database_that_is_behind_names_the_command(settings, tmp_path):
    old = settings.model_copy(update={"database_url": f"sqlite:///{tmp_path / 'ny.db'}"})
    with pytest.raises(Behind, match="stafett db upgrade"):
        async with running(old):
            pass


async def test_production_does_not_start_with_what_ships(settings):
    wide = settings.model_copy(update={"listen": "0.0.0.0:0"})
    with pytest.raises(SettingsError, match="signed"):
        async with running(wide):
            pass
