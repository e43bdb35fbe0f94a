"""However a command is spelt, it is found; a near miss gives the nearest."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.commands_text import Command, Nearest, parse
from tests.bot.fakes import DIALOGS


@pytest.mark.parametrize(
    ("text", "dialog", "rest"),
    [
        ("hjelp", "hjelp", ""),
        ("  HJELP!  ", "hjelp", ""),
        ("/hjelp", "hjelp", ""),
        ("help", "hjelp", ""),
        ("møte", "mote", ""),
        ("MOTE", "mote", ""),
        (unicodedata.normalize("NFD", "Møte på fredag"), "mote", "på fredag"),
        ("ny logg", "ny_logg", ""),
        ("Ny   logg", "ny_logg", ""),
        ("logg", "logg", ""),
        ("where are we?", "her", ""),
        ("status", "her", ""),
        ("lysglimt han kom hver dag denne uka", "lysglimt", "han kom hver dag denne uka"),
        ("lysglimt: Han kom!", "lysglimt", "Han kom!"),
        ("lysglimt – Han kom", "lysglimt", "Han kom"),
        ("lysglimt\nHan kom.\nHver dag.", "lysglimt", "Han kom.\nHver dag."),
        ("lysglimt 🎉 hurra", "lysglimt", "🎉 hurra"),
    ],
)
def test_a_command_is_found_with_what_follows(text, dialog, rest):
    assert parse(text, DIALOGS) == Command(dialog, rest)


@pytest.mark.parametrize(
    ("text", "command", "rest"),
    [
        ("lysglymt han kom", "lysglimt", "han kom"),
        ("hjlep", "hjelp", ""),
        ("nylogg", "ny logg", ""),
        ("du er hær", "du er her", ""),
        ("metting", "meeting", ""),
        ("kan du hjelpe", "", "kan du hjelpe"),
        ("", "", ""),
        ("🎉", "", "🎉"),
    ],
)
def test_a_near_miss_gives_the_nearest_command(text, command, rest):
    assert parse(text, DIALOGS) == Nearest(command, rest)


@given(st.text())
def test_any_text_is_taken(text):
    parse(text, DIALOGS)
