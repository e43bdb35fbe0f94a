"""What time alone changes in rooms: memberships end by date, ages pass, events are lost."""

from storage import rooms
from storage.database import Database
from storage.rooms import RoomState
from storage.unit import Unit


def follow_rooms(database: Database) -> int:
    """Have the rooms looked at that are no longer as their logs are, or that a stranger stopped.

    Gives how many.
    """
    with database.reading() as unit:
        due = [logg for logg in rooms.to_follow(unit) if _is_due(unit, logg)]
    return sum(database.do(lambda unit, logg=logg: rooms.look(unit, logg)) for logg in due)


def _is_due(unit: Unit, logg: str) -> bool:
    room = rooms.of(unit, logg)
    if room is None or room.state is RoomState.STANSET:
        return True
    return room.followed != rooms.mark_of(unit, logg)
