"""Proof of the logs: whole, and what was acknowledged stands in them exactly once."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from bot.subkeys import ANCHORS, subkey
from domain.bodies import Reply, Thanks, Written
from storage import anchor, rebuild, system, verify
from storage.database import Database
from storage.master import load_master_key
from tests.killed.acts import Act, Kind
from tests.killed.world import Account, Log, World

Texts = Counter[tuple[str, str]]
"""How often each text stands, by log and text."""


@dataclass(frozen=True)
class Entry:
    """A text, a comment or a thanks as it stands in a log; `to` is what it answers."""

    log: Log
    seq: int
    by: Account
    topic: str
    text: str = ""
    to: int = 0


def entries(database: Database, world: World) -> list[Entry]:
    """Read everything that people have written, oldest first in each log."""
    found: list[Entry] = []
    with database.reading() as unit:
        for log in world.logs:
            for seen in system.walk_inside(unit, log.id, "verify"):
                inside, seq = seen.inside, seen.outside.seq
                body = inside.body if inside is not None else None
                if inside is not None and isinstance(body, Written | Reply | Thanks):
                    by = log.by_no(inside.author.participant)
                    to, text = getattr(body, "to", 0), getattr(body, "text", "")
                    found.append(Entry(log, seq, by, inside.category, text, to))
    return found


def flaws(database: Database, world: World, acts: Sequence[Act]) -> list[str]:
    """Say everything that is wrong with the logs."""
    stands = entries(database, world)
    anchors = anchor.check(world.anchors, subkey(load_master_key(world.master_key), ANCHORS))
    report = verify.verify(database, anchors=anchors)
    found = [f"the chain is broken: {flaw}" for flaw in report.flaws]
    found += [f"the trigger {name} does not stand" for name in report.unguarded]
    found += [f"a projection differs: {one}" for one in rebuild.check(database)]
    found += [] if anchors else ["there is no anchor"]
    return found + _texts(stands, acts) + _thanks(stands, acts)


def _texts(stands: Iterable[Entry], acts: Sequence[Act]) -> list[str]:
    count: Texts = Counter((one.log.code, one.text) for one in stands if one.text)
    sent = {(act.log.code, act.text): act for act in acts if act.text}
    found = [f"{key} stands, though nobody sent it" for key in count.keys() - sent.keys()]
    for key, act in sent.items():
        if act.acknowledged and count[key] != 1:
            found.append(f"acknowledged, but stands {count[key]} times: {act.kind} {key}")
        if count[key] > 1:
            found.append(f"stands {count[key]} times: {act.kind} {key}")
    return found


def _thanks(stands: Iterable[Entry], acts: Sequence[Act]) -> list[str]:
    count = Counter((one.log.code, one.by.key, one.to) for one in stands if not one.text)
    found = [f"thanked {times} times: {key}" for key, times in count.items() if times > 1]
    for act in acts:
        key = (act.log.code, act.by.key, act.to)
        if act.kind is Kind.TAKK and act.acknowledged and count[key] != 1:
            found.append(f"acknowledged, but thanked {count[key]} times: {key}")
    return found
