"""A naive model of the gate, written from the rules as they are told and not from `domain.gate`.

The rules: design 5, the domain reference 9.2, 9.3 and 9.9. It asks every consent that was ever said
yes to, one by one, and knows the person's birth date, which the gate never does.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime
from zoneinfo import ZoneInfo

from domain.asking import Intent, Item

HELPERS = ("stafettholder", "vara", "fagperson")
GUARDIANS = ("foresatt", "verge")
CONTENT = ("oppdatering", "lysglimt", "kommentar", "takk", "retting")
CONSENTS = ("samtykke_gitt", "samtykke_avslatt", "samtykke_trukket", "samtykke_utlopt")
NEEDS_AN_ENTRY = ("kommentar", "takk", "retting")


@dataclass(frozen=True)
class Somebody:
    """A participant."""

    no: int
    role: str
    service: str = ""
    state: str = "med"


@dataclass(frozen=True)
class Yes:
    """One giver's yes to one right of one service in one category for one purpose."""

    giver: int
    about: int
    service: str
    category: str
    purpose: str
    right: str
    first: date
    last: date
    back_to: datetime
    holder_too: bool = False


@dataclass
class World:
    """A log as everything that was ever said in it."""

    logg: str
    born: date
    people: dict[int, Somebody]
    person: int
    holder: int
    state: str = "aktiv"
    yeses: list[Yes] = field(default_factory=list)
    topics: tuple[str, ...] = ()


def norwegian_day(now: datetime) -> date:
    return now.astimezone(ZoneInfo("Europe/Oslo")).date()


def age(born: date, day: date) -> int:
    had_birthday = (day.month, day.day) >= (born.month, born.day)
    return day.year - born.year - (0 if had_birthday else 1)


def who_must_say_yes(world: World, about: int, day: date) -> set[int]:
    """All guardians below 15, they and the youth at 15, the youth alone from 16; else oneself."""
    if about != world.person:
        return {about}
    guardians = {p.no for p in world.people.values() if p.role in GUARDIANS and p.state != "ut"}
    years = age(world.born, day)
    if years >= 16:
        return {world.person}
    if not guardians:
        return set()
    return guardians | ({world.person} if years == 15 else set())


def all_said_yes(world: World, about: int, now: datetime, fits: Callable[[Yes], bool]) -> bool:
    """Nobody to ask is a no."""
    day = norwegian_day(now)
    asked = who_must_say_yes(world, about, day)
    said = {
        yes.giver
        for yes in world.yeses
        if yes.about == about and yes.first <= day <= yes.last and fits(yes)
    }
    return len(asked) > 0 and asked.issubset(said)


def may_read(world: World, no: int, entry: Item, now: datetime) -> bool:
    who = world.people.get(no)
    if who is None or who.state != "med" or entry.logg != world.logg or entry.gone:
        return False
    if entry.type not in CONTENT:
        return _may_read_event(world, who, entry, now)
    if entry.author == no:
        return True

    def shared_with(service: str, about: int) -> bool:
        return all_said_yes(
            world,
            about,
            now,
            lambda yes: (
                yes.right == "leser"
                and yes.service == service
                and yes.category == entry.category
                and yes.purpose == entry.purpose
                and yes.back_to <= entry.at
            ),
        )

    others = [about for about in entry.about if about not in (world.person, no)]
    if who.role in HELPERS:
        ours = shared_with(who.service, world.person) or (
            no == world.holder and holder_reads_all(world, entry, now)
        )
        return ours and all(shared_with(who.service, other) for other in others)
    if who.role == "person":
        return all(shared_with("familien", other) for other in others)
    if who.role not in (*GUARDIANS, "parorende") or entry.hidden:
        return False
    by_law = who.role in GUARDIANS and age(world.born, norwegian_day(now)) < 16
    told = by_law or shared_with("familien", world.person)
    return told and all(shared_with("familien", other) for other in others)


def holder_reads_all(world: World, entry: Item, now: datetime) -> bool:
    """Only when every giver ticked it, and shares such things with some service, as far back."""

    def agreed(fits: Callable[[Yes], bool]) -> bool:
        def reaches(yes: Yes) -> bool:
            return yes.purpose == entry.purpose and yes.back_to <= entry.at

        return all_said_yes(world, world.person, now, lambda yes: reaches(yes) and fits(yes))

    shares = {(yes.service, yes.right) for yes in world.yeses if yes.service != "familien"}
    shared = any(
        agreed(lambda yes, to=to: (yes.service, yes.right) == to and yes.category == entry.category)
        for to in shares
    )
    return shared and agreed(lambda yes: yes.holder_too)


def _may_read_event(world: World, who: Somebody, entry: Item, now: datetime) -> bool:
    if who.no in (entry.author, world.holder):
        return True
    if entry.type in CONSENTS:
        return who.no in who_must_say_yes(world, world.person, norwegian_day(now))
    if entry.type == "feilfort":
        return who.role == "vara"
    if who.role in HELPERS or who.role == "person":
        return True
    return who.role in GUARDIANS and age(world.born, norwegian_day(now)) < 16


def may_write(world: World, no: int, intent: Intent, now: datetime) -> bool:
    who = world.people.get(no)
    if who is None or who.state != "med" or who.role == "tolk" or world.state != "aktiv":
        return False
    if intent.type not in CONTENT or intent.category not in world.topics:
        return False
    if (intent.type in NEEDS_AN_ENTRY) != (intent.to is not None):
        return False
    if intent.to is not None:
        if not _may_answer(world, no, intent, intent.to, now):
            return False
        if intent.type == "takk":
            return True
    elif intent.hidden and not _may_hide(world, who, now):
        return False
    return who.role not in HELPERS or _service_may_write(world, who, intent, now)


def _may_hide(world: World, who: Somebody, now: datetime) -> bool:
    years = age(world.born, norwegian_day(now))
    return who.role in (*HELPERS, "person") and 12 <= years < 18


def _may_answer(world: World, no: int, intent: Intent, entry: Item, now: datetime) -> bool:
    """Let an answer share the scope of its entry; one corrects only what one has written."""
    shares = (
        intent.category == entry.category
        and intent.purpose == entry.purpose
        and intent.hidden == entry.hidden
        and intent.about == entry.about
    )
    own = intent.type != "retting" or entry.author == no
    return shares and own and may_read(world, no, entry, now)


def _service_may_write(world: World, who: Somebody, intent: Intent, now: datetime) -> bool:
    concerned = {world.person, *intent.about} - {who.no}
    return all(
        all_said_yes(
            world,
            about,
            now,
            lambda yes: (
                yes.right == "skriver"
                and yes.service == who.service
                and yes.category == intent.category
                and yes.purpose == intent.purpose
            ),
        )
        for about in concerned
    )
