"""Who is in a room right now, and what that means: in use, stopped by a stranger, or gone."""

from collections.abc import Iterable

from bot.connector import ConnectorError
from bot.rooms.port import Room, RoomMember, Spot
from bot.rooms.turns import tell, tell_holder
from domain.codes import FAMILY, HELPERS, ParticipantState
from storage import posted, room_people, rooms, rosters
from storage.room_people import Account
from storage.rooms import RoomState
from storage.unit import Unit

TAKEN_UP = (RoomState.STANSET, RoomState.BORTE)
"""The states out of which a room comes into use again."""


class Gone(Exception):
    """The room is not there any more."""


async def read(room: Room, spot: Spot) -> list[RoomMember]:
    """Give everybody in a room but the account that owns them all; raises `Gone`."""
    try:
        found = await room.members(spot)
    except ConnectorError as error:
        if error.status == 404 and not await room.exists(spot):
            raise Gone from None
        raise
    return [one for one in found if not one.owner]


def settle(unit: Unit, logg: str, accounts: Iterable[Account]) -> frozenset[str] | None:
    """Keep who is in a room; gives our people there, or None while a stranger is among them.

    The stafettholder is told when a stranger stops the room, and when it is in use again; the
    helpers are told when somebody of the family has come.
    """
    room = rooms.of(unit, logg)
    if room is None:
        return None
    there = list(accounts)
    before = room_people.gap(unit, logg, room_people.accounts(unit, logg))
    now = room_people.gap(unit, logg, there)
    room_people.keep_accounts(unit, logg, there)
    stopped = bool(now.strangers or now.leaving)
    state = RoomState.STANSET if stopped else RoomState.KLAR
    if room.state is not state:
        rooms.change(unit, logg, state=state.value)
        if stopped:
            tell_holder(unit, logg, "fremmed")
        elif room.state in TAKEN_UP:
            tell_holder(unit, logg, "klar")
    came = now.present - before.present
    if came:
        posted.recount(unit, logg)
    _welcome(unit, logg, came)
    return None if stopped else now.present


def _welcome(unit: Unit, logg: str, came: frozenset[str]) -> None:
    """Have the helpers told that somebody of the family has come into the room."""
    active = [
        (root, one)
        for root, one in rosters.members(unit, logg)
        if one.state is ParticipantState.MED
    ]
    if any(root in came and one.role in FAMILY for root, one in active):
        tell(unit, logg, "familie", *(one for _, one in active if one.role in HELPERS))
        rooms.look(unit, logg)  # «Du er her» says so too
