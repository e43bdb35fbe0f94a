"""Proof of the deliveries: nothing lost, nobody told who should not be, what a kill repeated."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import select

from sandbox import form
from storage import ids as packing
from storage import people
from storage.database import Database
from storage.jobs import DONE, JOB
from storage.posted import POSTED
from storage.unit import Unit
from tests.killed.acts import Act, Kind
from tests.killed.line import Json
from tests.killed.siege import Outcome, moment_of
from tests.killed.standing import Entry, entries
from tests.killed.strikes import SLOW, Kill
from tests.killed.world import READS, World

POSTS = ("svar", "varsel")
"""The kinds of jobs that post a card in somebody's own chat."""
Card = tuple[str, str, int]
"""A posted card: whose chat, and the log's code and the entry that it tells of, if any."""
SLACK = timedelta(seconds=SLOW + 1)
"""How long after its sender's end a message may still arrive."""


@dataclass
class Told:
    """What was to be told and what was, in the terms of `Card`."""

    due: Counter[Card]
    remembered: Counter[Card]
    arrived: dict[Card, list[datetime]]
    unsettled: list[str]
    answered: set[str]


def flaws(database: Database, world: World, outcome: Outcome) -> tuple[list[str], int]:
    """Say everything that is wrong with the deliveries, and count those that came twice."""
    told = _told(database, world, outcome)
    found = list(told.unsettled)
    found += [f"lost: {card}" for card, many in told.due.items() if _came(told, card) < many]
    found += [f"nobody was to be told: {card}" for card in told.arrived.keys() - told.due.keys()]
    found += [
        f"{card} is remembered {told.remembered[card]} times, not {many}"
        for card, many in told.due.items()
        if card[2] and told.remembered[card] != many
    ]
    found += _untold(entries(database, world), told) + _unanswered(outcome.acts, told)
    twice = {card: _came(told, card) - many for card, many in told.due.items()}
    return found + _unexplained(told, twice, outcome.kills), sum(twice.values())


def _came(told: Told, card: Card) -> int:
    return len(told.arrived.get(card, []))


def _told(database: Database, world: World, outcome: Outcome) -> Told:
    with database.reading() as unit:
        told = _jobs(unit, world)
    for key, messages in outcome.received.items():
        for message in messages:
            told.arrived.setdefault(_card(key, message), []).append(moment_of(message))
    return told


def _names(unit: Unit, world: World) -> dict[str, str]:
    """Give each person's name in the sandbox, by all their ids."""
    return {same: one.key for one in world.accounts for same in people.same(unit, one.person)}


def _jobs(unit: Unit, world: World) -> Told:
    names, codes = _names(unit, world), {log.id: log.code for log in world.logs}
    told = Told(Counter(), Counter(), {}, [], set())
    for row in unit.db.execute(select(JOB).where(JOB.c.key.not_in(world.before))):
        said = packing.unpack(row.ids)
        told.answered.add(row.key)
        if row.state != DONE:
            told.unsettled.append(f"a job is {row.state}: {row.key} {row.error}")
        if row.kind in POSTS:
            seq = int(said["ids"].get("seq", 0))
            told.due[names[said["person"]], codes[said["logg"]] if seq else "", seq] += 1
    for row in unit.db.execute(select(POSTED)):
        seq = int(packing.unpack(row.ids)["ids"]["seq"])
        told.remembered[names[row.person], codes[row.logg], seq] += 1
    return told


def _card(key: str, message: Json) -> Card:
    for attachment in message["attachments"]:
        for action in form.actions(attachment["content"]):
            data = action.get("data", {})
            if "seq" in data:
                return key, str(data["logg"]), int(data["seq"])
    return key, "", 0


def _untold(stands: Sequence[Entry], told: Told) -> list[str]:
    """Say who was not told of what they may read, or was told of what they may not."""
    least: Counter[Card] = Counter()
    writers = {(one.log.code, one.seq): one.by for one in stands}
    for one in stands:
        if one.text and not one.to:
            readers = [one.log.people[role].key for role in READS[one.topic]]
            least.update((key, one.log.code, one.seq) for key in readers if key != one.by.key)
        author = writers.get((one.log.code, one.to))
        if one.text and author is not None and author != one.by:
            least[author.key, one.log.code, one.to] += 1
    found = [f"not told: {card}" for card, many in least.items() if _came(told, card) < many]
    readers_of = {
        (one.log.code, one.seq): {one.log.people[role].key for role in READS[one.topic]}
        for one in stands
    }
    known = (card for card in told.arrived if (card[1], card[2]) in readers_of)
    return found + [f"told: {one}" for one in known if one[0] not in readers_of[one[1], one[2]]]


def _unanswered(acts: Iterable[Act], told: Told) -> list[str]:
    keys = {
        f"svar:{act.activity['conversation']['id']}|{act.activity['id']}": act
        for act in acts
        if act.kind is Kind.KOMMANDO
    }
    return [
        f"acknowledged, but there is no answer: {key}"
        for key, act in keys.items()
        if act.acknowledged and key not in told.answered
    ]


def _unexplained(told: Told, twice: dict[Card, int], kills: Sequence[Kill]) -> list[str]:
    """Say what came twice without a kill of its own, in its chat, between the two times."""
    repeats: dict[str, list[tuple[datetime, datetime]]] = defaultdict(list)
    for card, many in twice.items():
        times = sorted(told.arrived.get(card, []))
        repeats[card[0]] += [(times[0] - SLACK, times[-1])] * many
    found: list[str] = []
    for key, spans in repeats.items():
        left = sorted(kill.at for kill in kills)
        for begin, end in sorted(spans, key=lambda span: span[1]):
            hit = next((at for at in left if begin <= at <= end), None)
            if hit is None:
                found.append(f"came twice, and no kill explains it: {key} {begin} {end}")
            else:
                left.remove(hit)
    return found
