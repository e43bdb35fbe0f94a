"""Who writes in a room is known by their home tenant, though Teams names the host's."""

import pytest

from bot.actors import actor_of, at_home
from bot.call import Place, Who
from tests.bot.fake_rooms import HOME, NEXT, URL
from tests.bot.room_town import Town, room_town  # noqa: F401

ELSEWHERE = "19:et-annet-rom@thread.tacv2"


def who(subject: str, tenant: str = HOME) -> Who:
    return Who(tenant, subject, "", "nb-NO")


def person(town: Town, sender: Who, conversation: str, *, personal: bool = False) -> str:
    place = Place(personal, conversation, HOME, URL)
    return town.database.do(lambda unit: actor_of(unit, at_home(unit, sender, place)).person)


@pytest.fixture
async def thread(town: Town) -> str:
    await town.keeps()
    await town.keeps()
    return f"{town.room.channel};messageid=1"


async def test_the_adviser_from_the_other_tenant_is_known_in_the_room(
    town: Town, thread: str
) -> None:
    assert person(town, who("oid-per"), thread) == "per"
    assert person(town, who("oid-kari"), thread) == "kari"
    assert person(town, who("oid-per", NEXT), thread) == "per"


async def test_nobody_becomes_another_where_the_roster_is_silent(town: Town, thread: str) -> None:
    assert person(town, who("oid-tor"), thread) == ""
    assert person(town, who("oid-per"), ELSEWHERE) == ""
    assert person(town, who("oid-per"), thread, personal=True) == ""


async def test_the_same_id_in_two_tenants_is_nobody_of_the_other(town: Town, thread: str) -> None:
    town.network.only().members.append((HOME, "oid-per"))
    await town.keeps()
    assert person(town, who("oid-per"), thread) == ""
