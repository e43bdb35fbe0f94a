"""Who acts, and what can be asked for in writing."""

from collections.abc import Mapping
from dataclasses import dataclass

from dialogs.rule import Rule


@dataclass(frozen=True, slots=True)
class Actor:
    """Who acts: `person` is empty for somebody the bot does not know."""

    person: str
    name: str
    language: str
    services: tuple[str, ...]
    identity: tuple[str, str]


@dataclass(frozen=True, slots=True)
class Offer:
    """A dialog as help tells of it: its words by language, title and sentence in bokmål."""

    dialog: str
    commands: Mapping[str, tuple[str, ...]]
    title: str
    about: str
    rule: Rule

    def command(self, language: str) -> str:
        """Give the word to write in a language; the bokmål one where it has none."""
        return (self.commands.get(language) or self.commands["nb"])[0]
