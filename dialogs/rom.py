"""The log's room in Teams: see who is there, make a new one, be in it or out of it as family."""

from cards import rom as card
from cards import rom_varsler
from cards.form import Form, Typed
from dialogs.base import Dialog, Ids
from dialogs.parts import in_room
from dialogs.reply import Done, Notice, Refused, Reply, Say, Show
from dialogs.rule import ANY_PARTICIPANT, RUNNING, Rule
from dialogs.turn import Turn
from domain.asking import Reason
from domain.codes import FAMILY, HELPERS, Role
from storage import posted, room_people, rooms
from storage.rooms import RoomState

HOLDER = Rule(roles=frozenset({Role.STAFETTHOLDER}), states=RUNNING)
RELATIVES = Rule(roles=FAMILY, states=RUNNING)

dialog = Dialog(
    __name__,
    rule=ANY_PARTICIPANT,
    title=card.TITLE,
    about=card.ABOUT,
    commands={"nb": ("rommet",), "nn": ("rommet",), "en": ("room",)},
)


@dialog.open
def ask(turn: Turn, typed: Typed) -> Reply:
    """Show how the room stands, to each what they may know of it."""
    viewer, room = turn.logg.viewer, in_room.room_of(turn)
    if room is None or viewer is None:
        return _shown(turn, card.for_others(turn.t, in_room.standing(turn, room)))
    if viewer.role in HELPERS:
        return _shown(turn, in_room.for_helper(turn, room))
    if viewer.role in FAMILY and in_room.may_be_in(turn):
        return _shown(turn, in_room.for_family(turn, room))
    return _shown(turn, card.for_others(turn.t, in_room.standing(turn, room)))


def _shown(turn: Turn, drawn: card.Json) -> Show:
    return Show(turn.t(card.TITLE), drawn)


@dialog.action("nytt", Form, rule=HOLDER)
def make_anew(turn: Turn, form: Form) -> Reply:
    """Order a new room in the place of one that is gone; once it is ordered, nothing happens."""
    rooms.make_anew(turn.unit, turn.logg.id)
    return Done("bestilt")


@dialog.outcome("bestilt")
def is_made(turn: Turn, ids: Ids) -> Show:
    """Say that it is ordered."""
    return Show(turn.t(card.TITLE), rom_varsler.ordered(turn.t, turn.logg.code), "small")


@dialog.step("se", rule=HOLDER)
def look(turn: Turn) -> Reply:
    """Have the room looked at again, without waiting for Teams to tell of it."""
    rooms.look(turn.unit, turn.logg.id)
    return Done("sett")


@dialog.outcome("sett")
def looked(turn: Turn, ids: Ids) -> Say:
    """Say that it is being looked at."""
    return Say(card.is_looked_at(turn.t))


@dialog.step("bli_med", rule=RELATIVES)
def come(turn: Turn) -> Reply:
    """Let somebody of the family be in the room, if they may know who helps."""
    if in_room.room_of(turn) is None or not in_room.may_be_in(turn):
        raise Refused(Reason.ROLLE)
    _wish(turn, inside=True)
    return Done("inn")


@dialog.step("ga_ut", rule=RELATIVES)
def go(turn: Turn) -> Reply:
    """Let somebody of the family out of the room."""
    _wish(turn, inside=False)
    return Done("ut")


def _wish(turn: Turn, *, inside: bool) -> None:
    room_people.wish(turn.unit, turn.logg.id, turn.actor.person, inside=inside)
    if in_room.room_of(turn) is not None:
        posted.recount(turn.unit, turn.logg.id)  # before they see what stands there
        rooms.look(turn.unit, turn.logg.id)


@dialog.outcome("inn")
def came(turn: Turn, ids: Ids) -> Show:
    """Say that they are let in."""
    return Show(turn.t(card.TITLE), card.comes(turn.t, turn.logg.code), "small")


@dialog.outcome("ut")
def went(turn: Turn, ids: Ids) -> Say:
    """Say that they are taken out."""
    return Say(card.goes(turn.t))


@dialog.notice("fremmed")
def stranger(turn: Turn, ids: Ids) -> Notice | None:
    """Tell the stafettholder that somebody in the room is not on the log."""
    return in_room.to_holder(turn, "fremmed", RoomState.STANSET)


@dialog.notice("klar")
def mended(turn: Turn, ids: Ids) -> Notice | None:
    """Tell the stafettholder that the room is in use again."""
    return in_room.to_holder(turn, "klar", RoomState.KLAR)


@dialog.notice("borte")
def gone(turn: Turn, ids: Ids) -> Notice | None:
    """Tell the stafettholder that the room is gone."""
    return in_room.to_holder(turn, "borte", RoomState.BORTE)


@dialog.notice("familie")
def family(turn: Turn, ids: Ids) -> Notice | None:
    """Tell a helper that somebody of the family is in the room."""
    return in_room.to_helper(turn, "familie")
