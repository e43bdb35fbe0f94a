"""Who will read an entry that has not been sent yet, in terms its author already knows."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from domain.asking import Intent, Item, Viewer
from domain.codes import FAMILY
from domain.gate import Allow, decide
from domain.ledger import Ledger
from domain.policy import Policy


@dataclass(frozen=True, slots=True)
class Audience:
    """The services that will read it, whether the family will, and whether somebody will not."""

    services: tuple[str, ...]
    family: bool
    everybody: bool

    def digest(self) -> str:
        """Give a short mark that changes when the audience does."""
        said = f"{','.join(self.services)}|{self.family}|{self.everybody}"
        return hashlib.sha256(said.encode()).hexdigest()[:12]


def audience(
    author: Viewer,
    intent: Intent,
    others: Iterable[Viewer],
    ledger: Ledger,
    policy: Policy,
    now: datetime,
) -> Audience:
    """Ask the gate, for each other participant, whether they could read what is to be sent."""
    item = _as_written(author, intent, ledger.logg, now)
    services: set[str] = set()
    family, everybody = False, True
    for viewer in others:
        if viewer.participant == author.participant:
            continue
        if not isinstance(decide(viewer, item, ledger, policy, now), Allow):
            everybody = False
        elif viewer.role in FAMILY:
            family = True
        else:
            services.add(viewer.service)
    return Audience(tuple(sorted(services)), family, everybody)


def _as_written(author: Viewer, intent: Intent, logg: str, now: datetime) -> Item:
    return Item(
        logg=logg,
        seq=1,
        type=intent.type,
        author=author.participant,
        category=intent.category,
        purpose=intent.purpose,
        at=now,
        hidden=intent.hidden,
        about=intent.about,
    )
