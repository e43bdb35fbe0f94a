"""`stafett words`: take the cards' and dialogs' words into the catalogues."""

from collections.abc import Iterable
from io import BytesIO
from pathlib import Path
from typing import Annotated

import typer
from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po

from cards.words import BABEL_LOCALES

ROOT = Path(__file__).parents[2]
SOURCES = ("cards", "dialogs")
TRANSLATED = ("nn", "en")
KEYWORDS = {"t": None, "N_": None, "plural": (1, 2), "self": None}
"""Functions whose text is to be translated; `self`: Words says «{a} og {b}» through itself."""
_UNSAID = ("POT-Creation", "PO-Revision", "Generated-By", "Report-Msgid", "Last-T", "Language-Team")
_DROPPED = tuple(b'"' + name.encode() for name in _UNSAID)


def words(
    check: Annotated[bool, typer.Option("--check", help="Only look; write nothing.")] = False,
) -> None:
    """Take new words in, put dropped ones out, and say what is not translated yet."""
    template, lacking = extracted(ROOT), 0
    for language in TRANSLATED:
        file = ROOT / "cards" / "locales" / f"{language}.po"
        catalogue = updated(file, language, template)
        if not check:
            file.write_bytes(written(catalogue))
        missing = untranslated(catalogue)
        lacking += len(missing)
        typer.echo(f"{language}: {len(catalogue) - len(missing)} of {len(catalogue)} translated")
        for text in missing:
            typer.echo(f"  lacks «{text}»")
    if check and lacking:
        raise typer.Exit(1)


def extracted(root: Path) -> Catalog:
    """Collect every text of the sources under a folder."""
    template = Catalog(charset="utf-8")
    for source in SOURCES:
        found = extract_from_dir(root / source, [("**.py", "python")], keywords=KEYWORDS)
        for name, _, text, _, _ in found:
            template.add(text, locations=[(f"{source}/{name}", 0)])
    return template


def updated(file: Path, language: str, template: Catalog) -> Catalog:
    """Read a catalogue and bring it to the sources' words; nothing is guessed."""
    held = file.read_bytes() if file.is_file() else b""
    catalogue = read_po(BytesIO(held), locale=BABEL_LOCALES[language])
    catalogue.update(template, no_fuzzy_matching=True, update_header_comment=False)
    catalogue.project, catalogue.version, catalogue.fuzzy = "Stafettbot", "1", False
    catalogue.header_comment = "# Written by «stafett words»: translate here, change words in code."
    return catalogue


def untranslated(catalogue: Catalog) -> list[str]:
    """Give the texts that a catalogue lacks, each form of a plural counted."""
    found: list[str] = []
    for message in catalogue:
        if not message.id:
            continue
        said: str | Iterable[str] = message.string or ""
        forms = [said] if isinstance(said, str) else list(said)
        if message.fuzzy or not forms or not all(forms):
            found.append(message.id if isinstance(message.id, str) else str(message.id[0]))
    return found


def written(catalogue: Catalog) -> bytes:
    """Write a catalogue the same way each time: sorted, without dates and line numbers."""
    file = BytesIO()
    write_po(file, catalogue, sort_output=True, ignore_obsolete=True, include_lineno=False)
    lines = file.getvalue().splitlines(keepends=True)
    return b"".join(line for line in lines if not line.startswith(_DROPPED))
