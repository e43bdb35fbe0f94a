"""Random worlds for the gate, small enough that what is asked about has often been answered."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from itertools import product

from hypothesis import strategies as st

from domain.ages import age_rule
from domain.asking import Intent, Item, Viewer
from domain.codes import INNHOLD, REPLIES, EntryType, LogState, ParticipantState, Right, Role
from domain.ledger import Ledger, Permit
from domain.policy import Policy, load_policy
from tests.support.gate_model import GUARDIANS, Somebody, World, Yes

LOGG = "logg1"
HOLDER, PERSON, MOTHER, FATHER, NURSE, AUNT, DEPUTY, INTERPRETER = range(1, 9)
EVERYBODY = range(1, 9)
SERVICES = ("skole", "helsestasjon", "familien")
TOPICS = ("skole", "helse")
PURPOSES = ("samordning", "overgang")
EARLY = datetime(2000, 1, 1, tzinfo=UTC)
DAY = timedelta(days=1)
ABOUT = (
    (PERSON, PERSON),
    (MOTHER, PERSON),
    (FATHER, PERSON),
    (AUNT, PERSON),
    (MOTHER, MOTHER),
    (FATHER, FATHER),
    (AUNT, AUNT),
)
"""Who can say something about whom; the aunt's word about the person counts for nothing."""
CELLS = list(product(ABOUT, SERVICES, TOPICS, ("leser", "skriver")))


@cache
def policy() -> Policy:
    """Give the policies that ship, read once."""
    return load_policy()


@dataclass
class Asked:
    """A world, its ledger as the gate knows it, and the moment of the question."""

    world: World
    ledger: Ledger
    now: datetime

    def viewer(self, no: int) -> Viewer | None:
        """Give a participant as the gate asks for them."""
        who = self.world.people.get(no)
        if who is None:
            return None
        return Viewer(f"p{no}", no, Role(who.role), who.service, ParticipantState(who.state))


def ledger_of(world: World, known: date) -> Ledger:
    """Give the ledger of a world whose age rule was last reckoned on a day."""
    permits = tuple(
        Permit(
            giver=yes.giver,
            about=yes.about,
            service=yes.service,
            category=yes.category,
            purpose=yes.purpose,
            right=Right(yes.right),
            start=yes.first,
            end=yes.last,
            reads_from=yes.back_to,
            seq=seq,
            holder_reads_all=yes.holder_too,
        )
        for seq, yes in enumerate(world.yeses, 1)
    )
    return Ledger(
        logg=world.logg,
        state=LogState(world.state),
        person=world.person,
        guardians=frozenset(
            p.no for p in world.people.values() if p.role in GUARDIANS and p.state != "ut"
        ),
        stafettholder=world.holder,
        ages=age_rule(world.born, known, policy()),
        permits=permits,
    )


@st.composite
def moments(draw: st.DrawFn) -> tuple[date, datetime]:
    """Draw a birth date and a moment near a birthday that may change who decides."""
    born = date(2010, draw(st.integers(1, 12)), draw(st.integers(1, 28)))
    years = draw(st.sampled_from((9, 11, 12, 14, 15, 16, 17, 18)))
    day = born.replace(year=born.year + years) + draw(st.sampled_from((-1, 0, 1, 100))) * DAY
    at = time(draw(st.sampled_from((0, 12, 21, 22, 23))), 30, tzinfo=UTC)
    return born, datetime.combine(day, at)


@st.composite
def people(draw: st.DrawFn) -> dict[int, Somebody]:
    """Draw who is on the log; mostly all, mostly taking part."""
    cast = [
        Somebody(HOLDER, "stafettholder", "skole"),
        Somebody(PERSON, "person"),
        Somebody(MOTHER, "foresatt"),
        Somebody(FATHER, draw(st.sampled_from(("foresatt", "verge")))),
        Somebody(NURSE, "fagperson", "helsestasjon"),
        Somebody(AUNT, "parorende"),
        Somebody(DEPUTY, "vara", "skole"),
        Somebody(INTERPRETER, "tolk", draw(st.sampled_from(("", "skole")))),
    ]
    away = draw(st.dictionaries(st.sampled_from(EVERYBODY), st.sampled_from(STATES), max_size=2))
    shown = [(one, away.get(one.no, "med")) for one in cast]
    return {
        one.no: Somebody(one.no, one.role, one.service, state)
        for one, state in shown
        if state != "aldri"
    }


STATES = ("invitert", "ut", "aldri")


@st.composite
def yeses(draw: st.DrawFn, now: datetime) -> list[Yes]:
    """Draw consents: nearly all or nearly none, some of them too old, too new or too narrow."""
    generous = draw(st.booleans())
    odd = draw(
        st.dictionaries(st.integers(0, len(CELLS) - 1), st.sampled_from(range(7)), max_size=8)
    )
    ticked = draw(st.sets(st.sampled_from((PERSON, MOTHER, FATHER)), max_size=3))
    today = now.date()
    found: list[Yes] = []
    for index, ((giver, about), service, category, right) in enumerate(CELLS):
        kind = odd.get(index, 0 if generous else None)
        if kind is None or (kind == 1 and generous):
            continue
        first, last = today - 30 * DAY, today + 30 * DAY
        if kind in (2, 3):
            last = today - (kind - 2) * DAY
        elif kind == 4:
            first = today + DAY
        back = now - draw(st.integers(0, 3)) * DAY if kind == 5 else EARLY
        purpose = PURPOSES[kind == 6]
        tick = giver in ticked and about == PERSON
        found.append(Yes(giver, about, service, category, purpose, right, first, last, back, tick))
    return found


@st.composite
def asked(draw: st.DrawFn) -> Asked:
    """Draw a whole world and a moment."""
    born, now = draw(moments())
    state = draw(st.sampled_from(("aktiv", "aktiv", "aktiv", "aktiv", "utkast", "hvilende")))
    world = World(LOGG, born, draw(people()), PERSON, HOLDER, state, [], tuple(policy().topics))
    world.yeses = draw(yeses(now))
    known = now.date() - draw(st.integers(0, 2000)) * DAY
    return Asked(world, ledger_of(world, max(known, born)), now)


TEXTS = (EntryType.OPPDATERING, EntryType.LYSGLIMT)
EVENTS = (EntryType.FEILFORT, EntryType.SAMTYKKE_TRUKKET, EntryType.DELTAKER_UT)
MOSTLY_CONTENT = (*EntryType, *EVENTS, *EVENTS, *sorted(INNHOLD) * 4)

scopes = st.fixed_dictionaries(
    {
        "category": st.sampled_from((*TOPICS, *TOPICS, "rus")),
        "purpose": st.sampled_from(("samordning", "samordning", "samordning", "overgang")),
        "hidden": st.sampled_from((False, False, True)),
        "about": st.sets(st.sampled_from((PERSON, MOTHER, FATHER, AUNT)), max_size=2).map(
            lambda some: tuple(sorted(some))
        ),
    }
)


@st.composite
def items(draw: st.DrawFn, now: datetime, types: tuple[EntryType, ...] = MOSTLY_CONTENT) -> Item:
    """Draw an entry that stands on the log, now and then of another log, or gone."""
    return Item(
        logg=draw(st.sampled_from((LOGG,) * 9 + ("logg2",))),
        seq=draw(st.integers(1, 40)),
        type=draw(st.sampled_from(types)),
        author=draw(st.sampled_from(EVERYBODY)),
        at=now - draw(st.integers(0, 5)) * DAY,
        gone=draw(st.sampled_from((False,) * 9 + (True,))),
        **draw(scopes),
    )


@st.composite
def intents(draw: st.DrawFn, now: datetime) -> Intent:
    """Draw something to write; replies mostly with the scope of their entry."""
    type_ = draw(st.sampled_from(MOSTLY_CONTENT))
    wants = type_ in REPLIES if draw(st.integers(0, 9)) else type_ not in REPLIES
    to = draw(items(now, (*TEXTS, *TEXTS, *EntryType))) if wants else None
    scope = draw(scopes)
    if to is not None and draw(st.integers(0, 4)):
        names = ("category", "purpose", "hidden", "about")
        scope = {name: getattr(to, name) for name in names}
    return Intent(type=type_, to=to, **scope)
