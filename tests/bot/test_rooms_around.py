"""What is around the keeping of rooms: events of Teams, the clock, and a deployment without any."""

from datetime import timedelta

import pytest

from bot.rooms.events import Watch
from bot.rooms.parts import NoRooms
from bot.rooms.upkeep import follow_rooms
from storage import jobs, memberships, rooms
from storage.jobs import JobRow
from storage.rooms import RoomState
from tests.bot.room_town import Town, room_town  # noqa: F401

NEW_URL = "https://smba.example/no/"


def waiting(town: Town) -> list[str]:
    claimed = town.database.do(lambda unit: jobs.claim(unit, 99, timedelta(1)))
    for job in claimed:
        town.database.do(lambda unit, job=job: jobs.done(unit, job.id))
    return [job.kind for job in claimed] + (waiting(town) if claimed else [])


async def test_an_event_has_the_room_looked_at_once_and_teaches_the_way_to_it(town: Town):
    await town.keeps()
    rung: list[int] = []
    watch = Watch(town.database, lambda: rung.append(1))
    for _ in range(3):
        await watch.changed(f"{town.room.channel};messageid=7", NEW_URL)
    assert waiting(town) == ["rom"]
    assert town.room.service_url == NEW_URL
    assert rung


@pytest.mark.parametrize("channel", ["19:annet@thread.tacv2", "", "\0"])
async def test_a_channel_that_is_no_room_leaves_no_trace(town: Town, channel: str):
    await town.keeps()
    rung: list[int] = []
    await Watch(town.database, lambda: rung.append(1)).changed(channel, NEW_URL)
    assert (waiting(town), rung) == ([], [])


async def test_the_clock_has_rooms_made_for_logs_that_have_none(town: Town):
    assert follow_rooms(town.database) == 1
    await town.keeps()
    assert waiting(town) == ["rom"]
    assert follow_rooms(town.database) == 0


async def test_the_clock_sees_that_somebodys_time_is_over(town: Town):
    await town.keeps()
    last = town.clock().date()
    town.database.do(lambda unit: memberships.leave(unit, "nora", "helsestasjon", last))
    assert follow_rooms(town.database) == 0
    town.clock.move(days=1)
    assert follow_rooms(town.database) == 1


async def test_the_clock_looks_whether_a_stranger_is_gone_and_not_after_rooms_that_are(town: Town):
    await town.keeps()
    town.database.do(lambda unit: rooms.change(unit, "a", state=RoomState.STANSET.value))
    assert follow_rooms(town.database) == 1
    waiting(town)
    town.database.do(lambda unit: rooms.change(unit, "a", state=RoomState.BORTE.value))
    assert follow_rooms(town.database) == 0


async def test_where_logs_have_no_rooms_readers_are_told_in_their_own_chats(town: Town):
    carrier = NoRooms(town.drawer)
    for kind in ("rom", "rom_nytt"):
        job = JobRow("1", kind, "k", {"logg": "a", "seq": 7}, town.clock(), 1)
        carried = await carrier.carry(job)
        if carried.also is not None:
            town.database.do(carried.also)
    assert town.drawer.drawn == [(7, None)]
    assert town.network.calls == []
