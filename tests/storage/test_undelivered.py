"""What was not delivered is counted, listed, and given another chance."""

from datetime import timedelta

import pytest
from sqlalchemy import delete, select

from storage import jobs, undelivered
from storage.jobs import JOB
from storage.undelivered import Tally
from tests.support import rows

MINUTE = timedelta(minutes=1)
NO_WAY = "403 NoWayLeft"


def put(database, key, kind="varsel", **ids):
    database.do(lambda unit: jobs.add(unit, kind, key, ids))


def give_up(database, key, error, **ids):
    put(database, key, ids.pop("kind", "varsel"), **ids)
    fail(database, error)


def fail(database, error):
    for job in database.do(lambda unit: jobs.claim(unit, 99, MINUTE)):
        database.do(lambda unit, job=job: jobs.give_up(unit, job.id, error))


def states(database):
    found = select(JOB.c.key, JOB.c.state).order_by(JOB.c.id)
    return dict(database.do(lambda unit: [tuple(row) for row in unit.db.execute(found)]))


def revive(database, person):
    return database.do(lambda unit: undelivered.revive(unit, person))


def test_what_is_due_and_what_was_given_up_is_counted(database, clock):
    assert database.do(undelivered.tally) == Tally(0, 0)
    give_up(database, "g", NO_WAY, person="kari")
    for n in range(3):
        put(database, f"k{n}", person="kari")
    later = clock() + MINUTE
    database.do(lambda unit: jobs.add(unit, "varsel", "later", {"person": "nora"}, later))
    database.do(lambda unit: jobs.claim(unit, 99, MINUTE))
    assert database.do(undelivered.tally) == Tally(3, 1)


def test_what_failed_is_listed_with_where_it_was_going_and_why(database, clock):
    give_up(database, "g", NO_WAY, person="kari")
    put(database, "r", kind="rom_nytt", logg="a", seq=3)
    put(database, "fine", person="nora")
    for job in database.do(lambda unit: jobs.claim(unit, 99, MINUTE)):
        if job.key == "r":
            said = job.id, clock() + MINUTE, "502 BadGateway"
            database.do(lambda unit, said=said: jobs.retry(unit, *said))
    given_up, waits = database.do(undelivered.listed)
    assert (given_up.kind, given_up.to_room, given_up.given_up) == ("varsel", False, True)
    assert (waits.kind, waits.to_room, waits.given_up) == ("rom_nytt", True, False)
    assert [(one.code, one.attempts) for one in (given_up, waits)] == [
        (NO_WAY, 1),
        ("502 BadGateway", 1),
    ]


@pytest.mark.parametrize("everything", [True, False])
def test_what_was_given_up_is_tried_anew_when_somebody_asks(database, clock, everything):
    give_up(database, "g", "413 MessageSizeTooBig", person="kari")
    clock.move(days=1)
    put(database, "k", person="kari")
    job = database.do(undelivered.listed)[0].id
    asked = None if everything else job
    assert database.do(lambda unit: undelivered.again(unit, asked)) == 1
    assert database.do(lambda unit: undelivered.again(unit, asked)) == 0
    [claimed] = database.do(lambda unit: jobs.claim(unit, 99, MINUTE))
    assert (claimed.key, claimed.attempts) == ("g", 1)


def test_whoever_comes_back_is_sent_what_did_not_reach_them_but_once(database):
    give_up(database, "k", NO_WAY, person="kari")
    give_up(database, "n", NO_WAY, person="nora")
    assert revive(database, "kari") == 1
    assert states(database) == {"k": "venter", "n": "oppgitt"}
    fail(database, NO_WAY)
    assert revive(database, "kari") == 0


@pytest.mark.parametrize(
    ("kind", "error"),
    [("varsel", "413 MessageSizeTooBig"), ("varsel", "502 BadGateway"), ("svar", NO_WAY)],
)
def test_what_would_fail_again_or_is_stale_is_not_sent_to_who_comes_back(database, kind, error):
    give_up(database, "k", error, person="kari", kind=kind)
    assert revive(database, "kari") == 0


def test_whoever_comes_back_after_a_week_is_sent_nothing_old(database, clock):
    give_up(database, "k", NO_WAY, person="kari")
    clock.move(days=7, seconds=1)
    assert revive(database, "kari") == 0


def test_whoever_comes_back_under_another_of_their_ids_is_sent_it_too(database):
    def fill(unit):
        rows.person(unit, "marte")
        rows.person(unit, "mor", same_as="marte")

    database.do(fill)
    give_up(database, "k", NO_WAY, person="mor")
    assert revive(database, "marte") == 1


def test_what_waits_behind_a_job_that_somebody_deleted_is_freed(database):
    for key in ("k0", "k1", "k2"):
        put(database, key, person="kari")
    put(database, "n0", person="nora")
    put(database, "n1", person="nora")
    database.do(lambda unit: jobs.claim(unit, 99, MINUTE))
    database.do(lambda unit: unit.db.execute(delete(JOB).where(JOB.c.key == "k0")))
    database.do(lambda unit: jobs.claim(unit, 99, MINUTE))
    assert database.do(undelivered.mend) == 2
    assert [job.key for job in database.do(lambda unit: jobs.claim(unit, 99, MINUTE))] == ["k1"]
    assert database.do(undelivered.mend) == 0
