"""Work for the courier: once, in order, by one at a time."""

from contextlib import suppress
from datetime import timedelta
from threading import Barrier, BrokenBarrierError

import pytest
from sqlalchemy import select

from storage import jobs, tables
from storage.core import table
from tests.support.plans import plan_of

MINUTE = timedelta(minutes=1)
JOB = table(tables.Job)


def add(database, key, later=None, **ids):
    def work(unit):
        return jobs.add(unit, "varsel", key, ids, unit.now + later if later else None)

    return database.do(work)


def claim(database, limit=10, lease=MINUTE):
    return database.do(lambda unit: jobs.claim(unit, limit, lease))


def test_a_job_is_claimed_with_its_ids_once(database):
    assert add(database, "k1", person="kari", seqs=[1, 2], ids={"seq": 7})
    claimed = claim(database)
    assert [(job.kind, job.key, job.attempts) for job in claimed] == [("varsel", "k1", 1)]
    assert claimed[0].ids == {"person": "kari", "seqs": [1, 2], "ids": {"seq": 7}}
    assert claim(database) == []


def test_the_same_key_twice_is_one_job_even_when_it_is_done(database):
    assert add(database, "k1", seq=1)
    assert not add(database, "k1", seq=2)
    job = claim(database)[0]
    assert job.ids == {"seq": 1}
    database.do(lambda unit: jobs.done(unit, job.id))
    assert not add(database, "k1")
    assert claim(database) == []


def test_jobs_come_when_they_are_due_the_oldest_first(database, clock):
    add(database, "late", later=3 * MINUTE)
    add(database, "soon", later=MINUTE)
    add(database, "now")
    assert [job.key for job in claim(database)] == ["now"]
    clock.move(minutes=5)
    assert [job.key for job in claim(database, limit=2)] == ["now", "soon"]
    assert [job.key for job in claim(database, limit=2)] == ["late"]


def test_a_job_whose_claimer_died_comes_back_after_its_lease(database, clock):
    add(database, "k1")
    claim(database)
    clock.move(seconds=59)
    assert claim(database) == []
    clock.move(seconds=1)
    assert [job.attempts for job in claim(database)] == [2]


def test_a_failed_job_waits_for_its_next_moment(database, clock):
    add(database, "k1")
    job = claim(database)[0]
    database.do(lambda unit: jobs.retry(unit, job.id, unit.now + 2 * MINUTE, "http_429"))
    clock.move(minutes=1)
    assert claim(database) == []
    clock.move(minutes=1)
    assert claim(database)[0].attempts == 2


def test_a_job_given_up_lies_and_says_why(database, clock):
    add(database, "k1")
    job = claim(database)[0]
    database.do(lambda unit: jobs.give_up(unit, job.id, "x" * 500))
    database.do(lambda unit: jobs.retry(unit, job.id, unit.now, "late word"))
    clock.move(minutes=10)
    assert claim(database) == []
    row = database.do(lambda unit: unit.db.execute(select(JOB)).one())
    assert (row.state, row.error) == ("oppgitt", "x" * 200)


def test_two_couriers_at_once_never_get_the_same_job(database):
    for n in range(20):
        add(database, f"k{n}")
    both = Barrier(2, timeout=0.5)

    def take(unit):
        taken = jobs.claim(unit, 10, MINUTE)
        with suppress(BrokenBarrierError):  # one writer at a time: nobody comes
            both.wait()
        return [job.key for job in taken]

    turns = [database.turn(take) for _ in range(2)]
    keys = [key for turn in turns for key in turn.result()]
    assert sorted(keys) == sorted(f"k{n}" for n in range(20))


def test_the_age_of_the_oldest_is_counted_from_when_it_was_due(database, clock):
    assert database.do(jobs.age_of_oldest) == timedelta(0)
    add(database, "later", later=5 * MINUTE)
    assert database.do(jobs.age_of_oldest) == timedelta(0)
    clock.move(minutes=8)
    assert database.do(jobs.age_of_oldest) == 3 * MINUTE
    job = claim(database)[0]
    database.do(lambda unit: jobs.done(unit, job.id))
    assert database.do(jobs.age_of_oldest) == timedelta(0)


def test_only_what_is_settled_is_purged(database, clock):
    for key in ("done", "waits"):
        add(database, key)
    job = next(job for job in claim(database) if job.key == "done")
    database.do(lambda unit: jobs.done(unit, job.id))
    clock.move(days=3)
    assert database.do(lambda unit: jobs.purge(unit, timedelta(days=4))) == 0
    assert database.do(lambda unit: jobs.purge(unit, timedelta(days=2))) == 1
    assert [job.key for job in claim(database)] == ["waits"]


def test_a_job_holds_no_text(database):
    with pytest.raises(ValueError, match="text"):
        add(database, "k1", title="Møte om Ola")
    assert claim(database) == []


def test_a_poll_looks_at_no_settled_job(database):
    plan = plan_of(database, lambda unit: jobs.claim(unit, 10, MINUTE))
    assert "ix_job_due" in plan
    if database.url.startswith("sqlite"):
        assert "(state=? AND not_before<?)" in plan
