"""What there is to be found after the story: lines, answers, files, requests, as they were."""

import asyncio
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psycopg
from sqlalchemy import make_url

from tests.support import sentinels
from tests.support.outfit import Outfit, fitted_out
from tests.support.spellings import found, spellings
from tests.support.whole_story import Story

WATCHED = ("/metrics", "/healthz", "/readyz")
COMMANDS = (("jobs",), ("jobs", "--json"), ("verify",), ("rebuild", "--check"))
SECRETS = {"app-token": "token", "hovednokkel": "key"}
"""Files that are there to hold a secret."""


@dataclass(frozen=True)
class Evidence:
    """Everything by where it was found; the story knows what was told to people."""

    lines: bytes
    answers: dict[str, bytes]
    commands: dict[str, tuple[int, bytes]]
    files: dict[str, bytes]
    sent: tuple[bytes, ...]
    story: Story
    accounts: tuple[str, ...]
    token: str

    def logged(self) -> list[dict[str, Any]]:
        """Give the log lines; fails when the process has written anything else."""
        return [json.loads(line) for line in self.lines.splitlines()]

    def places(self) -> Iterator[tuple[str, bytes]]:
        """Give everything, with where it was found."""
        yield "log lines", self.lines
        yield from self.answers.items()
        for words, (_, said) in self.commands.items():
            yield f"stafett {words}", said
        yield from self.files.items()
        for request in self.sent:
            yield request[:40].decode(), request


def gathered(folder: Path, play: type[Story] = Story, module: str = "bot", **more: str) -> Evidence:
    """Play a story with a bot of its own and gather what it leaves behind."""
    return asyncio.run(_gathered(folder, play, module, more))


async def _gathered(folder: Path, play: type[Story], module: str, more: dict[str, str]) -> Evidence:
    people = sentinels.bydel(folder)
    async with fitted_out(folder, people, module, **more) as outfit:
        story = play(outfit.teams)
        await story.runs()
        await outfit.quiet()
        answers = {path: await outfit.got(path) for path in WATCHED}
        ran = await asyncio.gather(*(outfit.stafett(*words) for words in COMMANDS))
        commands = dict(zip(map(" ".join, COMMANDS), ran, strict=True))
        accounts = tuple(await _accounts(outfit))
        files = dict(_files(outfit, "while it runs", more))
        await outfit.stops()
        files |= dict(_files(outfit, "after it has stopped", more))
        return Evidence(
            outfit.said(),
            answers,
            commands,
            files,
            tuple(outfit.sent),
            story,
            accounts,
            outfit.token,
        )


def _files(outfit: Outfit, when: str, more: dict[str, str]) -> Iterator[tuple[str, bytes]]:
    kept = [*outfit.files(), *_of_postgres(more.get("database_url", ""))]
    for file in kept:
        if file.name not in SECRETS:
            yield f"{file.name} {when}", file.read_bytes()


def _of_postgres(url: str) -> list[Path]:
    """Give the server's files: this database's own, its journal, and its log."""
    if not url.startswith("postgresql"):
        return []
    name = make_url(url).database
    plain = make_url(url).set(drivername="postgresql").render_as_string(hide_password=False)
    with psycopg.connect(plain, autocommit=True) as db:
        db.execute("CHECKPOINT")
        [folder] = db.execute("SHOW data_directory").fetchall()[0]
        oid = db.execute("SELECT oid FROM pg_database WHERE datname = %s", [name]).fetchall()[0][0]
    root = Path(folder)
    spots = (root / "base" / str(oid), root / "pg_wal")
    journals = [file for spot in spots for file in sorted(spot.iterdir()) if file.is_file()]
    return [*journals, root.parent / "postgres.log"]


async def _accounts(outfit: Outfit) -> list[str]:
    people = (await outfit.teams.state())["people"]
    return [str(one[key]) for one in people for key in ("oid", "teams_id", "upn")]


def hunted(words: Iterable[str], places: Iterable[tuple[str, bytes]]) -> dict[str, list[bytes]]:
    """Give where any of some words lies, in any spelling."""
    needles = frozenset().union(*map(spellings, words))
    looked = ((place, found(data, needles)) for place, data in places)
    return {place: leaks for place, leaks in looked if leaks}
