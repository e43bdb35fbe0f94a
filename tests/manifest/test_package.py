"""The package that is built: whole by Microsoft's schemas and our rules, the same every time."""

import zipfile
from io import BytesIO

import orjson
import pytest

from dialogs.base import discover
from manifest import checking, package, schemas
from manifest.app import AppError, read
from manifest.builder import texts_of
from manifest.offer import MOST
from tests.manifest.conftest import APP_ID

DIALOGS = discover()


def listed(manifest, scope):
    [bot] = manifest["bots"]
    [commands] = [one["commands"] for one in bot["commandLists"] if one["scopes"] == [scope]]
    return [one["title"] for one in commands]


def test_it_is_whole(files):
    assert list(checking.flaws(files)) == []


def test_its_zip_holds_everything_at_the_root_and_nothing_else(files):
    with zipfile.ZipFile(BytesIO(package.zipped(files))) as packed:
        assert packed.testzip() is None
        names = packed.namelist()
    icons = ["color.png", "color32.png"]
    assert names == ["manifest.json", *icons, "en.json", "nn.json", "outline.png"]


def test_its_zip_is_the_same_every_time_and_in_any_order(files):
    backwards = dict(reversed(files.items()))
    assert package.zipped(files) == package.zipped(backwards)
    assert package.unzipped(package.zipped(files)) == files


def test_it_asks_for_channels_as_teams_demands(manifest):
    assert (manifest["manifestVersion"], manifest["supportsChannelFeatures"]) == ("1.30", "tier1")
    [bot] = manifest["bots"]
    assert bot["scopes"] == ["personal", "team"]
    assert bot["supportsTargetedMessages"] is True
    assert {manifest["id"], bot["botId"], manifest["webApplicationInfo"]["id"]} == {APP_ID}


def test_a_room_lists_only_what_any_helper_may_do_there(manifest):
    room = listed(manifest, "team")
    assert room[0] == "hjelp"
    assert {"oppdatering", "lysglimt", "logg"} < set(room)
    assert not {"bekymringsmelding", "kode", "ny logg", "papirsamtykke", "mine logger"} & set(room)


def test_the_way_to_a_report_of_concern_is_always_in_the_personal_list(manifest):
    own = listed(manifest, "personal")
    assert len(own) <= MOST
    assert {"hjelp", "mine logger", "kode", "bekymringsmelding"} < set(own)


def test_what_opens_behind_plus_and_on_a_message_is_what_the_dialogs_say(manifest):
    [extension] = manifest["composeExtensions"]
    by_context = {
        context: [one["id"] for one in extension["commands"] if context in one["context"]]
        for context in ("compose", "message")
    }
    assert sorted(by_context["compose"]) == sorted(n for n, d in DIALOGS.items() if d.in_compose)
    on_message = sorted(f"{n}.melding" for n, d in DIALOGS.items() if d.on_message)
    assert by_context["message"] == on_message
    titles = {one["id"]: one["title"] for one in extension["commands"]}
    assert titles["oppdatering.melding"] == "Legg i loggen"


@pytest.mark.parametrize("language", ["nn", "en"])
def test_every_text_is_said_in_every_language_by_the_same_key(files, manifest, language):
    said = orjson.loads(files[f"{language}.json"])
    assert set(said) - {"$schema"} == set(texts_of(manifest))
    command = "bots[0].commandLists[0].commands[1].title"
    assert said[command] == {"nn": "mine loggar", "en": "my logs"}[language]


def test_without_microsofts_schemas_our_own_rules_are_checked_and_it_is_said(files, tmp_path):
    files["annet.txt"] = b""
    found = checking.flaws(files, tmp_path)
    assert next(found) == "annet.txt: is not named in it."
    with pytest.raises(schemas.NoSchemas, match="npm ci"):
        next(found)


@pytest.mark.parametrize(
    ("broken", "said"),
    [
        ("version = 1", "version"),
        ("[", "is no TOML"),
        ('version = "1.0.0"', "developer"),
    ],
)
def test_a_wrong_app_toml_is_one_sentence_that_names_the_place(tmp_path, broken, said):
    file = tmp_path / "app.toml"
    file.write_text(broken, encoding="utf-8")
    with pytest.raises(AppError, match=said):
        read(file)


def test_an_app_toml_without_a_language_is_refused(tmp_path):
    whole = read.__defaults__[0].read_text(encoding="utf-8")
    file = tmp_path / "app.toml"
    file.write_text(whole[: whole.index("[texts.en]")], encoding="utf-8")
    with pytest.raises(AppError, match=r"texts\.en"):
        read(file)
