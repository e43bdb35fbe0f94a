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


def settle(database, how, job, *said):
    database.do(lambda unit: how(unit, job.id, *said, claimed=job.attempts))


def renew(database, *held):
    return database.do(lambda unit: jobs.renew(unit, held, MINUTE))


def rows_of(database):
    found = select(JOB.c.key, JOB.c.state, JOB.c.error).order_by(JOB.c.id)
    return [tuple(row) for row in database.do(lambda unit: unit.db.execute(found).all())]


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


def test_of_each_lane_only_the_head_is_claimed(database):
    for n in range(3):
        add(database, f"k{n}", person="kari")
        add(database, f"n{n}", person="nora")
    first = claim(database)
    assert [job.key for job in first] == ["k0", "n0"]
    assert claim(database) == []
    settle(database, jobs.done, first[1])
    assert [job.key for job in claim(database)] == ["n1"]
    settle(database, jobs.give_up, first[0], "413 MessageSizeTooBig")
    assert [job.key for job in claim(database)] == ["k1"]


def test_a_head_that_is_to_be_tried_again_holds_its_lane_back(database, clock):
    add(database, "k0", person="kari")
    head = claim(database)[0]
    add(database, "k1", person="kari")
    settle(database, jobs.retry, head, clock() + MINUTE, "429 Throttled")
    clock.move(seconds=59)
    assert claim(database) == []
    clock.move(seconds=1)
    [again] = claim(database)
    assert (again.key, again.attempts) == ("k0", 2)
    settle(database, jobs.done, again)
    assert [job.key for job in claim(database)] == ["k1"]


def test_what_is_put_down_for_later_holds_back_nothing_that_is_due_before(database, clock):
    add(database, "later", later=MINUTE, person="kari")
    add(database, "now", person="kari")
    [now] = claim(database)
    assert now.key == "now"
    clock.move(minutes=2)
    add(database, "after", person="kari")
    settle(database, jobs.done, now)
    [later] = claim(database)
    assert later.key == "later"
    settle(database, jobs.done, later)
    assert [job.key for job in claim(database)] == ["after"]


def test_a_job_that_was_put_off_has_not_been_tried(database, clock):
    add(database, "k0", person="kari")
    settle(database, jobs.postpone, claim(database)[0], clock() + MINUTE, "Pace")
    clock.move(minutes=1)
    assert claim(database)[0].attempts == 1


def test_a_settlement_that_comes_too_late_changes_nothing(database, clock):
    add(database, "k0", person="kari")
    mine = claim(database)[0]
    clock.move(minutes=2)
    [theirs] = claim(database)
    settle(database, jobs.retry, mine, clock(), "0 TimeoutError")
    settle(database, jobs.done, mine)
    assert claim(database) == []
    settle(database, jobs.done, theirs)
    assert rows_of(database) == [("k0", "ferdig", "")]


def test_a_lease_is_renewed_for_those_that_still_have_it(database, clock):
    add(database, "k0", person="kari")
    add(database, "n0", person="nora")
    kari, nora = claim(database)
    clock.move(seconds=40)
    assert renew(database, kari) == {kari.id}
    clock.move(seconds=40)
    [again] = claim(database)
    assert again.key == "n0"
    assert renew(database, kari, nora) == {kari.id}


def test_one_that_came_late_into_its_lane_waits_for_what_is_out_and_comes_before_the_rest(
    database, clock
):
    for key in ("k1", "k2"):
        add(database, key, person="kari")
    [out] = claim(database)
    clock.move(hours=-1)  # another machine's clock, or a turn that took its time to commit
    add(database, "k0", person="kari")
    clock.move(hours=1)
    assert claim(database) == []
    settle(database, jobs.retry, out, clock(), "502")
    order = []
    while found := claim(database):
        order += [job.key for job in found]
        settle(database, jobs.done, found[0])
    assert order == ["k0", "k1", "k2"]


@pytest.mark.parametrize(
    ("kind", "ids", "lane"),
    [
        ("varsel", {"person": "kari", "logg": "l1"}, "kari"),
        ("svar", {"person": "kari", "conversation": "a:1"}, "kari"),
        ("svar", {"person": "", "identity": ["t", "s"], "conversation": "a:1"}, "a:1"),
        ("svar", {"person": "kari", "conversation": "19:x", "room": "l1"}, "rom:l1"),
        ("rediger", {"posted": "p", "person": "kari"}, "kari"),
        ("rediger", {"posted": "p", "person": "", "room": "l1"}, "rom:l1"),
        ("rom", {"logg": "l1"}, "rom:l1"),
        ("rom_nytt", {"logg": "l1", "seq": 3}, "rom:l1"),
    ],
)
def test_a_job_stands_in_the_lane_of_where_it_goes(database, kind, ids, lane):
    database.do(lambda unit: jobs.add(unit, kind, "k", ids))
    assert claim(database)[0].lane == lane


def test_a_job_that_goes_nowhere_has_a_lane_of_its_own(database):
    add(database, "k0")
    add(database, "k1")
    assert len(claim(database)) == 2


def test_a_job_holds_no_text(database):
    with pytest.raises(ValueError, match="text"):
        add(database, "k1", title="Møte om Ola")
    assert claim(database) == []


def test_a_poll_looks_at_no_settled_job(database):
    plan = plan_of(database, lambda unit: jobs.claim(unit, 10, MINUTE))
    assert "ix_job_due" in plan
    if database.url.startswith("sqlite"):
        assert "(state=? AND not_before<?)" in plan
