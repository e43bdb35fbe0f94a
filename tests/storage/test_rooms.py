"""The rooms of logs: where they are, whom they are for, and when one must be brought in line."""

from datetime import timedelta

import pytest

from storage import jobs, memberships, people, room_people, rooms
from storage.database import Database
from storage.rooms import RoomRow, RoomState
from storage.unit import Unit
from tests.support import rows
from tests.support.clocks import StillClock

HOME, NEXT = "hjemme", "nabo"
CHANNEL = "19:rom@thread.tacv2"


def fill(unit: Unit) -> None:
    """Put down Emil's log: Kari holds it, Nora helps, Marte is his mother, Ida is only asked."""
    rows.logg(unit, "a")
    for no, role, service, state in (
        ("emil", "person", "", "med"),
        ("kari", "stafettholder", "skole", "med"),
        ("marte", "foresatt", "", "med"),
        ("nora", "fagperson", "helsestasjon", "med"),
        ("ida", "fagperson", "ppt", "invitert"),
        ("lars", "fagperson", "skole", "ut"),
    ):
        rows.person(unit, no)
        people.bind(unit, no, HOME, f"oid-{no}")
        number = {"emil": 1, "kari": 2, "marte": 3, "nora": 4, "ida": 5, "lars": 6}[no]
        rows.participant(unit, "a", number, no, role, service=service, state=state)
        if service:
            rows.works(unit, no, service)


def room(now, **values) -> RoomRow:
    row = {
        "logg": "a",
        "kind": "delt",
        "tenant": HOME,
        "team": "team",
        "channel": CHANNEL,
        "service_url": "https://smba.example/",
        "state": RoomState.KLAR,
        "followed": "",
        "pinned": "",
        "home": "",
        "at": now,
    }
    return RoomRow(**(row | values))


@pytest.fixture
def filled(database: Database) -> Database:
    database.do(fill)
    return database


def kept(unit: Unit, **values) -> None:
    rooms.keep(unit, room(unit.now, **values))


def accounts(*names: str) -> list[tuple[str, str]]:
    return [(HOME, f"oid-{name}") for name in names]


def test_a_room_is_found_by_its_log_and_by_any_thread_of_it(filled):
    assert filled.do(lambda unit: rooms.of(unit, "a")) is None
    filled.do(kept)
    found = filled.do(lambda unit: rooms.of(unit, "a"))
    assert (found.channel, found.state, found.number) == (CHANNEL, RoomState.KLAR, 1)
    for conversation in (CHANNEL, f"{CHANNEL};messageid=17"):
        assert filled.do(lambda unit, c=conversation: rooms.at(unit, c)) == found
    for other in ("", "19:annet@thread.tacv2", "19:rom", "\0"):
        assert filled.do(lambda unit, c=other: rooms.at(unit, c)) is None


def test_a_room_is_for_the_helpers_and_for_the_family_that_asked(filled):
    whole = filled.do(lambda unit: room_people.belonging(unit, "a"))
    assert whole.wanted == {"kari", "nora"}
    assert whole.allowed == {"kari", "nora", "emil", "marte"}
    assert whole.out == {"lars"}
    filled.do(lambda unit: room_people.wish(unit, "a", "marte", inside=True))
    assert filled.do(lambda unit: room_people.belonging(unit, "a")).wanted == {
        "kari",
        "nora",
        "marte",
    }
    filled.do(lambda unit: room_people.wish(unit, "a", "marte", inside=False))
    whole = filled.do(lambda unit: room_people.belonging(unit, "a"))
    assert (whole.wanted, whole.out) == ({"kari", "nora"}, {"lars", "marte"})


def test_a_guardian_who_may_not_know_who_helps_is_not_let_in(filled):
    def as_sixteen(unit: Unit) -> None:
        unit.db.execute(rooms.LOGG.update().values(rule="ungdom"))
        room_people.wish(unit, "a", "marte", inside=True)

    filled.do(as_sixteen)
    whole = filled.do(lambda unit: room_people.belonging(unit, "a"))
    assert whole.wanted == {"kari", "nora"}
    assert "marte" in whole.out


def test_whoever_has_left_the_service_is_to_be_taken_out(filled, clock: StillClock):
    last = clock().date()
    filled.do(lambda unit: memberships.leave(unit, "nora", "helsestasjon", last))
    clock.move(days=1)
    whole = filled.do(lambda unit: room_people.belonging(unit, "a"))
    assert (whole.wanted, whole.out) == ({"kari"}, {"lars", "nora"})


def test_who_is_in_the_room_is_compared_with_whom_it_is_for(filled):
    inside = [*accounts("kari", "marte", "lars", "ida"), (NEXT, "oid-nora"), (HOME, "oid-tor")]
    gap = filled.do(lambda unit: room_people.gap(unit, "a", inside))
    assert gap.missing == ("nora",)  # the same object id in another tenant is somebody else
    assert gap.leaving == ((HOME, "oid-lars"),)
    assert gap.strangers == ((HOME, "oid-ida"), (NEXT, "oid-nora"), (HOME, "oid-tor"))
    assert gap.present == {"kari", "marte"}


def test_somebody_with_two_accounts_is_in_the_room_by_either(filled):
    filled.do(lambda unit: people.bind(unit, "nora", NEXT, "oid-2"))
    gap = filled.do(lambda unit: room_people.gap(unit, "a", [*accounts("kari"), (NEXT, "oid-2")]))
    assert (gap.missing, gap.strangers, gap.present) == ((), (), {"kari", "nora"})
    way = filled.do(lambda unit: room_people.way_in(unit, "nora", (NEXT,)))
    assert way == (NEXT, "oid-2")
    assert filled.do(lambda unit: room_people.way_in(unit, "kari", (NEXT,))) is None


def test_the_accounts_last_seen_are_kept_in_place_of_those_before(filled):
    for seen in (accounts("kari", "tor"), accounts("kari"), []):
        filled.do(lambda unit, seen=seen: room_people.keep_accounts(unit, "a", seen))
        assert filled.do(lambda unit: room_people.accounts(unit, "a")) == seen


def test_the_family_is_in_the_room_from_when_they_are_about_to_be(filled):
    filled.do(lambda unit: room_people.keep_accounts(unit, "a", accounts("kari", "nora")))
    assert not filled.do(lambda unit: room_people.family_inside(unit, "a"))
    filled.do(lambda unit: room_people.wish(unit, "a", "marte", inside=True))
    assert filled.do(lambda unit: room_people.family_inside(unit, "a"))
    filled.do(lambda unit: room_people.wish(unit, "a", "marte", inside=False))
    assert not filled.do(lambda unit: room_people.family_inside(unit, "a"))


def waiting(database: Database) -> list[str]:
    return [job.kind for job in database.do(lambda unit: jobs.claim(unit, 9, timedelta(1)))]


def test_a_room_follows_its_log_once_and_again_when_somebody_comes_or_goes(filled):
    assert filled.do(lambda unit: rooms.follow(unit, "a"))
    assert not filled.do(lambda unit: rooms.follow(unit, "a"))
    assert waiting(filled) == ["rom"]
    mark = filled.do(lambda unit: rooms.mark_of(unit, "a"))
    filled.do(lambda unit: kept(unit, followed=mark))
    assert not filled.do(lambda unit: rooms.follow(unit, "a"))
    filled.do(lambda unit: room_people.wish(unit, "a", "marte", inside=True))
    assert filled.do(lambda unit: rooms.follow(unit, "a"))


def test_what_is_under_way_may_have_read_too_early_and_is_followed_by_another_look(filled):
    assert filled.do(lambda unit: rooms.look(unit, "a"))
    assert waiting(filled) == ["rom"]
    assert filled.do(lambda unit: rooms.look(unit, "a"))
    assert not filled.do(lambda unit: rooms.look(unit, "a"))


@pytest.mark.parametrize("state", ["utkast", "avsluttet", "arkivert"])
def test_a_log_that_is_not_open_gets_no_room(filled, state):
    filled.do(lambda unit: unit.db.execute(rooms.LOGG.update().values(state=state)))
    assert not filled.do(lambda unit: rooms.follow(unit, "a"))
    assert filled.do(rooms.to_follow) == []


def test_time_alone_may_change_the_rooms_of_open_logs(filled):
    assert filled.do(rooms.to_follow) == ["a"]


def test_a_new_room_is_made_only_in_the_place_of_one_that_is_gone(filled):
    filled.do(kept)
    filled.do(lambda unit: rooms.make_anew(unit, "a"))
    assert filled.do(lambda unit: rooms.of(unit, "a")).state is RoomState.KLAR
    filled.do(lambda unit: rooms.change(unit, "a", state=RoomState.BORTE.value))
    assert filled.do(rooms.in_teams) == {}
    filled.do(lambda unit: rooms.make_anew(unit, "a"))
    found = filled.do(lambda unit: rooms.of(unit, "a"))
    assert (found.state, found.channel, found.number) == (RoomState.LAGES, "", 2)
    assert waiting(filled) == ["rom"]


def test_the_rooms_of_each_team_are_counted(filled):
    filled.do(kept)
    filled.do(lambda unit: kept(unit, logg="b", channel="19:b@x"))
    filled.do(lambda unit: kept(unit, logg="c", team="other", channel="19:c@x"))
    assert filled.do(rooms.in_teams) == {"team": 2, "other": 1}
