"""Cards that stand in people's chats."""

from datetime import timedelta

from storage import posted
from storage.database import Database
from storage.posted import Spot
from tests.support.clocks import StillClock

SPOT = Spot("https://smba.example/", "chat-1", "card-1")


def test_a_posted_card_is_found_by_its_log_alone(database: Database):
    database.do(lambda unit: posted.keep(unit, "a", "p1", SPOT, {"ids": {"seq": 3}}))
    [kept] = database.do(lambda unit: posted.of_log(unit, "a"))
    assert (kept.person, kept.activity, kept.ids) == ("p1", "card-1", {"ids": {"seq": 3}})
    assert database.do(lambda unit: posted.by_id(unit, kept.id)) == kept
    assert database.do(lambda unit: posted.of_log(unit, "b")) == []


def test_old_posted_cards_are_forgotten(database: Database, clock: StillClock):
    database.do(lambda unit: posted.keep(unit, "a", "p1", SPOT, {}))
    clock.move(days=61)
    assert database.do(lambda unit: posted.purge(unit, timedelta(days=60))) == 1
