"""What is made by commands is what the code says now: dialogs.md, the manifest, the catalogues."""

import pytest

from bot.commands import docs, manifest, words
from dialogs.base import discover


def test_the_list_of_dialogs_is_current():
    assert docs.FILE.read_text(encoding="utf-8") == docs.rendered(discover().values())


def test_the_manifest_and_its_texts_are_current():
    kept = {name: (manifest.FOLDER / name).read_bytes() for name in manifest.rendered()}
    assert kept == manifest.rendered()


@pytest.mark.parametrize("language", words.TRANSLATED)
def test_every_word_is_said_in_every_language(language: str):
    file = words.ROOT / "cards" / "locales" / f"{language}.po"
    catalogue = words.updated(file, language, words.extracted(words.ROOT))
    assert words.untranslated(catalogue) == []


@pytest.mark.parametrize("language", words.TRANSLATED)
def test_a_translation_keeps_the_placeholders(language: str):
    from string import Formatter

    file = words.ROOT / "cards" / "locales" / f"{language}.po"
    catalogue = words.updated(file, language, words.extracted(words.ROOT))
    for message in catalogue:
        if not message.id or not isinstance(message.id, str):
            continue
        wanted = {name for _, name, _, _ in Formatter().parse(message.id) if name}
        said = {name for _, name, _, _ in Formatter().parse(str(message.string)) if name}
        assert said == wanted, message.id
