"""A log's room as its cards need it: how it stands, who is in it, what people are told of it."""

from cards import rom as card
from cards import rom_varsler
from cards.velg_logg import named
from dialogs.parts import knowing, rostering
from dialogs.reply import Notice
from dialogs.turn import Turn
from domain.clock import oslo_day
from domain.codes import HELPERS, ParticipantState
from domain.room_names import name_of
from storage import identities, memberships, people, room_people, rooms
from storage.log_rows import Member
from storage.room_people import Account, Gap
from storage.rooms import RoomRow, RoomState


def room_of(turn: Turn) -> RoomRow | None:
    """Give the log's room, if it has one."""
    return rooms.of(turn.unit, turn.logg.id)


def standing(turn: Turn, room: RoomRow | None) -> card.Standing:
    """Give how the room stands, as its cards say it."""
    view = turn.logg
    name = named(view.code, view.label, view.first_name)
    if room is None:
        return card.Standing(view.code, name, "", "")
    return card.Standing(view.code, name, name_of(view.code, room.number), room.state)


def for_helper(turn: Turn, room: RoomRow) -> card.Json:
    """Draw the room for a helper: who is there, and who should not be."""
    gap = _gap(turn)
    used = room.state in (RoomState.KLAR, RoomState.STANSET)
    present, absent = _stand(turn, gap.present) if used else ([], [])
    others = [*gap.strangers, *gap.leaving] if room.state is RoomState.STANSET else []
    holds = turn.logg.holds_pinne()
    names = {_name_of_stranger(turn, one) if holds else "" for one in others}
    unnamed = [turn.t(card.UNKNOWN)] if "" in names else []
    inside = card.Inside(
        present=[rostering.shown(turn, one) for one in present],
        absent=[rostering.shown(turn, one) for one in absent],
        strangers=sorted(names - {""}) + unnamed,
        holder=holds,
    )
    return card.for_helper(turn.t, standing(turn, room), inside, turn.nonce())


def for_family(turn: Turn, room: RoomRow) -> card.Json:
    """Draw the room for somebody of the family who may be in it."""
    person, logg = turn.actor.person, turn.logg.id
    wants = room_people.wishes(turn.unit, logg).get(person)
    present = room.state is RoomState.KLAR and person in _gap(turn).present
    return card.for_family(
        turn.t,
        standing(turn, room),
        wants=wants is True,
        present=present and wants is not False,
        nonce=turn.nonce(),
    )


def may_be_in(turn: Turn) -> bool:
    """Tell whether somebody of the family may be in the room, where they see who helps."""
    member = turn.logg.member(turn.me)
    return member is not None and room_people.may_ask(turn.unit, turn.logg.id, member)


def _gap(turn: Turn) -> Gap:
    """Compare who was in the room when its roster was last read with whom it is for now."""
    logg = turn.logg.id
    return room_people.gap(turn.unit, logg, room_people.accounts(turn.unit, logg))


def _known(turn: Turn) -> list[tuple[str, Member]]:
    """Give those who take part and whom the actor may know of, by the id they sign in under."""
    here = [one for one in knowing.known(turn) if one.state is ParticipantState.MED]
    return [(identities.root(turn.unit, one.person), one) for one in here]


def _stand(turn: Turn, present: frozenset[str]) -> tuple[list[Member], list[Member]]:
    """Give those in the room, and the helpers who are not."""
    here = _known(turn)
    inside = [one for root, one in here if root in present]
    outside = [one for root, one in here if root not in present and one.role in HELPERS]
    return inside, outside


def _name_of_stranger(turn: Turn, account: Account) -> str:
    """Name a stranger who works in some service or was on the log; "" for anybody else."""
    found = people.find(turn.unit, *account)
    if found is None:
        return ""
    once = next((one for one in turn.logg.roster if _is(turn, one, found.id)), None)
    if once is not None:
        return rostering.name_of(turn, once)
    works = memberships.services_of(turn.unit, found.id, oslo_day(turn.now))
    return people.card(turn.unit, found.id).full_name if works else ""


def _is(turn: Turn, member: Member, person: str) -> bool:
    return identities.root(turn.unit, member.person) == person


def _told(turn: Turn, what: str) -> Notice:
    drawn = rom_varsler.notice(turn.t, what, turn.logg.code)
    return Notice(drawn, turn.t(rom_varsler.NOTICES[what][0]))


def to_holder(turn: Turn, what: str, state: RoomState) -> Notice | None:
    """Draw what the stafettholder is told while it is still so."""
    room = room_of(turn)
    if room is None or room.state is not state or not turn.logg.holds_pinne():
        return None
    return _told(turn, what)


def to_helper(turn: Turn, what: str) -> Notice | None:
    """Draw what a helper is told of the family in the room, while it is so."""
    viewer = turn.logg.viewer
    helps = viewer is not None and viewer.role in HELPERS and rostering.takes_part(turn)
    inside = helps and room_people.family_inside(turn.unit, turn.logg.id)
    return _told(turn, what) if inside else None
