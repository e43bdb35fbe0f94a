"""What a message that is put in the log says, without the command that it begins with."""

from collections.abc import Iterable
from dataclasses import replace

from bot.commands_text import Command, Spoken, parse
from bot.invokes import Asked


def uncommanded(asked: Asked, dialogs: Iterable[Spoken]) -> Asked:
    """Leave «lysglimt» out of a message «@Stafett lysglimt …»; any other text stays as it is."""
    if not asked.quoted:  # what is typed in a form may well begin with such a word
        return asked
    text = asked.data.get("tekst")
    said = parse(text, dialogs) if isinstance(text, str) else None
    if not isinstance(said, Command) or not said.rest:
        return asked
    return replace(asked, data={**asked.data, "tekst": said.rest})
