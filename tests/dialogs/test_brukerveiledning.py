"""The guide for those who use the bot names what there is."""

import re
from pathlib import Path

from dialogs.base import discover

GUIDE = Path(__file__).parents[2] / "docs" / "brukerveiledning.md"


def test_every_word_that_the_guide_says_to_write_is_a_command():
    known = {word for dialog in discover().values() for word in dialog.commands.get("nb", ())}
    said = set(re.findall(r"`([^`]+)`", GUIDE.read_text(encoding="utf-8")))
    assert {word for word in said if not word.startswith("kode ")} <= known
    assert len(said) > 10
