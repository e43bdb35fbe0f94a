"""Unmistakable values for everything that a person could write or be called.

All of them hold one stem, so that one hunt finds them all; what has a form of its own (a birth
date, a code) is hunted beside it.
"""

import re
from datetime import date
from pathlib import Path

from babel.dates import format_date

from sandbox.settings import HERE

STEM = "zåvqx"
BORN = date(2017, 3, 29)
FIRST_NAME = f"Emil{STEM}"
MERKELAPP = f"Lapp{STEM}"


def text(what: str) -> str:
    """Give a text that somebody writes."""
    return f"Her står {what}-{STEM}-slutt, og litt til."


def bydel(folder: Path) -> Path:
    """Write the made-up bydel anew, with unmistakable names, titles and sign-in names."""
    said = (HERE / "bydel.toml").read_text(encoding="utf-8")
    person = said.index("\n[[person]]")
    heads, people = said[:person], said[person:]
    people = re.sub(
        r'^(name|title) = "(\S+)(.*)"$',
        lambda held: f'{held[1]} = "{held[2]}{STEM}{held[3]} {STEM}"',
        people,
        flags=re.MULTILINE,
    )
    file = folder / "bydel.toml"
    file.write_text(heads + people, encoding="utf-8")
    return file


def dates(day: date) -> list[str]:
    """Give the ways in which people and machines write a day."""
    written = [day.isoformat(), f"{day:%Y%m%d}", f"{day:%d.%m.%Y}", f"{day:%d%m%y}"]
    for locale in ("nb_NO", "nn_NO", "en_GB"):
        written += [format_date(day, style, locale=locale) for style in ("long", "medium")]
    return written
