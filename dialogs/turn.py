"""One turn: who acts, on which log, in which words, and the few things a dialog may do."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from cards.words import Words
from dialogs.actor import Actor, Offer
from dialogs.logview import LogView
from dialogs.nonce import Nonces
from dialogs.reply import Refused
from domain.asking import Intent, Item, Reason
from domain.audience import Audience
from domain.body import Body
from domain.codes import INNHOLD, Door, EntryType
from domain.entry import Author, Inside
from domain.gate import Allow, Decision, Deny
from domain.policy import Policy
from storage import jobs, log, posted
from storage.unit import Unit


@dataclass
class Turn:
    """One step under way; what it keeps is kept together or not at all.

    `room` is the log whose room it happens in, empty elsewhere.
    """

    unit: Unit
    actor: Actor
    t: Words
    dialog: str
    nonces: Nonces
    personal: bool
    room: str = ""
    view: LogView | None = None
    data: Mapping[str, Any] = field(default_factory=dict[str, Any])
    seen: list[int] = field(default_factory=list[int])
    door: Door = Door.LISTE
    commands: tuple[Offer, ...] = ()
    noted: bool = False
    """Whether something happened to the log that its room must follow."""
    once: dict[str, str] = field(default_factory=dict[str, str])
    """What the step made that its outcome shows now and never again, such as a code."""

    @property
    def now(self) -> datetime:
        """Give the turn's moment."""
        return self.unit.now

    @property
    def policy(self) -> Policy:
        """Give the deployment's policies."""
        return self.unit.policy

    @property
    def logg(self) -> LogView:
        """Give the log; the router has seen to it that a dialog with such a rule has one."""
        if self.view is None:
            raise Refused(Reason.UKJENT)
        return self.view

    @property
    def me(self) -> int:
        """Give the actor's participant number on the log."""
        viewer = self.logg.viewer
        if viewer is None:
            raise Refused(Reason.UKJENT)
        return viewer.participant

    def nonce(self, dialog: str = "") -> str:
        """Give a nonce for a form that this person is shown for this log."""
        logg = self.view.code if self.view else ""
        return self.nonces.make(self._self(), dialog or self.dialog, logg, self.now)

    def _self(self) -> str:
        return self.actor.person or ":".join(self.actor.identity)

    def decide(self, what: Item | Intent) -> Decision:
        """Ask the gate for this actor."""
        return self.logg.decide(what)

    def item(self, seq: object) -> Item:
        """Give an entry of this log by a number from outside; «unknown» when it is not readable."""
        number = str(seq)
        if not (number.isascii() and number.isdecimal() and len(number) < 10):
            raise Refused(Reason.UKJENT)
        found = self.logg.item(int(number))
        if found is None or isinstance(self.decide(found), Deny):
            raise Refused(Reason.UKJENT)
        return found

    def read(self, items: Iterable[Item]) -> dict[int, Inside]:
        """Decrypt those of some entries that the actor may read, and note that they were seen."""
        decisions = [self.decide(item) for item in items]
        allowed = [one for one in decisions if isinstance(one, Allow)]
        self.seen.extend(one.seq for one in allowed)
        insides = log.read_many(self.unit, allowed)
        return {one.seq: inside for one, inside in zip(allowed, insides, strict=True)}

    def write(self, intent: Intent, body: Body) -> int:
        """Append content as the gate allows; a no is raised as `Refused`. Gives the number."""
        decision = self.decide(intent)
        if isinstance(decision, Deny):
            raise Refused(decision.reason)
        self.door = Door.SKREVET
        scope: dict[str, Any] = {"category": intent.category, "purpose": intent.purpose}
        scope |= {"hidden": intent.hidden, "about": intent.about, "consents": decision.consents}
        inside = self._inside(intent.type, body, **scope)
        seq = log.append(self.unit, self.logg.id, inside, decision)
        self.seen.append(seq)
        return seq

    def note(self, type_: EntryType, body: Body) -> int:
        """Append what happened to the log or its consents; the dialog's rule has decided."""
        if type_ in INNHOLD:
            raise ValueError("content goes through write()")
        self.door = Door.SKREVET
        seq = log.append(self.unit, self.logg.id, self._inside(type_, body), None)
        self.noted = True
        self.logg.forget()
        return seq

    def _inside(self, type_: EntryType, body: Body, **scope: Any) -> Inside:
        viewer = self.logg.viewer
        if viewer is None:
            raise Refused(Reason.UKJENT)
        author = Author(participant=viewer.participant, service=viewer.service, role=viewer.role)
        return Inside(type=type_, author=author, body=body, **scope)

    def audience(self, intent: Intent) -> Audience:
        """Tell who would read an intent if it were sent now."""
        found = self.logg.audience(intent)
        if found is None:
            raise Refused(Reason.UKJENT)
        return found

    def tell(self, person: str, notice: str, key: str, *, dialog: str = "", **ids: Any) -> None:
        """Have a notice drawn and sent to a person's own chat; the same key is sent once."""
        said: dict[str, Any] = {"person": person, "dialog": dialog or self.dialog}
        said |= {"notice": notice, "logg": self.view.id if self.view else "", "ids": ids}
        jobs.add(self.unit, "varsel", key, said)

    def refresh_posted(self, cause: int) -> None:
        """Have the log's posted cards sent again, so that open views fall back to what holds."""
        posted.refresh(self.unit, self.logg.id, cause)
