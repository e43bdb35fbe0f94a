"""Showing entries: what the gate lets through, decrypted, with its newest text and its replies."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from cards.innslag_parts import Shown
from dialogs.parts.reach import service_name, topic_name
from dialogs.turn import Turn
from domain.asking import Item
from domain.bodies import Correction, Reply, Written
from domain.codes import EntryType
from domain.entry import Inside
from storage import timeline

TEXTS = (EntryType.OPPDATERING, EntryType.LYSGLIMT)


def shown(turn: Turn, items: Sequence[Item]) -> list[Shown]:
    """Give those of some entries that the actor may read, whole, in the order they came."""
    logg = turn.logg.id
    replies = timeline.replies_to(turn.unit, logg, [item.seq for item in items])
    hanging = [reply for item in items for reply in replies.get(item.seq, [])]
    insides = turn.read([*items, *hanging])
    made: list[Shown] = []
    for item in items:
        if item.seq in insides:
            under = [one for one in replies.get(item.seq, []) if one.seq in insides]
            made.append(_whole(turn, item, insides, under))
    return made


def _whole(turn: Turn, item: Item, insides: dict[int, Inside], under: Iterable[Item]) -> Shown:
    text, why, corrected = _text(insides[item.seq]), "", None
    comments: list[Shown] = []
    thanks: list[str] = []
    for one in under:
        body = insides[one.seq].typed_body()
        if isinstance(body, Correction):
            text, why, corrected = body.text, body.why, one.at
        elif isinstance(body, Reply):
            comments.append(_one(turn, one, body.text))
        else:
            thanks.append(_name(turn, one.author))
    return replace(
        _one(turn, item, text),
        corrected=corrected,
        why=why,
        hidden=item.hidden,
        comments=comments,
        thanks=list(dict.fromkeys(thanks)),
    )


def _one(turn: Turn, item: Item, text: str) -> Shown:
    member = turn.logg.member(item.author)
    service = member.service if member else ""
    return Shown(
        seq=item.seq,
        type=item.type,
        author=_name(turn, item.author),
        service=service_name(turn, service) if service else "",
        topic=topic_name(turn, item.category),
        at=item.at,
        text=text,
        mine=item.author == turn.me,
    )


def _name(turn: Turn, no: int) -> str:
    member, card = turn.logg.member(no), turn.logg.card_of(no)
    return card.full_name if member and member.service else card.first_name


def _text(inside: Inside) -> str:
    body = inside.typed_body()
    return body.text if isinstance(body, Written | Reply | Correction) else ""
