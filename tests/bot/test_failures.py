"""Whoever looks after the bot reads a sentence, whatever went wrong."""

import re
from pathlib import Path

import pytest

import bot
from bot.failures import explain

RAISED = re.compile(r'(?:ConnectorError\(\d+|Held)[,(] ?"(\w+)"')
SOURCES = Path(bot.__file__).parent.rglob("*.py")
OURS = sorted({code for file in SOURCES for code in RAISED.findall(file.read_text("utf-8"))})


def test_the_codes_are_found():
    assert {"Pace", "Circuit", "NoAddress", "MessageSizeTooBig"} <= set(OURS)


@pytest.mark.parametrize("code", OURS)
def test_each_code_of_ours_is_explained_by_itself(code):
    fallbacks = {explain("0 ValueError"), explain("0"), explain("418 X"), explain("500 X")}
    assert explain(f"0 {code}") == explain(f"403 {code}")
    assert explain(f"0 {code}") not in fallbacks


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("0 ClientConnectorError", "svarte ikke"),
        ("0 TimeoutError", "svarte ikke"),
        ("0 ValueError", "galt i boten"),
        ("0 CredentialClientAuthenticationError", "Entra"),
        ("403 NoWayLeft", "verken i egen chat eller i rommet"),
        ("403 Forbidden", "slipper ikke boten til"),
        ("502 ", "hadde en feil"),
        ("429 RateLimited", "ba boten vente"),
        ("418 Teapot", "sa nei"),
        ("", "svarte ikke"),
    ],
)
def test_what_others_answer_is_explained_by_its_status(code, words):
    assert words in explain(code)
