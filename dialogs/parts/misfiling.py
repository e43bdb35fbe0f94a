"""Who may say that an entry is in the wrong log, who may agree, and who has seen it."""

from dataclasses import replace

from cards.feilfort import Reading
from dialogs.logview import viewer_of
from dialogs.parts.knowing import known
from dialogs.parts.reach import service_name
from dialogs.reply import Refused
from dialogs.turn import Turn
from domain.asking import Item, Reason
from domain.codes import HELPERS, INNHOLD, EntryType
from domain.gate import Allow, decide
from storage import access, identities, timeline
from storage.log_rows import Member


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
    if found is None or turn.me not in {one.no for one in _seconds(turn, found, word.author)}:
        raise Refused(Reason.UKJENT)
    if not _still_wanted(turn, word, found):
        raise Refused(Reason.BORTE)
    return word, found


def _target_of(turn: Turn, word: Item) -> Item | None:
    if word.type is not EntryType.FEILFORT:
        return None
    target_seq = timeline.target_of(turn.unit, word.logg, word.seq)
    return timeline.item(turn.unit, word.logg, target_seq) if target_seq else None


def _still_wanted(turn: Turn, word: Item, found: Item) -> bool:
    """Tell whether a first word has had no second one."""
    said = timeline.misfilings(turn.unit, found.logg, found.seq)
    return [one.seq for one in said] == [word.seq]


def seconds(turn: Turn, item: Item) -> list[str]:
    """Give the persons who may say the second word after the actor's, and can be told."""
    return [member.person for member in _seconds(turn, item, turn.me)]


def _seconds(turn: Turn, item: Item, first: int) -> list[Member]:
    """List the helpers who might read the entry if it stood, and whoever wrote it.

    Without any, the family who might; and else the stafettholder, who knows of each word anyhow.
    """
    view, stood = turn.logg, replace(item, gone=False)
    others = [one for one in view.active if one.no != first and one.digital]
    might = [
        one
        for one in others
        if isinstance(decide(viewer_of(one), stood, view.ledger, turn.policy, turn.now), Allow)
    ]
    nearest = [one for one in might if one.role in HELPERS or one.no == item.author]
    holder = [one for one in others if one.no == view.summary.stafettholder_no]
    return nearest or might or holder


def readings(turn: Turn, item: Item) -> list[Reading]:
    """Give who has met an entry, of those the actor may know of; its author left out."""
    view = turn.logg
    by_person = {identities.root(turn.unit, one.person): one for one in known(turn)}
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
