"""What the sandbox keeps between starts, and what it says when it cannot start."""

import time
from dataclasses import replace
from pathlib import Path

import aiohttp
import pytest

from sandbox.__main__ import main
from sandbox.app import running
from sandbox.client import Client
from sandbox.people import BydelError, read_bydel
from sandbox.settings import Settings, SettingsError, read_settings
from sandbox.site import missing_libraries
from tests.sandbox.conftest import Town, free_port
from tests.sandbox.fake_bot import FakeBot, serving

BYDEL = Settings().bydel


async def test_chats_languages_and_keys_are_there_at_the_next_start(tmp_path: Path) -> None:
    bot = FakeBot(sandbox=f"http://127.0.0.1:{free_port()}/")
    port = int(bot.sandbox.rsplit(":", 1)[1].rstrip("/"))
    async with serving(bot) as url:
        settings = Settings(port=port, bot_url=url, data=tmp_path)
        async with running(settings), Client(bot.sandbox) as teams:
            await teams.installed()
            await teams.says("kari", "ny logg")
            await teams.speaks("kari", "nn-NO")
            before = await teams.chat("kari")
        async with running(settings), Client(bot.sandbox) as teams:
            await teams.installed()
            await teams.says("kari", "hjelp")
            assert (await teams.chat("kari"))[:2] == before
    assert bot.received[-1]["locale"] == "nn-NO"
    assert sum(activity["type"] == "installationUpdate" for activity in bot.received) == 9
    assert len({activity["id"] for activity in bot.received}) == len(bot.received)


async def test_the_bot_is_installed_when_it_comes_up_later(tmp_path: Path) -> None:
    bot = FakeBot(sandbox=f"http://127.0.0.1:{free_port()}/")
    port = int(bot.sandbox.rsplit(":", 1)[1].rstrip("/"))
    later = free_port()
    url = f"http://127.0.0.1:{later}/api/messages"
    settings = Settings(port=port, bot_url=url, data=tmp_path)
    async with running(settings), Client(bot.sandbox) as teams:
        assert (await teams.state())["bot"]["up"] is False
        assert "Får ikke kontakt" in (await teams.says("kari", "hei"))["text"]
        async with serving(bot, later):
            await teams.installed()
            assert (await teams.state())["bot"]["up"] is True


async def test_a_taken_port_is_one_sentence(town: Town, tmp_path: Path) -> None:
    taken = replace(town.settings, data=tmp_path / "other")
    with pytest.raises(SettingsError, match="SANDBOX_PORT"):
        async with running(taken):
            pass


def test_flags_come_before_the_environment_and_the_environment_before_defaults() -> None:
    env = {"SANDBOX_PORT": "5001", "SANDBOX_APP_ID": "from-env"}
    settings = read_settings(["--port", "5002"], env)
    assert (settings.port, settings.app_id) == (5002, "from-env")
    assert settings.bot_url == "http://127.0.0.1:3978/api/messages"
    assert settings.service_url == "http://127.0.0.1:5002/"


@pytest.mark.parametrize(
    ("name", "value"), [("PORT", "many"), ("HOST", "0.0.0.0"), ("HOST", "example.org")]
)
def test_a_wrong_setting_is_named(name: str, value: str) -> None:
    with pytest.raises(SettingsError, match=f"SANDBOX_{name}"):
        read_settings([], {f"SANDBOX_{name}": value})


def test_the_token_is_not_printed_with_the_settings() -> None:
    assert "secret" not in repr(Settings(app_token="secret"))


def test_missing_packages_are_noticed(tmp_path: Path) -> None:
    assert [path.name for path in missing_libraries(tmp_path)] == [
        "adaptivecards.min.js",
        "markdown-it.min.js",
    ]


def test_nine_people_live_in_two_tenants() -> None:
    bydel = read_bydel(BYDEL, "app")
    assert len(bydel.people) == 9
    assert {person.tenant for person in bydel.people.values()} == set(bydel.tenants)
    assert len({bydel.teams_id(person) for person in bydel.people.values()}) == 9
    kari = bydel.people["kari"]
    assert bydel.find(str(kari.oid)) is bydel.find(bydel.teams_id(kari)) is kari
    assert bydel.teams_id(kari) != read_bydel(BYDEL, "another").teams_id(kari)


@pytest.mark.parametrize(
    "text",
    [
        "not toml",
        "",
        BYDEL.read_text(encoding="utf-8").replace('"nabobydelen"\nid', '"elsewhere"\nid'),
        BYDEL.read_text(encoding="utf-8").replace('key = "nora"', 'key = "kari"'),
        BYDEL.read_text(encoding="utf-8").replace('language = "nn"', 'language = "xx"'),
    ],
)
def test_a_file_of_people_that_cannot_be_used_is_refused(tmp_path: Path, text: str) -> None:
    path = tmp_path / "bydel.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(BydelError, match=r"bydel\.toml"):
        read_bydel(path, "app")


async def test_the_sandbox_stops_at_once_although_pages_are_open(tmp_path: Path) -> None:
    async with aiohttp.ClientSession() as session:
        async with running(Settings(port=0, data=tmp_path)) as settings:
            url = f"{settings.service_url}sandbox/api/events?person=kari"
            stream = await session.get(url)
            await stream.content.readline()
            started = time.monotonic()
        assert time.monotonic() - started < 1.5
        stream.close()


def test_a_wrong_start_is_one_sentence_and_no_traceback(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    for arguments, words in (
        (["--host", "0.0.0.0"], "SANDBOX_HOST"),
        (["--node-modules", str(tmp_path)], "npm ci"),
    ):
        monkeypatch.setattr("sys.argv", ["sandbox", *arguments])
        assert main() == 2
        said = capsys.readouterr().err
        assert words in said
        assert said.count("\n") == 1
