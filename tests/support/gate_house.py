"""One log for sharp questions to the gate: Emil, his parents, his teacher and a nurse."""

from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

from domain.ages import age_rule
from domain.asking import Intent, Item, Viewer
from domain.codes import EntryType, LogState, ParticipantState, Right, Role
from domain.gate import Allow, decide
from domain.ledger import Ledger, Permit
from domain.policy import Policy, load_policy

NOW = datetime(2026, 3, 2, 8, tzinfo=UTC)
TODAY = date(2026, 3, 2)
LONG_AGO = datetime(1970, 1, 1, tzinfo=UTC)
POLICY: Policy = load_policy()
NINE, THIRTEEN, FIFTEEN, SIXTEEN = (date(2026 - n, 1, 15) for n in (9, 13, 15, 16))

TEACHER = Viewer("teacher", 1, Role.STAFETTHOLDER, "skole", ParticipantState.MED)
EMIL = Viewer("emil", 2, Role.PERSON, "", ParticipantState.MED)
MOTHER = Viewer("mother", 3, Role.FORESATT, "", ParticipantState.MED)
FATHER = Viewer("father", 4, Role.FORESATT, "", ParticipantState.MED)
NURSE = Viewer("nurse", 5, Role.FAGPERSON, "helsestasjon", ParticipantState.MED)
AUNT = Viewer("aunt", 6, Role.PARORENDE, "", ParticipantState.MED)
INTERPRETER = Viewer("interpreter", 7, Role.TOLK, "skole", ParticipantState.MED)


def permit(giver: Viewer, service: str, right: Right, **more: Any) -> Permit:
    """Give a cell about Emil's school that holds this month, changed by `more`."""
    usual: dict[str, Any] = {"about": 2, "category": "skole", "purpose": "samordning", "seq": 10}
    usual |= {"start": TODAY - timedelta(days=15), "end": TODAY + timedelta(days=15)}
    usual |= {"reads_from": LONG_AGO}
    return Permit(giver=giver.participant, service=service, right=right, **(usual | more))


@dataclass
class House:
    """A log with what has been given; the givers are the parents unless the age says otherwise."""

    born: date = NINE
    now: datetime = NOW
    state: LogState = LogState.AKTIV
    guardians: frozenset[int] = frozenset({3, 4})
    permits: list[Permit] = field(default_factory=list)

    def gives(self, service: str, right: Right, *by: Viewer, **more: Any) -> "House":
        """Let some (the parents) give a service a right."""
        self.permits += [permit(giver, service, right, **more) for giver in by or (MOTHER, FATHER)]
        return self

    def ledger(self) -> Ledger:
        """Give it as the gate knows it."""
        ages = age_rule(self.born, TODAY, POLICY)
        return Ledger("logg1", self.state, 2, self.guardians, 1, ages, tuple(self.permits))

    def asks(self, viewer: Viewer | None, what: Item | Intent) -> str:
        """Ask the gate; «ja», or the reason of the no."""
        said = decide(viewer, what, self.ledger(), POLICY, self.now)
        return "ja" if isinstance(said, Allow) else said.reason

    def yes(self, viewer: Viewer | None, what: Item | Intent) -> Allow:
        """Give the gate's yes."""
        said = decide(viewer, what, self.ledger(), POLICY, self.now)
        assert isinstance(said, Allow)
        return said


def entry(author: Viewer = NURSE, **more: Any) -> Item:
    """Give an update about Emil's school that stands in the log."""
    usual = Item("logg1", 20, EntryType.OPPDATERING, author.participant, "skole", "samordning", NOW)
    return replace(usual, **more)


def update(**more: Any) -> Intent:
    """Give an update about Emil's school that is to be written."""
    return replace(Intent(EntryType.OPPDATERING, "skole", "samordning"), **more)


def answer(to: Item, type_: EntryType = EntryType.KOMMENTAR, **more: Any) -> Intent:
    """Give an answer to an entry, with its scope."""
    usual = Intent(type_, to.category, to.purpose, to.hidden, to.about, to)
    return replace(usual, **more)
