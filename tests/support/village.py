"""People on one log who do things through the dialogs, and what should come of it by the model.

Each act goes the whole way, from the opened dialog to the last button, and is told to the model in
`Told`; texts carry a mark that is found nowhere else, so that it can be hunted.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from itertools import count

from domain.asking import Intent, Item
from domain.codes import EntryType
from storage import heads
from tests.support import gate_model as model
from tests.support.clocks import StillClock
from tests.support.consents import inside_log, signed_in
from tests.support.gate_model import Somebody, World, Yes
from tests.support.story import Opened, opened
from tests.support.team import Seen, Someone, Team
from tests.support.told import PURPOSE, Told

TEACHER, CHILD, MOTHER, FATHER, NURSE, IDA = range(1, 7)
FAMILY = {CHILD: "Emil", MOTHER: "Marte", FATHER: "Jonas"}
SERVICES = ("skole", "helsestasjon")
Ticks = Mapping[str, tuple[str, ...]]
"""Topics by field, as «les_skole»."""


@dataclass
class Village:
    """The people by number, two who are not on the log, and the marks of what was written."""

    team: Team
    log: Opened
    told: Told
    people: dict[int, Someone]
    outside: tuple[Someone, ...]
    marks: dict[int, str] = field(default_factory=dict[int, str])
    old_marks: list[str] = field(default_factory=list[str])
    own_marks: dict[str, int] = field(default_factory=dict[str, int])
    numbers: Iterator[int] = field(default_factory=count)

    @property
    def now(self) -> datetime:
        """Give the moment of what was last done."""
        return self.team.clock()

    @property
    def today(self) -> date:
        """Give the day in Norway."""
        return model.norwegian_day(self.now)

    def opens(self, no: int, dialog: str, **data: object) -> Seen:
        """Let somebody open a dialog on the log."""
        return self.people[no].opens(dialog, logg=self.log.code, **data)

    def _mark(self) -> str:
        return f"Merke{next(self.numbers)}slutt"

    # --- consent ---

    def consents(
        self, giver: int, ticks: Ticks, days: int, *, about: int, before: bool, holder: bool
    ) -> None:
        """Let a giver tick topics, read back and say yes."""
        about_self = {"om": str(giver)} if about == giver else {}
        form = self.opens(giver, "samtykke", endre="ja", **about_self)
        inputs = form.inputs()
        if "til" not in inputs:
            return
        sent = {name: ",".join(topics) for name, topics in ticks.items() if name in inputs}
        wishes = {"tidligere": before, "alt": holder}
        sent |= {name: str(on).lower() for name, on in wishes.items() if name in inputs}
        until = min(self.today + timedelta(days=days), date.fromisoformat(inputs["til"]["max"]))
        back = form.presses("Neste", til=until.isoformat(), **sent)
        if "Ja, jeg samtykker" not in back.buttons():
            return
        stood = any(yes.holder_too for yes in self._standing(giver) if about == CHILD)
        assert "Takk" in back.presses("Ja, jeg samtykker")
        ticked = sent.get("alt") == "true" or stood
        for service in (*SERVICES, "familien"):
            cells = [
                (topic, right)
                for field_, right in (("les", "leser"), ("skriv", "skriver"))
                for topic in sent.get(f"{field_}_{service}", "").split(",")
                if topic
            ]
            if cells:
                self.told.says_yes(
                    giver,
                    about,
                    service,
                    cells,
                    (self.today, until),
                    self.now,
                    before=sent.get("tidligere") == "true",
                    holder=ticked and about == CHILD,
                )

    def _standing(self, giver: int, about: int = CHILD) -> list[Yes]:
        return [
            yes
            for yes in self.told.world.yeses
            if (yes.giver, yes.about) == (giver, about) and yes.first <= self.today <= yes.last
        ]

    def takes_back(self, giver: int, service: str, topic: str) -> None:
        """Let a giver take back a topic of a service, or («») everything."""
        form = self.opens(giver, "trekk_samtykke")
        name = f"tema_{CHILD}_{service}"
        if not form.inputs():
            return
        if not service:
            form.presses("Trekk alt tilbake").presses("Trekk tilbake")
            for about in (CHILD, giver):
                if self._standing(giver, about):
                    self.told.takes_back(giver, about)
            return
        offered = [one["value"] for one in form.inputs().get(name, {}).get("choices", ())]
        if topic in offered:
            form.presses("Neste", **{name: topic}).presses("Trekk tilbake")
            self.told.takes_back(giver, CHILD, service, () if offered == [topic] else (topic,))

    # --- writing ---

    def writes(self, no: int, dialog: str, topic: str, *, about: str, hidden: bool) -> None:
        """Let somebody write, and see that it stands exactly when the model says so."""
        form, text = self.opens(no, dialog), self._mark()
        about_nos = (int(about),) if about else ()
        intent = Intent(EntryType(dialog), topic, PURPOSE, hidden, about_nos)
        if "tekst" not in form.inputs():
            assert not self.told.may_write(no, intent, self.now)
            return
        offered = [one["value"] for one in form.inputs()["om"]["choices"]]
        about = about if about in offered else ""
        hidden = hidden and "skjul" in form.inputs()
        intent = replace(intent, hidden=hidden, about=(int(about),) if about else ())
        sent = {"tekst": text, "tema": topic, "om": about}
        sent |= {"skjul": "true"} if hidden else {}
        said = form.presses("Legg i loggen", **sent)
        if said.answer.card is not None and "Nå leses dette av" in said:
            said = said.presses("Legg i loggen")
        stands = "Det står i loggen nå" in said
        assert stands is self.told.may_write(no, intent, self.now), (no, intent, said.text)
        if stands:
            self._stands(no, intent, text)
        else:
            self.own_marks[text] = no

    def _stands(self, no: int, intent: Intent, text: str = "") -> None:
        seq = inside_log(self.log, lambda unit, logg: heads.lock(unit, logg).seq)
        scope = (intent.category, intent.purpose, self.now, intent.hidden, intent.about)
        to = intent.to.seq if intent.to else None
        self.told.wrote(Item(self.told.world.logg, seq, intent.type, no, *scope), to)
        if text:
            self.marks[seq] = text

    def answers(self, no: int, seq: int, kind: str) -> None:
        """Let somebody comment, correct or thank, and see that it goes as the model says."""
        entry = self.told.entries[seq]
        types = {"kommentar": "kommentar", "retting": "retting", "innslag": "takk"}
        scope = (entry.category, entry.purpose, entry.hidden, entry.about)
        intent = Intent(EntryType(types[kind]), *scope, to=entry)
        button = {"kommentar": "Send", "retting": "Lagre", "innslag": "Takk"}[kind]
        form, text = self.opens(no, kind, seq=seq), self._mark()
        may = self.told.may_write(no, intent, self.now)
        if form.answer.card is None or button not in "".join(form.buttons()):
            thanked = kind == "innslag" and (entry.author == no or self._thanked(no, seq))
            assert thanked or not may, (no, seq, kind, form.text)
            return
        said = form.presses(button, **({"tekst": text} if kind != "innslag" else {}))
        assert (said.answer.title != "Det går ikke") is may, (no, seq, kind, said.text)
        if may:
            self._stands(no, intent, "" if kind == "innslag" else text)
            if kind == "retting":
                self.old_marks.append(self.marks[seq])
                self.marks[seq] = text

    def _thanked(self, no: int, seq: int) -> bool:
        return any(
            self.told.entries[one].type is EntryType.TAKK and self.told.entries[one].author == no
            for one, to in self.told.hangs_on.items()
            if to == seq
        )

    def misfiles(self, no: int, seq: int) -> None:
        """Let the author or the stafettholder call an entry misfiled."""
        form = self.opens(no, "feilfort", seq=seq)
        if form.answer.title == "Feilført":
            form.presses("Skjul innslaget", grunn=self._mark())
            self.told.misfiled(seq)

    def moves(self, no: int, state: str) -> None:
        """Let a nurse be invited, join or leave."""
        was = self.told.world.people.get(no, Somebody(no, "fagperson", "helsestasjon", "aldri"))
        if (was.state, state) in (("aldri", "invitert"), ("ut", "invitert")):
            if not self._invited(self.people[no]):
                return
        elif (was.state, state) == ("invitert", "med"):
            asked = self.opens(no, "invitasjon")
            if not any(title.startswith("Ja") for title in asked.buttons()):
                return
            assert "Du er med" in asked.presses("Ja")
        elif (was.state, state) == ("med", "ut"):
            self.opens(no, "deltakere").presses("Gå ut").presses("Ja, gå ut")
        else:
            return
        self.told.joins(replace(was, state=state))

    def _invited(self, who: Someone) -> bool:
        form = self.opens(TEACHER, "inviter")
        if not form.inputs():
            return False
        services = [one["value"] for one in form.inputs()["tjeneste"]["choices"]]
        if "helsestasjon" not in services:
            return False
        form = form.presses("Neste", tjeneste="helsestasjon")
        named = [
            one["value"] for one in form.inputs()["hvem"]["choices"] if who.name in one["title"]
        ]
        return bool(named) and "er sendt" in form.presses("Inviter", hvem=named[0])


def settled(team: Team, born: date) -> Village:
    """Open a log for a child born on a day; the family sign in, nobody has answered yet."""
    teacher = team.worker("Kari Lærer", "skole")
    log = opened(team, teacher, born=born.isoformat())
    people = {TEACHER: teacher} | {no: signed_in(log, name) for no, name in FAMILY.items()}
    people |= {NURSE: team.worker("Nora Dahl", "helsestasjon")}
    people |= {IDA: team.worker("Ida Iversen", "helsestasjon")}
    cast = [Somebody(TEACHER, "stafettholder", "skole"), Somebody(CHILD, "person")]
    cast += [Somebody(no, "foresatt") for no in (MOTHER, FATHER)]
    logg = inside_log(log, lambda _, logg: logg)
    world = World(logg, born, {one.no: one for one in cast}, CHILD, TEACHER, "utkast")
    world.topics = tuple(team.policy.topics)
    neighbour = team.worker("Berit Barnevern", "barnevern")
    return Village(team, log, Told(world), people, (neighbour, team.somebody("Frode Fremmed")))


def moved(village: Village, team: Team) -> Village:
    """Give the same people on a copy of the database."""
    people = {no: replace(one, team=team) for no, one in village.people.items()}
    outside = tuple(replace(one, team=team) for one in village.outside)
    log = replace(village.log, team=team, teacher=people[TEACHER])
    world = replace(village.told.world, people=dict(village.told.world.people), yeses=[])
    return Village(team, log, Told(world), people, outside)


def passes(village: Village, days: int) -> None:
    """Let days go by."""
    assert isinstance(village.team.clock, StillClock)
    village.team.clock.move(days=days)
