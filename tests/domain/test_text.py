"""Text that people type."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.text import UnwantedCharacter, tidy


@pytest.mark.parametrize(
    "text",
    ["Han kom i dag 😀👨‍👩‍👧", "جاء اليوم", "הוא בא", "Tiếng Việt", "ᚠᚢᚦ", "a\tb\nc"],
)
def test_emoji_and_all_the_worlds_letters_are_welcome(text: str):
    assert tidy(text) == unicodedata.normalize("NFC", text)


@pytest.mark.parametrize(
    "sign", ["\x00", "\x07", "\x1b", "\x7f", "\x85", "\ud800", "\u202e", "\u2066", "\u2069"]
)
def test_control_characters_and_bidi_controls_are_refused(sign: str):
    with pytest.raises(UnwantedCharacter):
        tidy(f"Han kom{sign} i dag")


def test_line_ends_and_the_space_around_are_made_plain():
    assert tidy("  a\r\nb\rc \n ") == "a\nb\nc"


def test_letters_are_kept_composed():
    assert tidy("a\u030aret") == "året"


@given(st.text())
def test_tidy_text_stays_as_it_is(text: str):
    try:
        once = tidy(text)
    except UnwantedCharacter:
        return
    assert tidy(once) == once
