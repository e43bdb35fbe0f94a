"""Looking into everything that somebody can open, for what they must not see."""

import json
from collections.abc import Iterator

from bot.call import Kind
from domain.codes import EntryType
from storage import tables
from tests.support.looking import rows
from tests.support.team import Seen, Someone
from tests.support.village import Village

TEXTS = (EntryType.OPPDATERING, EntryType.LYSGLIMT)
DIALOGS = (
    "logg",
    "mine_logger",
    "samtykke",
    "deltakere",
    "oppdatering",
    "lysglimt",
    "trekk_samtykke",
    "samtykke_papir",
    "be_om_samtykke",
    "inviter",
    "invitasjon",
    "merkelapp",
    "hjelp",
)
ON_AN_ENTRY = ("innslag", "kommentar", "retting", "feilfort")


def told(seen: Seen) -> str:
    """Give all of an answer, what is not drawn too."""
    return json.dumps([seen.answer.card, seen.answer.title, seen.answer.text], ensure_ascii=False)


def everything(village: Village, someone: Someone) -> Iterator[tuple[str, Seen]]:
    """Open all there is, on the log's code and on numbers that somebody guesses."""
    code = village.log.code
    for dialog in DIALOGS:
        yield dialog, someone.opens(dialog, logg=code)
    yield "valg", someone.opens("logg")
    yield from _drafts(village, someone)
    yield from _pages(someone, code)
    for seq in village.told.entries:
        for dialog in ON_AN_ENTRY:
            yield f"{dialog} {seq}", someone.opens(dialog, logg=code, seq=seq)
        shown = someone.call(Kind.KORT, "innslag", "vis", logg=code, seq=seq)
        yield f"innslag.vis {seq}", shown
    for number, card in enumerate(someone.inbox()):
        if "refresh" in card.card:
            yield f"varsel {number}", card.refreshed()


def _drafts(village: Village, someone: Someone) -> Iterator[tuple[str, Seen]]:
    """Try everybody's drafts."""
    for draft, *_ in rows(village.team, tables.Draft):
        data = {"logg": village.log.code, "utkast": draft}
        for dialog in ("oppdatering", "lysglimt"):
            yield f"{dialog} {draft}", someone.opens(dialog, **data)
            yield f"{dialog}.vis {draft}", someone.call(Kind.KORT, dialog, "vis", **data)


def _pages(someone: Someone, code: str) -> Iterator[tuple[str, Seen]]:
    for shown in ("alt", "lysglimt", "oppdatering", "hendelser"):
        for topic in ("alle", "helse"):
            page = someone.sends("logg", "bla", logg=code, vis=shown, tema=topic)
            yield f"logg {shown} {topic}", page
            while page.answer.card is not None and "Eldre" in page.buttons():
                page = page.presses("Eldre")
                yield f"logg {shown} {topic} eldre", page


def hunt(village: Village, no: int | None, someone: Someone) -> None:
    """Let somebody (`no` None: nobody on the log) look everywhere; they find what is theirs."""
    told_world, now = village.told, village.now
    readable = {
        seq for seq in village.marks if no is not None and told_world.may_read(no, seq, now)
    }
    forbidden = {mark for seq, mark in village.marks.items() if seq not in readable}
    forbidden |= {mark for mark, owner in village.own_marks.items() if owner != no}
    forbidden |= set(village.old_marks)
    member = told_world.world.people.get(no) if no is not None else None
    if member is None or member.state != "med":
        forbidden |= {"Emil", "Marte", "Jonas"}
    found: dict[str, str] = {}
    for where, seen in everything(village, someone):
        found[where] = told(seen)
        leaked = [mark for mark in forbidden if mark in found[where]]
        assert leaked == [], (no, where, leaked, found[where])
    for card in someone.inbox():
        marks = [*village.marks.values(), *village.old_marks, *village.own_marks, "Emil"]
        assert [mark for mark in marks if mark in told(card)] == []
    for seq in readable:
        if told_world.entries[seq].type in TEXTS:
            assert village.marks[seq] in found[f"innslag {seq}"], (no, seq)
            assert village.marks[seq] in found[f"innslag.vis {seq}"], (no, seq)
