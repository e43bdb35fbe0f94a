"""A log's life, done for real in the database and told to the model at the same time."""

from collections.abc import Collection
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta

from domain.ages import age_rule
from domain.asking import Intent, Item
from domain.bodies import Correction, Misfiled, Opened, Participation, Reply, Thanks, Written
from domain.body import Body
from domain.codes import EntryType, Method, Right, Role
from domain.consent_bodies import (
    ConsentExpired,
    ConsentGiven,
    ConsentRefused,
    ConsentWithdrawn,
    Term,
)
from domain.entry import Author, Inside
from domain.gate import Allow, Deny, decide
from storage import log, logs, timeline
from storage.database import Database
from storage.unit import Unit
from tests.support import rows
from tests.support.clocks import StillClock
from tests.support.gate_model import Somebody, World
from tests.support.told import PURPOSE, Cell, Told

HOLDER, PERSON, MOTHER, FATHER, NURSE, AUNT = range(1, 7)
CAST = {
    HOLDER: Somebody(HOLDER, "stafettholder", "skole"),
    PERSON: Somebody(PERSON, "person"),
    MOTHER: Somebody(MOTHER, "foresatt"),
    FATHER: Somebody(FATHER, "foresatt"),
    NURSE: Somebody(NURSE, "fagperson", "helsestasjon"),
    AUNT: Somebody(AUNT, "parorende"),
}
STATES = {
    "invitert": EntryType.DELTAKER_INVITERT,
    "med": EntryType.DELTAKER_MED,
    "ut": EntryType.DELTAKER_UT,
}


@dataclass
class Life:
    """One log; persons are called p1, p2 … and each thing that happens is checked on the way."""

    database: Database
    clock: StillClock
    born: date
    logg: str = ""
    told: Told = field(init=False)

    def __post_init__(self) -> None:
        topics = tuple(self.database.do(lambda unit: unit.policy.topics))
        world = World("", self.born, {}, PERSON, HOLDER, "utkast", [], topics)
        self.told = Told(world)
        self.logg = world.logg = self.database.do(self._opened)
        for no in CAST:
            if no != AUNT:
                self.participation(no, "med")

    def _opened(self, unit: Unit) -> str:
        body = Opened(
            code=logs.new_code(unit),
            kind="barn",
            services=("skole", "helsestasjon"),
            purpose=PURPOSE,
            policy="oslo-standard/1",
            ages=age_rule(self.born, self.today, unit.policy),
        )
        return log.create(unit, body, _author(HOLDER))

    @property
    def now(self) -> datetime:
        """Give the moment."""
        return self.clock()

    @property
    def today(self) -> date:
        """Give the day, in the middle of which everything here happens."""
        return self.now.date()

    def _note(self, type_: EntryType, body: Body, by: int) -> None:
        self.clock.move(seconds=1)
        inside = Inside(type=type_, author=_author(by), body=body)
        seq = self.database.do(lambda unit: log.append(unit, self.logg, inside, None))
        self.told.wrote(Item(self.logg, seq, type_, by, "", "", self.now))

    def participation(self, no: int, state: str) -> None:
        """Let somebody be invited, join or leave."""
        who = CAST[no]
        body = Participation(
            participant=no, person=f"p{no}", role=Role(who.role), service=who.service
        )
        self._note(STATES[state], body, HOLDER)
        if who.service:
            self.database.do(lambda unit: rows.works(unit, f"p{no}", who.service))
        self.told.joins(replace(who, state=state))

    def says_yes(
        self,
        giver: int,
        about: int,
        service: str,
        cells: Collection[Cell],
        days: int,
        *,
        before: bool,
        holder: bool,
    ) -> None:
        """Let a giver say yes to a service from today for some days."""
        rights: dict[str, tuple[Right, ...]] = {}
        for category, right in cells:
            rights[category] = (*rights.get(category, ()), Right(right))
        period = (self.today, self.today + timedelta(days=days))
        policy = self.database.do(lambda unit: unit.policy)
        body = ConsentGiven(
            giver=giver,
            about=about,
            service=service,
            terms=tuple(Term(category=c, purpose=PURPOSE, rights=r) for c, r in rights.items()),
            start=period[0],
            end=period[1],
            before=before,
            holder_reads_all=holder,
            method=Method.DIGITALT,
            language="nb",
            text_version="1",
            ages=age_rule(self.born, self.today, policy) if about == PERSON else None,
        )
        self._note(EntryType.SAMTYKKE_GITT, body, giver)
        self.told.says_yes(
            giver, about, service, cells, period, self.now, before=before, holder=holder
        )

    def takes_back(self, giver: int, about: int, service: str, topics: Collection[str]) -> None:
        """Let a giver withdraw all, a service, or topics of it."""
        body = ConsentWithdrawn(
            giver=giver,
            about=about,
            service=service,
            categories=tuple(topics),
            method=Method.MUNTLIG,
        )
        self._note(EntryType.SAMTYKKE_TRUKKET, body, giver)
        self.told.takes_back(giver, about, service, topics)

    def says_no(self, giver: int, about: int, service: str) -> None:
        """Let a giver refuse a service, or the log."""
        body = ConsentRefused(
            giver=giver,
            about=about,
            service=service,
            method=Method.PAPIR,
            language="nb",
            text_version="1",
        )
        self._note(EntryType.SAMTYKKE_AVSLATT, body, giver)
        self.told.takes_back(giver, about, service)

    def sweeps(self) -> None:
        """Let what has run out be swept away, as the clock does each night."""
        for one in self.database.do(lambda unit: logs.run_out(unit, self.today)):
            if one.logg == self.logg:
                body = ConsentExpired(giver=one.giver, about=one.about, service=one.service)
                self._note(EntryType.SAMTYKKE_UTLOPT, body, HOLDER)
                self.told.runs_out(one.giver, one.about, one.service, self.now)

    def writes(self, no: int, intent: Intent) -> bool:
        """Let somebody try to write; the gate must say what the model says. Tells whether."""
        self.clock.move(seconds=1)
        allowed = self.told.may_write(no, intent, self.now)
        seq = self.database.do(lambda unit: self._try(unit, no, intent))
        assert (seq is not None) is allowed, (no, intent)
        if seq is not None:
            scope = (intent.category, intent.purpose, self.now, intent.hidden, intent.about)
            to = intent.to.seq if intent.to else None
            self.told.wrote(Item(self.logg, seq, intent.type, no, *scope), to)
        return allowed

    def _try(self, unit: Unit, no: int, intent: Intent) -> int | None:
        viewer = logs.viewer(unit, self.logg, f"p{no}")
        said = decide(viewer, intent, logs.ledger(unit, self.logg), unit.policy, unit.now)
        if isinstance(said, Deny):
            return None
        inside = Inside(
            type=intent.type,
            author=_author(no),
            category=intent.category,
            purpose=intent.purpose,
            hidden=intent.hidden,
            about=intent.about,
            body=_body(intent),
        )
        return log.append(unit, self.logg, inside, said)

    def misfiles(self, seq: int, *, by: int, second: int | None = None) -> None:
        """Let an entry be called misfiled, and if so asked be erased at a second word."""
        self._note(EntryType.FEILFORT, Misfiled(to=seq), by)
        if second is not None:
            self._note(EntryType.FEILFORT, Misfiled(to=seq, yes_to=max(self.told.entries)), second)
        self.told.misfiled(seq)

    def check(self) -> int:
        """Compare gate and model for everybody and every entry; give how many may be read."""
        return self.database.do(self._check)

    def _check(self, unit: Unit) -> int:
        held, found = logs.ledger(unit, self.logg), 0
        for no in CAST:
            viewer = logs.viewer(unit, self.logg, f"p{no}")
            for seq in self.told.entries:
                item = timeline.item(unit, self.logg, seq)
                assert item is not None
                said = decide(viewer, item, held, unit.policy, unit.now)
                assert isinstance(said, Allow) is self.told.may_read(no, seq, self.now), (no, seq)
                if isinstance(said, Allow):
                    assert log.read(unit, said).author.participant == item.author
                    found += 1
        return found


def _author(no: int) -> Author:
    who = CAST[no]
    return Author(participant=no, service=who.service, role=Role(who.role))


def _body(intent: Intent) -> Body:
    if intent.to is None:
        return Written(text="tekst")
    kinds: dict[EntryType, Body] = {
        EntryType.KOMMENTAR: Reply(to=intent.to.seq, text="svar"),
        EntryType.TAKK: Thanks(to=intent.to.seq),
        EntryType.RETTING: Correction(to=intent.to.seq, text="rettet"),
    }
    return kinds[intent.type]
