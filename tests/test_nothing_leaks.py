"""The whole story with a real bot, and then a hunt for every word of it, wherever anybody looks.

The log lines are those of the level DEBUG; the files are looked at as bytes, journals too.
"""

import base64
import json
import os
import re
from collections.abc import Generator
from urllib.parse import quote

import pytest

from bot.logging import ALLOWED
from domain.policy import load_policy
from tests.support import evidence, sentinels
from tests.support.evidence import Evidence, hunted
from tests.support.postgres import Server
from tests.support.spellings import found, spellings

pytestmark = pytest.mark.xdist_group("leaks")

WORDS = (sentinels.STEM, *sentinels.dates(sentinels.BORN))
POLICY = load_policy()
SHOWN = ("summary", "text", "attachments", "displayName", "description")
"""What a request to Teams says to people."""


@pytest.fixture(scope="module", params=["sqlite", "postgres"])
def after(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Generator[Evidence]:
    """Give what the story has left behind, on each engine."""
    folder = tmp_path_factory.mktemp("historien")
    if request.param == "sqlite":
        yield evidence.gathered(folder, log_level="DEBUG")
        return
    server: Server = request.getfixturevalue("postgres_server")
    with server.fresh() as url:
        yield evidence.gathered(folder, log_level="DEBUG", database_url=url)


def test_the_story_was_played(after: Evidence):
    outcomes = [(line["dialog"], line["outcome"]) for line in after.logged() if "outcome" in line]
    kept = {"opprettet", "skrevet", "lagret", "sendt", "rettet", "ute", "trukket"}
    assert kept <= {outcome for _, outcome in outcomes}
    assert {dialog for dialog, _ in outcomes} > {"kommentar", "retting", "feilfort", "invitasjon"}
    assert len(after.sent) > 20
    assert any(b"/graph/" in request for request in after.sent)
    assert any(b"isTargetedActivity" in request for request in after.sent)
    assert any(name.startswith("stafett.db-wal") for name in after.files) or any(
        name.startswith("0000") for name in after.files
    )


def test_what_it_has_kept_is_whole(after: Evidence):
    assert {words: said for words, (code, said) in after.commands.items() if code} == {}


def test_no_word_name_or_birth_date_is_anywhere(after: Evidence):
    assert hunted(WORDS, after.places()) == {}


def test_no_code_that_was_handed_over_is_anywhere(after: Evidence):
    told = after.story.handed_over
    assert told
    codes = [*told, *(code.replace("-", "") for code in told)]
    assert hunted(codes, after.places()) == {}


def test_lines_and_answers_name_no_account(after: Evidence):
    open_to_watchers = [("log lines", after.lines), *after.answers.items()]
    open_to_watchers += [(words, said) for words, (_, said) in after.commands.items()]
    bare = [account.replace("-", "") for account in after.accounts]
    assert hunted([*after.accounts, *bare, "29:", "@furulund"], open_to_watchers) == {}


def test_the_bots_own_secret_is_nowhere(after: Evidence):
    assert hunted([after.token], after.places()) == {}


def test_what_is_sent_names_no_service_and_no_topic(after: Evidence):
    called = (*POLICY.services.values(), *POLICY.topics.values())
    names = {name for one in called for name in (*one.navn.values(), one.kode)}
    word = re.compile(rf"(?<!\w)({'|'.join(map(re.escape, names))})(?!\w)", re.IGNORECASE)
    for request in after.sent:
        _, _, body = request.partition(b" {")
        said = json.loads(b"{" + body) if body else {}
        if said.get("summary") != "Hjelp":  # which tells what the commands do, and nothing else
            shown = json.dumps([said.get(key) for key in SHOWN], ensure_ascii=False)
            assert word.findall(shown) == [], shown


def test_each_line_is_json_with_listed_keys_and_each_turn_has_its_reference(after: Evidence):
    lines = after.logged()
    assert {key for line in lines for key in line} <= ALLOWED
    references = [line["reference"] for line in lines if line["event"] == "turn"]
    assert len(set(references)) == len(references) > 50
    wrong = [line for line in lines if line["level"] in ("error", "critical")]
    # The father has no account.
    assert [line for line in wrong if line["event"] != "delivery given up"] == []


@pytest.mark.parametrize(
    "spell",
    [
        str.encode,
        lambda word: word.upper().encode(),
        lambda word: word.encode("utf-16-le"),
        lambda word: json.dumps({"tekst": f"a {word} b"}).encode(),
        lambda word: quote(f"a {word} b").encode(),
        lambda word: base64.b64encode(f"{word} b".encode()),
        lambda word: base64.b64encode(f"a{word} b".encode()),
        lambda word: base64.urlsafe_b64encode(f"aå{word} b".encode()),
        lambda word: word.encode().hex().encode(),
        lambda word: repr(word.encode()).encode(),
        lambda word: word.replace("å", "a").encode(),
    ],
)
def test_the_hunt_finds_a_word_in_every_spelling(spell):
    noise = os.urandom(1000)
    needles = spellings(sentinels.STEM)
    assert found(noise + spell(sentinels.STEM) + noise, needles)
    assert not found(os.urandom(100_000), needles)


def test_the_hunt_says_where_something_lies():
    places = [("a", b"den 29. MARS 2017 kl. 8"), ("b", b"den 30. mars 2017")]
    assert list(hunted(["29. mars 2017"], places)) == ["a"]
