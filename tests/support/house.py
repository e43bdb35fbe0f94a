"""A log in full use, made once and copied for each test: the people of Emil's log and two outside.

There are texts of all kinds, one called misfiled that waits for a second word, somebody invited,
somebody who has left, and drafts.
"""

from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from bot.rooms.turns import is_gone
from dialogs.mine_logger import PAGE
from domain.bodies import Participation
from domain.codes import EntryType, Role
from domain.entry import Author, Inside
from domain.policy import load_policy
from storage import log as log_rows
from storage import logs, people, room_people, rooms
from storage.identity_cards import IdentityCard
from storage.rooms import RoomState
from storage.unit import Unit
from tests.support import databases
from tests.support.clocks import StillClock
from tests.support.consents import inside_log
from tests.support.story import Opened, active, joins, opened, writes
from tests.support.team import TENANT, Room, Someone, Team


@dataclass
class House:
    """The people, by who they are, the log's code, and entries by what they are."""

    team: Team
    code: str
    people: dict[str, Someone]
    seqs: dict[str, int]
    drafts: dict[str, str]

    def speaks(self, language: str) -> None:
        """Let everybody be spoken to in one language."""

        def choose(unit: Unit) -> None:
            for someone in self.people.values():
                found = people.find(unit, someone.tenant, someone.subject)
                if found:
                    people.set_language(unit, found.id, language)

        self.team.database.do(choose)
        for someone in self.people.values():
            someone.locale = f"{language}-NO"


INSIDERS = ("teacher", "nurse", "mother", "invited", "doubtful")
OUTSIDERS = ("stranger", "neighbour", "left")
"""Somebody the bot does not know, a worker of no part in the log, and somebody who has left it."""


def furnished(team: Team) -> House:
    """Bring a log to where all dialogs have something to show."""
    log = active(team)
    room = team.room(log.code, log.teacher, log.nurse)
    there = {"teacher": log.teacher, "nurse": log.nurse, "mother": log.mother}
    names = {"left": "Lars Lie", "invited": "Ida Iversen", "doubtful": "Dag Dahl"}
    for key, name in names.items():
        there[key] = team.worker(name, "helsestasjon")
    joins(log, there["left"], "helsestasjon")
    there["left"].opens("deltakere", logg=log.code).presses("Gå ut").presses("Ja, gå ut")
    for key in ("invited", "doubtful"):
        form = log.teacher.opens("inviter", logg=log.code).presses("Neste", tjeneste="helsestasjon")
        choices = form.inputs()["hvem"]["choices"]
        who = next(one["value"] for one in choices if names[key] in one["title"])
        form.presses("Inviter", hvem=who)
    writes(log.teacher, log.code, "Han leste høyt i dag.", "skole")
    writes(log.nurse, log.code, "Han sov godt.", "helse", "lysglimt")
    writes(log.nurse, log.code, "Dette var en annen.", "helse")
    seqs = dict(zip(("misfiled", "health", "school"), _newest(log.mother, log.code), strict=True))
    comment = log.mother.opens("kommentar", logg=log.code, seq=seqs["school"])
    comment.presses("Send", tekst="Så fint!")
    log.nurse.opens("feilfort", logg=log.code, seq=seqs["misfiled"]).presses("Skjul")
    seqs["word"] = max(seqs.values()) + 2
    there["neighbour"] = team.worker("Berit Barnevern", "barnevern")
    there["stranger"] = team.somebody("Frode Fremmed")
    waiting = {
        name: log.teacher.writes(name, "Han lo.").actions()[0]["data"]["utkast"]
        for name in ("lysglimt", "oppdatering")
    }
    _add_grandmother(log)
    _furnish(log, room)
    _stop_the_room(log, room)
    for _ in range(PAGE):
        opened(team, log.teacher)
    return House(team, log.code, there, seqs, waiting)


def _add_grandmother(log: Opened) -> None:
    """Let somebody of the family who is yet to sign in take part."""

    def keep(unit: Unit, logg: str) -> None:
        person = people.create(unit, IdentityCard("Gerd", "Gerd Berg"))
        body = Participation(
            participant=logs.next_no(unit, logg),
            person=person,
            role=Role.PARORENDE,
            relation="bestemor",
        )
        author = Author(participant=1, service="skole", role=Role.STAFETTHOLDER)
        inside = Inside(type=EntryType.DELTAKER_MED, author=author, body=body)
        log_rows.append(unit, logg, inside, None)

    inside_log(log, keep)


def _furnish(log: Opened, room: Room) -> None:
    """Let the two cards stand in the room that stand in every one, beside what is new."""

    def stand(unit: Unit, logg: str) -> None:
        for which in ("festet", "hjem"):
            parcel = log.team.router.room_card(unit, logg, which, {})
            assert parcel
            room.stands(unit, parcel)

    log.team.deliver()
    inside_log(log, stand)


def _stop_the_room(log: Opened, room: Room) -> None:
    """Let the room have been gone for a while, and a stranger be in it now."""

    def stop(unit: Unit, logg: str) -> None:
        rooms.change(unit, logg, state=RoomState.STANSET.value)
        room_people.keep_accounts(unit, logg, [(TENANT, "somebody")])

    inside_log(log, is_gone)
    log.team.deliver()
    inside_log(log, stop)
    room.open = False


def _newest(reader: Someone, code: str) -> list[int]:
    buttons = reader.opens("logg", logg=code).actions()
    return [b["data"]["seq"] for b in buttons if "seq" in b.get("data", {})]


@dataclass
class Kept:
    """A furnished house as files, to be copied."""

    template: Path
    house: House
    now: datetime


def build(template: Path, folder: Path) -> Kept:
    """Furnish a house in a folder and close it."""
    clock = StillClock()
    url = databases.copy_sqlite(template, folder)
    with databases.opened(url, clock) as database:
        house = furnished(Team(database, clock, load_policy()))
    return Kept(folder / template.name, house, clock.now)


@contextmanager
def moved_in(kept: Kept, folder: Path) -> Generator[House]:
    """Open a copy of the house for one test."""
    clock = StillClock(kept.now)
    with databases.opened(databases.copy_sqlite(kept.template, folder), clock) as database:
        team = Team(database, clock, load_policy())
        there = {key: replace(one, team=team) for key, one in kept.house.people.items()}
        delivered = {key: list(cards) for key, cards in kept.house.team.delivered.items()}
        team.delivered = delivered
        team.rooms = {
            key: _copied(room, team, there) for key, room in kept.house.team.rooms.items()
        }
        yield replace(kept.house, team=team, people=there)


def _copied(room: Room, team: Team, there: dict[str, Someone]) -> Room:
    names = {one.subject: one for one in there.values()}
    people = [names[one.subject] for one in room.people]
    return Room(team, room.channel, people, room.open, dict(room.cards))
