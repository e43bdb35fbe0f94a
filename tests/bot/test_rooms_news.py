"""What is posted in a room: never beside a stranger, never where the room is gone."""

from datetime import timedelta
from typing import Any

import pytest

from bot.connector import ConnectorError
from bot.pace import Held
from storage import jobs, room_people, rooms, tables
from storage.core import table
from storage.rooms import RoomState
from storage.unit import Unit
from tests.bot.fake_rooms import HOME, NEXT
from tests.bot.room_town import Town, room_town  # noqa: F401
from tests.support import rows

LEASE = timedelta(minutes=1)


async def test_a_stranger_stops_the_room_until_they_are_gone(town: Town):
    await town.keeps()
    town.network.only().members.append((HOME, "oid-tor"))
    town.drawer.home = "hjem 2"
    sent = list(town.post.sent)
    await town.keeps()
    assert (town.room.state, town.inside()[-1]) == (RoomState.STANSET, "tor")
    assert town.post.sent == sent
    assert town.told() == [("kari", "fremmed")]
    await town.posts()
    assert (town.post.sent, town.drawer.drawn) == (sent, [(7, None)])
    assert town.told() == []  # once is enough
    town.network.only().members.pop()
    await town.keeps()
    assert town.room.state is RoomState.KLAR
    assert town.told() == [("kari", "klar")]
    assert town.post.sent[-1] == ("rettet", "2", "hjem 2")


async def test_news_finds_a_stranger_that_no_event_told_of(town: Town):
    await town.keeps()
    town.network.only().members.append((NEXT, "oid-kari"))
    await town.posts()
    assert town.drawer.drawn == [(7, None)]
    assert town.room.state is RoomState.STANSET
    assert town.told() == [("kari", "fremmed")]


async def test_news_finds_that_a_stranger_is_gone(town: Town):
    await town.keeps()
    town.network.only().members.append((HOME, "oid-tor"))
    await town.keeps()
    town.network.only().members.pop()
    await town.posts()
    assert town.drawer.drawn == [(7, {"kari", "nora", "per"})]
    assert town.room.state is RoomState.KLAR


async def test_the_family_is_let_in_when_they_ask_and_the_helpers_are_told(town: Town):
    await town.keeps()
    town.database.do(lambda unit: room_people.wish(unit, "a", "marte", inside=True))
    assert town.database.do(lambda unit: rooms.follow(unit, "a"))
    await town.keeps()
    assert town.inside()[-1] == "marte"
    helpers = [("kari", "familie"), ("nora", "familie"), ("per", "familie")]
    assert sorted(town.told()) == helpers
    town.database.do(lambda unit: room_people.wish(unit, "a", "marte", inside=False))
    await town.keeps()
    assert "marte" not in town.inside()
    assert town.told() == []


async def test_news_is_posted_for_those_in_the_room_and_remembered(town: Town):
    await town.keeps()
    await town.posts()
    assert town.post.sent[-1] == ("ny", "3", "nytt 7")
    town.drawer.replaces = "3"
    await town.posts(8)
    assert town.post.sent[-1] == ("rettet", "3", "nytt 8")
    of = table(tables.Posted)
    kept = town.database.do(lambda unit: unit.db.execute(of.select()).one())
    assert (kept.id, kept.person, kept.activity) == ("kort-1", "", "3")
    assert '"seqs":[8]' in kept.ids


async def test_a_card_that_somebody_deleted_is_posted_anew(town: Town):
    await town.keeps()
    await town.posts()
    town.drawer.replaces = "3"
    town.post.breaks = [ConnectorError(404, "ActivityNotFoundInConversation")]
    await town.posts(8)
    assert town.post.sent[-1] == ("ny", "4", "nytt 8")
    of = table(tables.Posted)
    assert town.database.do(lambda unit: unit.db.execute(of.select()).one()).activity == "4"


async def test_a_room_that_was_deleted_is_said_and_never_made_anew_in_silence(town: Town):
    await town.keeps()
    await town.network.delete(spot(town))
    await town.posts()
    assert town.room.state is RoomState.BORTE
    assert town.drawer.drawn == [(7, None)]
    assert town.told() == [("kari", "borte")]
    for _ in range(2):
        await town.keeps()
        await town.posts()
    assert town.network.rooms == {}
    assert town.told() == []


def spot(town: Town) -> Any:
    return type("Spot", (), {"team": town.room.team, "channel": town.room.channel})


async def test_a_new_room_is_made_when_it_is_ordered_under_another_name(town: Town):
    await town.keeps()
    await town.network.delete(spot(town))
    await town.keeps()
    assert town.told() == [("kari", "borte")]
    town.database.do(lambda unit: rooms.make_anew(unit, "a"))
    await town.keeps()
    assert town.network.only().name == "Stafett 7F3K 2"
    assert town.room.state is RoomState.KLAR
    assert [word for _, _, word in town.post.sent][-2:] == ["festet", "hjem 1"]


async def test_a_room_that_was_restored_is_used_again(town: Town):
    await town.keeps()
    made = dict(town.network.rooms)
    await town.network.delete(spot(town))
    await town.keeps()
    town.network.rooms = made
    await town.keeps()
    assert town.room.state is RoomState.KLAR
    assert [notice for _, notice in town.told()] == ["borte", "klar"]


async def test_a_room_whose_app_was_taken_out_gets_it_back_and_readers_are_told_alone(town: Town):
    await town.keeps()
    town.network.only().app = False
    await town.posts()
    assert town.drawer.drawn[-1] == (7, None)
    assert town.room.state is RoomState.KLAR
    await town.keeps()
    assert town.network.only().app


@pytest.mark.parametrize("state", ["hvilende", "avsluttet"])
async def test_nothing_is_posted_about_a_log_that_is_not_active(town: Town, state: str):
    await town.keeps()
    sent = list(town.post.sent)
    town.database.do(lambda unit: unit.db.execute(rooms.LOGG.update().values(state=state)))
    town.drawer.home = "avsluttet"
    await town.keeps()
    assert town.post.sent == [*sent, ("rettet", "2", "avsluttet")]
    await town.posts()
    assert town.drawer.drawn == [(7, None)]


async def test_a_draft_gets_no_room(town: Town):
    town.database.do(lambda unit: unit.db.execute(rooms.LOGG.update().values(state="utkast")))
    assert (await town.keeps()).outcome == "dropped"
    assert town.network.calls == []


async def test_without_a_way_to_the_connector_the_cards_wait(town: Town):
    town.post.urls.clear()
    with pytest.raises(ConnectorError, match="NoServiceUrl"):
        await town.keeps()
    town.post.urls[HOME] = "https://smba.example/"
    await town.keeps()
    assert len(town.post.sent) == 2
    assert town.room.service_url == "https://smba.example/"


async def test_news_waits_for_a_busy_room_a_while_and_then_goes_to_its_readers(town: Town):
    await town.keeps()
    town.database.do(lambda unit: rows.item(unit, "a", 7))
    for _ in range(2):
        town.network.breaks["members"] = [ConnectorError(502, "BadGateway")]
        with pytest.raises(ConnectorError, match="502"):
            await town.posts()
    town.clock.move(minutes=3)
    town.network.breaks["members"] = [ConnectorError(502, "BadGateway")]
    assert (await town.posts()).outcome == "told"
    assert town.drawer.drawn == [(7, None)]


@pytest.mark.parametrize("no", [ConnectorError(429, "Busy", 600), Held("Circuit", 600)])
async def test_news_does_not_wait_where_the_wait_is_long(town: Town, no: Exception):
    await town.keeps()
    town.network.breaks["members"] = [no]
    assert (await town.posts()).outcome == "told"
    assert town.drawer.drawn == [(7, None)]


@pytest.mark.parametrize("no", [ConnectorError(429, "Busy", 600), Held("Circuit", 600)])
async def test_a_room_that_must_wait_long_lets_what_is_behind_it_pass(town: Town, no: Exception):
    await town.keeps()
    town.network.breaks["members"] = [no]
    assert (await town.keeps()).outcome == "put_off"

    def claimed() -> list[str]:
        return [one.kind for one in town.database.do(lambda unit: jobs.claim(unit, 9, LEASE))]

    assert claimed() == []
    said = {"logg": "a", "seq": 7}
    town.database.do(lambda unit: jobs.add(unit, "rom_nytt", "n", said))
    assert claimed() == ["rom_nytt"]
    town.database.do(lambda unit: jobs.done(unit, newest(unit)))
    town.clock.move(minutes=11)
    assert claimed() == ["rom"]


def newest(unit: Unit) -> str:
    return unit.db.execute(jobs.JOB.select().where(jobs.JOB.c.key == "n")).one().id


async def test_what_does_not_pass_is_given_up_aloud_and_tried_again_by_the_clock(town: Town):
    await town.keeps()
    town.network.breaks["members"] = [ConnectorError(502, "BadGateway")]
    with pytest.raises(ConnectorError, match="424 BadGateway"):
        await town.keeps(attempts=7)
