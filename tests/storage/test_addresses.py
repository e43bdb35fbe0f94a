"""Where people's own chats are."""

from storage import addresses
from tests.support import rows

EMEA = "https://smba.trafficmanager.net/emea/"


def learn(database, person, conversation, url=EMEA):
    database.do(lambda unit: addresses.learn(unit, person, "tenant", url, conversation))


def test_somebody_is_found_where_they_were_met(database):
    learn(database, "kari", "a:1")
    found = database.do(lambda unit: addresses.of(unit, "kari"))
    assert (found.tenant, found.service_url, found.conversation) == ("tenant", EMEA, "a:1")
    assert database.do(lambda unit: addresses.of(unit, "nora")) is None


def test_a_chat_that_moved_is_found_where_it_is_now(database):
    learn(database, "kari", "a:1")
    learn(database, "kari", "a:2")
    assert database.do(lambda unit: addresses.of(unit, "kari")).conversation == "a:2"


def test_being_met_again_is_noted_once_a_day(database, clock):
    learn(database, "kari", "a:1")
    first = database.do(lambda unit: addresses.of(unit, "kari")).verified
    clock.move(hours=20)
    learn(database, "kari", "a:1")
    assert database.do(lambda unit: addresses.of(unit, "kari")).verified == first
    clock.move(hours=20)
    learn(database, "kari", "a:1")
    assert database.do(lambda unit: addresses.of(unit, "kari")).verified > first


def test_somebody_is_found_by_whichever_id_they_were_met_under_last(database, clock):
    def fill(unit):
        rows.person(unit, "marte")
        rows.person(unit, "mor", same_as="marte")

    database.do(fill)
    learn(database, "mor", "a:1")
    assert database.do(lambda unit: addresses.of(unit, "marte")).conversation == "a:1"
    clock.move(days=2)
    learn(database, "marte", "a:2")
    assert database.do(lambda unit: addresses.of(unit, "mor")).conversation == "a:2"


def test_the_known_service_urls_are_each_told_once(database):
    assert database.do(addresses.known_service_urls) == frozenset()
    learn(database, "kari", "a:1")
    learn(database, "nora", "a:2")
    learn(database, "ola", "a:3", "https://smba.trafficmanager.net/amer/")
    known = {EMEA, "https://smba.trafficmanager.net/amer/"}
    assert database.do(addresses.known_service_urls) == known


def test_each_tenant_is_reached_where_somebody_of_it_was_met_last(database, clock):
    def learn_in(person, tenant, url):
        database.do(lambda unit: addresses.learn(unit, person, tenant, url, f"a:{person}"))

    learn_in("kari", "home", "https://old.example/")
    learn_in("per", "other", "https://other.example/")
    clock.move(hours=1)
    learn_in("nora", "home", EMEA)
    found = database.do(addresses.service_urls)
    assert found == {"home": EMEA, "other": "https://other.example/"}
