"""Who may say that an entry is in the wrong log, who may agree, and who has seen it."""

from cards.feilfort import Reading
from dialogs.parts.reach import service_name
from dialogs.reply import Refused
from dialogs.turn import Turn
from domain.asking import Item, Reason
from domain.codes import INNHOLD, EntryType
from storage import access, timeline


def target(turn: Turn, seq: object) -> Item:
    """Give the entry that the actor, its author or the stafettholder, may call misfiled."""
    item = turn.item(seq)
    if item.author != turn.me and not turn.logg.holds_pinne():
        raise Refused(Reason.ROLLE)
    if item.type not in INNHOLD or item.type in (EntryType.TAKK, EntryType.RETTING):
        raise Refused(Reason.UKJENT)
    return item


def _item(turn: Turn, seq: object) -> Item:
    said = str(seq)
    found = None
    if said.isascii() and said.isdecimal() and len(said) < 10:
        found = timeline.item(turn.unit, turn.logg.id, int(said))
    if found is None:
        raise Refused(Reason.UKJENT)
    return found


def word_to_confirm(turn: Turn, seq: object) -> tuple[Item, Item]:
    """Give the first word and its entry, for somebody who may say the second."""
    word = _item(turn, seq)
    found = _target_of(turn, word)
    if found is None or turn.me not in {no for no, _ in _seconds(turn, word.author)}:
        raise Refused(Reason.UKJENT)
    if not still_wanted(turn, word.seq):
        raise Refused(Reason.BORTE)
    return word, found


def _target_of(turn: Turn, word: Item) -> Item | None:
    if word.type is not EntryType.FEILFORT:
        return None
    target_seq = timeline.target_of(turn.unit, word.logg, word.seq)
    return timeline.item(turn.unit, word.logg, target_seq) if target_seq else None


def still_wanted(turn: Turn, seq: int) -> bool:
    """Tell whether a first word has had no second one."""
    word = timeline.item(turn.unit, turn.logg.id, seq)
    found = _target_of(turn, word) if word else None
    if found is None:
        return False
    said = timeline.misfilings(turn.unit, found.logg, found.seq)
    return len(said) == 1 and said[0].seq == seq


def seconds(turn: Turn, first: int) -> list[str]:
    """Give the persons who may say the second word and can be told."""
    return [person for _, person in _seconds(turn, first)]


def _seconds(turn: Turn, first: int) -> list[tuple[int, str]]:
    """Other helpers of the log; when there are none, those of the family who use the bot."""
    view = turn.logg
    helpers = [m for m in view.helpers() if m.no != first]
    others = helpers or [m for m in view.active if m.no != first and m.digital]
    return [(member.no, member.person) for member in others]


def readings(turn: Turn, item: Item) -> list[Reading]:
    """Give who has met an entry, its author left out."""
    view = turn.logg
    by_person = {member.person: member for member in view.roster}
    found: list[Reading] = []
    for reader in access.readers(turn.unit, view.id, item.seq):
        member = by_person.get(reader.viewer)
        if member is not None and member.no != item.author:
            found.append(Reading(name(turn, member.no), reader.at))
    return found


def name(turn: Turn, no: int) -> str:
    """Name a participant: a helper with service, family by first name."""
    member, card = turn.logg.member(no), turn.logg.card_of(no)
    if member and member.service:
        return f"{card.full_name}, {service_name(turn, member.service)}"
    return card.first_name


def written(turn: Turn, item: Item) -> str:
    """Say who wrote an entry and when."""
    return turn.t("{who} · {when}", who=name(turn, item.author), when=turn.t.when(item.at))
