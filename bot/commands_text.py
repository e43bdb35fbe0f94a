"""Reads what people write: which dialog a text names, however it is spelt, and what follows."""

import difflib
import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol

CLOSE_ENOUGH = 0.75
_WORD = re.compile(r"\w+")
_LETTERS = str.maketrans({"ø": "o", "æ": "ae", "đ": "d", "ŧ": "t", "ß": "ss"})


class Spoken(Protocol):
    """A dialog as far as its words go."""

    @property
    def name(self) -> str:
        """Give the dialog's name."""
        ...

    @property
    def commands(self) -> dict[str, tuple[str, ...]]:
        """Give its words by language."""
        ...


@dataclass(frozen=True, slots=True)
class Command:
    """A text names a dialog; `rest` is what follows, as it was written."""

    dialog: str
    rest: str


@dataclass(frozen=True, slots=True)
class Nearest:
    """A text names nothing; `command` is the nearest word there is (or ""), `rest` the text."""

    command: str
    rest: str


def fold(text: str) -> str:
    """Give a word without case and diacritics: «Møte» and «mote» are one."""
    lowered = unicodedata.normalize("NFKD", text.casefold().translate(_LETTERS))
    return "".join(mark for mark in lowered if not unicodedata.combining(mark))


def parse(text: str, dialogs: Iterable[Spoken]) -> Command | Nearest:
    """Find the dialog that a text begins with; else the nearest command there is."""
    known = vocabulary(dialogs)
    text = unicodedata.normalize("NFC", text)
    words = list(_WORD.finditer(text))[: max(map(_length, known), default=1)]
    folded = [fold(word.group()) for word in words]
    for size in range(len(words), 0, -1):
        found = known.get(" ".join(folded[:size]))
        if found is not None:
            return Command(found[0], text[words[size - 1].end() :].lstrip(" \t\n\xa0:,.!?–—-"))
    return _nearest(text, words, folded, known)


def vocabulary(dialogs: Iterable[Spoken]) -> dict[str, tuple[str, str]]:
    """Give the dialog and the written command for each folded command."""
    found: dict[str, tuple[str, str]] = {}
    for dialog in dialogs:
        for spoken in dialog.commands.values():
            for command in spoken:
                key = " ".join(fold(word) for word in _WORD.findall(command))
                found.setdefault(key, (dialog.name, command))
    return found


def _length(command: str) -> int:
    return command.count(" ") + 1


def _nearest(
    text: str,
    words: list[re.Match[str]],
    folded: list[str],
    known: dict[str, tuple[str, str]],
) -> Nearest:
    best, command, end = CLOSE_ENOUGH, "", 0
    for size in range(len(words), 0, -1):
        said = " ".join(folded[:size])
        for candidate, (_, written) in known.items():
            alike = difflib.SequenceMatcher(None, said, candidate).ratio()
            if alike > best:
                best, command, end = alike, written, words[size - 1].end()
    return Nearest(command, text[end:].strip())
