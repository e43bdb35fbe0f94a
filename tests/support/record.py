"""What came of it when everybody on a log did all they could in one dialog."""

import logging
import sqlite3
from collections import Counter
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from structlog.testing import capture_logs

from bot.metrics import exposition
from dialogs.base import discover
from domain.codes import ParticipantState
from tests.support.crawl import TEXT, Act, Crawler
from tests.support.house import INSIDERS, Kept, moved_in
from tests.support.team import Seen, Someone

Rows = dict[str, list[tuple[Any, ...]]]
APART = ("access", "attempt", "address")
"""Tables in which each delivery counts: who met what, wrong codes, when a chat was heard from."""


@dataclass(frozen=True)
class Noted:
    """One act: who did it, what they saw, its access rows, and what its repeats changed."""

    who: str
    act: Act
    seen: Seen
    access: int
    changed: tuple[str, ...] = ()


@dataclass
class Record:
    """All acts of one dialog, the cards that were posted, and where the typed text was found."""

    code: str
    noted: list[Noted] = field(default_factory=list[Noted])
    posted: list[Seen] = field(default_factory=list[Seen])
    found: list[str] = field(default_factory=list[str])


@dataclass
class _Recorder:
    """Carries one person's acts out and notes them."""

    record: Record
    someone: Someone
    who: str
    dump: "Dump"
    repeats: bool

    def do(self, act: Act) -> Seen:
        before, key = self.dump.rows(), f"k{len(self.record.noted)}"
        seen = act.done_by(self.someone, key=key)
        self.someone.team.database.do(lambda _: None)  # what comes after the commit has come
        after = self.dump.rows()
        changed: list[str] = []
        if self.repeats and differences(before, after):  # else a repeat meets the same rows
            act.done_by(self.someone, key=key)
            changed += [f"same delivery: {one}" for one in differences(after, self.dump.rows())]
            if "nonce" in act.data and len(after["receipt"]) > len(before["receipt"]):
                act.done_by(self.someone)
                changed += [f"same form: {one}" for one in differences(after, self.dump.rows())]
        access = len(after["access"]) - len(before["access"])
        self.record.noted.append(Noted(self.who, act, seen, access, tuple(changed)))
        return seen


class Dump:
    """Reads every row of a SQLite database from beside the turns, as they are committed."""

    def __init__(self, path: Path) -> None:
        self._db = sqlite3.connect(f"file:{path}?mode=ro", uri=True)
        named = self._db.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
        self._tables = sorted(str(name) for (name,) in named)

    def rows(self) -> Rows:
        """Give all rows by table."""
        return {
            name: self._db.execute(f'SELECT * FROM "{name}"').fetchall() for name in self._tables
        }

    def close(self) -> None:
        """Let go of the file."""
        self._db.close()


def differences(before: Rows, after: Rows) -> list[str]:
    """Name the tables that are not as they were, those apart that count each delivery."""
    return [
        f"{name} {len(before[name])}→{len(after[name])}"
        for name in sorted(after)
        if name not in APART and _told(name, before[name]) != _told(name, after[name])
    ]


def _told(name: str, rows: list[tuple[Any, ...]]) -> Counter[tuple[Any, ...]]:
    """Give a table's rows; of a draft not its ciphertext, which is new whenever it is saved."""
    return Counter(row[:5] if name == "draft" else row for row in rows)


def record(
    kept: Kept, dialog: str, folder: Path, *, language: str = "nb", repeats: bool = True
) -> Record:
    """Let everybody on the log do all they can in one dialog, each in a house of their own."""
    made = Record(kept.house.code)
    for who in acting(dialog):
        place = folder / f"{dialog}-{language}-{who}"
        place.mkdir()
        with moved_in(kept, place) as house, _listening(made):
            if language != "nb":
                house.speaks(language)
            someone, dump = house.people[who], Dump(place / kept.template.name)
            recorder = _Recorder(made, someone, who, dump, repeats)
            backwards, most = who == "doubtful", 3 if repeats else 1
            crawler = Crawler(house, someone, dialog, recorder.do, backwards, most)
            for _ in crawler.visits():
                pass
            for one in house.people.values():
                made.posted += one.inbox()
            made.found += _plaintext(dump, place)
            dump.close()
    return made


def acting(dialog: str) -> tuple[str, ...]:
    """Give those on the log; the doubtful one acts only where an invitation is answered."""
    asked = discover()[dialog].rule.taking_part
    return INSIDERS if ParticipantState.INVITERT in asked else INSIDERS[:-1]


def _plaintext(dump: Dump, place: Path) -> list[str]:
    """Tell where what was typed stands in the open: rows, files, metrics."""
    rows = dump.rows()
    found = [f"table {name}" for name in rows if TEXT in repr(rows[name])]
    needle = TEXT.encode()
    found += [f"file {one.name}" for one in place.iterdir() if needle in one.read_bytes()]
    if needle in exposition():
        found.append("metrics")
    return found


@contextmanager
def _listening(made: Record) -> Generator[None]:
    """Note when what was typed reaches a log line, ours or a library's."""
    lines: list[str] = []
    handler = logging.Handler()
    handler.emit = lambda record: lines.append(f"{record.msg} {record.args} {record.exc_info}")
    root = logging.getLogger()
    root.addHandler(handler)
    try:
        with capture_logs() as ours:
            yield
    finally:
        root.removeHandler(handler)
    made.found += [f"log line {one}" for one in [*lines, *map(str, ours)] if TEXT in one]
