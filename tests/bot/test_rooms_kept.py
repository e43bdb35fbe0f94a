"""A log's room: made once, and kept in line with who takes part."""

import asyncio

import pytest

from bot.connector import ConnectorError
from bot.pace import Held
from bot.rooms.hosts import Hosts
from bot.rooms.keeper import Keeper
from bot.rooms.making import UNSEEN
from storage import memberships, rooms
from storage.jobs import JobRow
from storage.rooms import RoomRow, RoomState
from storage.unit import Unit
from tests.bot.fake_rooms import ABLE, HOME
from tests.bot.room_town import Town, room_town  # noqa: F401
from tests.support.clocks import StillClock

TIRED = ConnectorError(429, "TooManyRequests", 2)


async def test_the_helpers_get_a_room_with_two_cards_and_an_opaque_name(town: Town):
    await town.keeps()
    made = town.network.only()
    assert (made.team, made.name, made.app) == ("team-1", "Stafett 7F3K", True)
    assert made.about.startswith("Chatten er ikke loggen. Skriv i loggen med + eller @Stafett.")
    assert sorted(town.inside()) == ["kari", "nora", "per"]
    assert [(how, word) for how, _, word in town.post.sent] == [("ny", "festet"), ("ny", "hjem 1")]
    assert (town.room.state, town.room.pinned, town.room.home) == (RoomState.KLAR, "1", "2")
    assert town.told() == []


async def test_keeping_it_again_changes_nothing(town: Town):
    await town.keeps()
    before, sent = town.room, list(town.post.sent)
    assert not town.database.do(lambda unit: rooms.follow(unit, "a"))
    await town.keeps()
    assert (town.room, town.post.sent, len(town.network.rooms)) == (before, sent, 1)


async def test_a_room_that_was_made_and_not_kept_is_found_and_not_made_again(town: Town):
    town.network.after["make"] = [ConnectorError(0, "ServerDisconnectedError")]
    with pytest.raises(ConnectorError):
        await town.keeps()
    assert (town.room.state, town.room.channel) == (RoomState.LAGES, "")
    await town.keeps()
    assert len(town.network.rooms) == 1
    assert town.network.calls.count("make") == 1
    assert town.room.state is RoomState.KLAR


async def test_a_room_that_is_not_seen_yet_is_waited_for_and_not_made_twice(
    town: Town, monkeypatch: pytest.MonkeyPatch
):
    town.network.after["make"] = [ConnectorError(0, "TimeoutError")]
    with pytest.raises(ConnectorError):
        await town.keeps()

    async def sees_nothing(*_: str) -> None:
        return None

    with monkeypatch.context() as hidden:
        hidden.setattr(town.network, "find", sees_nothing)
        with pytest.raises(ConnectorError, match="RoomNotSeenYet"):
            await town.keeps()
    await town.keeps()
    assert len(town.network.rooms) == 1


async def test_a_name_that_another_has_is_left_to_them(town: Town):
    await town.network.make("team-1", "Stafett 7F3K", "En annens.")
    await town.keeps()
    assert [one.name for one in town.network.rooms.values()] == ["Stafett 7F3K", "Stafett 7F3K 2"]
    assert town.room.number == 2


async def test_a_name_still_taken_after_a_while_was_never_ours(town: Town):
    town.network.breaks["make"] = [ConnectorError(0, "TimeoutError")]
    with pytest.raises(ConnectorError):
        await town.keeps()
    town.network.deleted.append("Stafett 7F3K")
    town.clock.move(seconds=UNSEEN.total_seconds() + 1)
    await town.keeps()
    assert town.network.only().name == "Stafett 7F3K 2"


async def test_a_full_team_is_followed_by_the_next(town: Town):
    def crowd(unit: Unit) -> None:
        texts = ("delt", HOME, "team-1", "19:x", "", RoomState.KLAR, "", "", "")
        for number in range(800):
            rooms.keep(unit, RoomRow(f"x{number}", *texts, unit.now))

    town.database.do(crowd)
    await town.keeps()
    assert town.network.only().team == "team-2"


async def test_teams_that_are_all_full_are_said_and_tried_again(town: Town):
    town.hosts = Hosts(HOME, (), (HOME,))
    with pytest.raises(ConnectorError, match="507 NoTeamHasSpace"):
        await town.keeps()
    assert town.network.rooms == {}


@pytest.mark.parametrize("where", ["find", "make", "enable", "members", "add"])
async def test_a_no_in_the_middle_is_gone_on_from_at_the_next_try(town: Town, where: str):
    town.network.breaks[where] = [TIRED]
    with pytest.raises(ConnectorError, match="429"):
        await town.keeps()
    await town.keeps()
    assert len(town.network.rooms) == 1
    assert sorted(town.inside()) == ["kari", "nora", "per"]
    assert [word for _, _, word in town.post.sent] == ["festet", "hjem 1"]


async def test_somebody_who_was_let_in_and_not_answered_for_is_not_let_in_twice(town: Town):
    town.network.after["add"] = [ConnectorError(0, "TimeoutError")]
    with pytest.raises(ConnectorError):
        await town.keeps()
    await town.keeps()
    assert sorted(town.inside()) == ["kari", "nora", "per"]


async def test_somebody_who_cannot_be_let_in_keeps_nobody_else_out(town: Town):
    town.network.breaks["add"] = [ConnectorError(403, "Forbidden")]
    await town.keeps()
    assert len(town.inside()) == 2
    assert town.room.state is RoomState.KLAR


async def test_a_kind_that_takes_nobody_from_outside_is_for_the_others(town: Town):
    abilities = {name: getattr(ABLE, name) for name in ABLE.__slots__}
    town.network.abilities = type(ABLE)(**(abilities | {"other_tenants": False}))
    await town.keeps()
    assert sorted(town.inside()) == ["kari", "nora"]


async def test_whoever_is_out_of_the_log_is_taken_out_of_the_room(town: Town, clock: StillClock):
    await town.keeps()
    last = clock().date()
    town.database.do(lambda unit: memberships.leave(unit, "nora", "helsestasjon", last))
    clock.move(days=1)
    assert town.database.do(lambda unit: rooms.follow(unit, "a"))
    await town.keeps()
    assert sorted(town.inside()) == ["kari", "per"]
    assert town.told() == []


async def test_rooms_of_one_team_are_kept_one_at_a_time(town: Town):
    await town.keeps()
    keeper = Keeper(town.database, town.network, town.hosts, town.drawer, town.post)
    job = JobRow("1", "rom", "k", {"logg": "a"}, town.clock(), 1)
    first = asyncio.create_task(keeper.carry(job))
    await asyncio.sleep(0)
    second = asyncio.create_task(keeper.carry(job))
    results = await asyncio.gather(first, second, return_exceptions=True)
    assert isinstance(results[1], Held)
    assert not isinstance(results[0], BaseException)
