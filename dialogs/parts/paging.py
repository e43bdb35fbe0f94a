"""A page of the timeline by keyset: what the gate lets through, numbered for its viewer."""

from cards.hendelser import sentence
from cards.innslag_parts import Shown
from cards.logg import Filter, Line, Page
from dialogs.parts import showing
from dialogs.parts.reach import service_name
from dialogs.parts.rostering import name_of
from dialogs.turn import Turn
from domain.asking import Item
from domain.bodies import Participation
from domain.codes import FAMILY, PROSESS, SAMTYKKE, EntryType
from domain.gate import Allow
from storage import timeline

PAGE = 8
MOST_LOOKED_AT = 200
"""How many entries one page walks past at the most; the next page goes on from there."""

TYPES: dict[str, tuple[EntryType, ...]] = {
    "alt": showing.TEXTS,
    "lysglimt": (EntryType.LYSGLIMT,),
    "oppdatering": (EntryType.OPPDATERING,),
    "hendelser": tuple(sorted(PROSESS | SAMTYKKE)),
}


def _number(said: str) -> int | None:
    return int(said) if said.isascii() and said.isdecimal() and len(said) < 10 else None


def page(turn: Turn, form: Filter) -> Page:
    """Give the page below a place, newest first, and where the next one starts."""
    types = TYPES[form.vis or "alt"]
    category = form.tema if form.tema in turn.policy.topics else None
    before, no = _number(form.fra), _number(form.nr) or 1
    found, next_before = _readable(turn, types, category, before)
    lines = _lines(turn, found, no)
    return Page(lines, next_before, no + len(lines))


def _readable(
    turn: Turn, types: tuple[EntryType, ...], category: str | None, before: int | None
) -> tuple[list[Item], int | None]:
    found: list[Item] = []
    looked = 0
    while looked < MOST_LOOKED_AT:
        batch = timeline.page(
            turn.unit,
            turn.logg.id,
            before=before,
            types=types,
            category=category,
            limit=PAGE * 2,
        )
        for item in batch:
            if isinstance(turn.decide(item), Allow):
                if len(found) == PAGE:
                    return found, found[-1].seq
                found.append(item)
        if len(batch) < PAGE * 2:
            return found, None
        before, looked = batch[-1].seq, looked + len(batch)
    return found, before


def _lines(turn: Turn, items: list[Item], no: int) -> list[Line]:
    texts = [item for item in items if item.type in showing.TEXTS]
    shown = {one.seq: one for one in showing.shown(turn, texts)}
    events = [item for item in items if item.type not in showing.TEXTS]
    said = _events(turn, events)
    return [
        _line(number, shown.get(item.seq), said.get(item.seq, ""))
        for number, item in enumerate(items, no)
    ]


def _line(no: int, shown: Shown | None, event: str) -> Line:
    return Line(no, shown, event)


def _events(turn: Turn, items: list[Item]) -> dict[int, str]:
    said: dict[int, str] = {}
    for seq, inside in turn.read(items).items():
        item = next(one for one in items if one.seq == seq)
        body = inside.typed_body()
        whom, service = item.author, ""
        if isinstance(body, Participation):
            service = service_name(turn, body.service) if body.service else ""
            if item.type is not EntryType.DELTAKER_INVITERT:
                whom = body.participant
        when, own = turn.t.when(item.at), _of_family(turn, item.author)
        said[seq] = sentence(turn.t, item.type, _name(turn, whom), service, when, own)
    return said


def _of_family(turn: Turn, no: int) -> bool:
    member = turn.logg.member(no)
    return member is not None and member.role in FAMILY


def _name(turn: Turn, no: int) -> str:
    """Name a participant so that a verb can follow: «Kari Lærer (skolen)»."""
    member = turn.logg.member(no)
    if member is None:
        return turn.logg.card_of(no).first_name
    said = name_of(turn, member)
    return f"{said} ({service_name(turn, member.service)})" if member.service else said


def readable_topics(turn: Turn) -> list[str]:
    """Give the topics that the actor may read about now."""
    view = turn.logg
    nobody = 0
    return [
        code
        for code in turn.policy.topics
        if isinstance(
            turn.decide(
                Item(
                    view.id,
                    1,
                    EntryType.OPPDATERING,
                    nobody,
                    code,
                    view.summary.purpose,
                    turn.now,
                )
            ),
            Allow,
        )
    ]
