"""`stafett manifest`: a zip for the deployment that the settings name, or what is wrong with it."""

from pathlib import Path

import orjson
import pytest
from typer.testing import CliRunner

from bot.__main__ import build
from bot.commands import manifest as commands
from bot.settings import SettingsError
from manifest import app, package
from tests.manifest.conftest import APP_ID

SAY = CliRunner()


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """Give a kommune's own copy of app.toml."""
    said = app.FILE.read_text(encoding="utf-8").replace(".example/", ".no/")
    (tmp_path / "kommunen.toml").write_text(said, encoding="utf-8")
    return tmp_path / "kommunen.toml"


@pytest.fixture
def out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("STAFETT_APP_ID", APP_ID)
    return tmp_path / "ut" / "stafett.zip"


def test_a_package_is_built_for_the_bot_that_the_settings_name_and_is_whole(own, out):
    built = SAY.invoke(build(), ["manifest", "build", "--app", str(own), "--out", str(out)])
    assert (built.exit_code, "ready to be uploaded" in built.output) == (0, True)
    made = orjson.loads(package.unzipped(out.read_bytes())[package.MANIFEST])
    assert made["bots"][0]["botId"] == APP_ID
    assert "authorization" not in made
    assert SAY.invoke(build(), ["manifest", "check", str(out)]).exit_code == 0


def test_a_deployment_with_rooms_asks_for_what_rooms_need(own, out, monkeypatch):
    monkeypatch.setenv("STAFETT_ROOMS", "delt")
    SAY.invoke(build(), ["manifest", "build", "--app", str(own), "--out", str(out)])
    made = orjson.loads(package.unzipped(out.read_bytes())[package.MANIFEST])
    assert made["webApplicationInfo"]["id"] == APP_ID


def test_a_package_with_the_example_addresses_is_not_built(out):
    built = SAY.invoke(build(), ["manifest", "build", "--out", str(out)])
    assert built.exit_code == 1
    assert "developer.privacyUrl" in built.output
    assert not out.exists()


def test_without_an_app_id_nothing_is_built(out, monkeypatch):
    monkeypatch.delenv("STAFETT_APP_ID")
    with pytest.raises(SettingsError, match="STAFETT_APP_ID"):
        commands.build(out, app.FILE)


@pytest.mark.parametrize("held", [None, b"no zip"])
def test_what_is_no_package_is_a_sentence(tmp_path, held):
    if held is not None:
        (tmp_path / "x.zip").write_bytes(held)
    with pytest.raises(SettingsError, match=r"x\.zip"):
        commands.check(tmp_path / "x.zip")


def test_what_lies_in_the_tree_is_looked_at_without_being_written(monkeypatch, tmp_path):
    monkeypatch.setattr(commands, "FOLDER", tmp_path)
    assert SAY.invoke(build(), ["manifest", "write", "--check"]).exit_code == 1
    assert list(tmp_path.iterdir()) == []
    assert SAY.invoke(build(), ["manifest", "write"]).exit_code == 0
    assert {one.name for one in tmp_path.iterdir()} == {"manifest.json", "nn.json", "en.json"}
    assert SAY.invoke(build(), ["manifest", "write", "--check"]).exit_code == 0
