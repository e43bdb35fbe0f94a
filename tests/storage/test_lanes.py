"""One job of a lane at a time, in order, none lost: whatever fails, and however many claim."""

import random
import threading
import time
from collections import defaultdict
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import event, select

from storage import jobs
from storage.claiming import claim
from storage.jobs import JOB
from storage.lanes import hold
from tests.support.databases import opened
from tests.support.plans import plans_of

MINUTE = timedelta(minutes=1)
LANES = ("kari", "nora", "rom")
FATES = st.sampled_from(["done", "retry", "postpone", "give_up", "dies"])


def add(database, key, person):
    database.do(lambda unit: jobs.add(unit, "varsel", key, {"person": person}))


def settle(database, job, fate):
    """Let a job meet its fate; tells whether it has left its lane."""

    def work(unit):
        if fate in ("done", "give_up"):
            getattr(jobs, fate)(unit, job.id, *(["413"] if fate == "give_up" else []))
        elif fate in ("retry", "postpone"):
            getattr(jobs, fate)(unit, job.id, unit.now + MINUTE / 2, "429")

    database.do(work)
    return fate in ("done", "give_up")


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    puts=st.lists(st.sampled_from(LANES), min_size=1, max_size=12),
    fates=st.lists(FATES, max_size=30),
)
def test_a_lane_keeps_its_order_whatever_becomes_of_each_job(sqlite_database, clock, puts, fates):
    """Each job meets fates in turn, then the rest is done; what leaves, leaves in order."""
    database, left, fates = sqlite_database, defaultdict(list), list(fates)
    database.do(lambda unit: unit.db.execute(JOB.delete()))
    for n, person in enumerate(puts):
        add(database, f"{n:02}", person)
    for _ in range(len(puts) + len(fates) + 1):
        clock.move(minutes=1)
        claimed = database.do(lambda unit: claim(unit, 10, MINUTE))
        assert len({job.lane for job in claimed}) == len(claimed)
        for job in claimed:
            if settle(database, job, fates.pop() if fates else "done"):
                left[job.lane].append(job.key)
    for person in LANES:
        assert left[person] == [f"{n:02}" for n, of in enumerate(puts) if of == person]


@dataclass
class Hammer:
    """Six threads that claim and settle on two databases, and three that put down."""

    many: int
    chance: random.Random = field(default_factory=lambda: random.Random(7))
    guard: threading.Lock = field(default_factory=threading.Lock)
    left: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    out: set[str] = field(default_factory=set)
    wrong: list[str] = field(default_factory=list)

    def put(self, database, person):
        for n in range(self.many):
            add(database, f"{person}{n:03}", person)

    def work(self, database):
        while sum(map(len, self.left.values())) < self.many * len(LANES):
            for job in database.do(lambda unit: claim(unit, 2, timedelta(hours=1))):
                self.carry(database, job)

    def carry(self, database, job):
        with self.guard:
            if job.lane in self.out:
                self.wrong.append(job.key)
            self.out.add(job.lane)
            fate = self.chance.choice(["done", "done", "give_up", "retry"])
        time.sleep(0.001)  # as if it were being sent
        with self.guard:
            self.out.discard(job.lane)
            if fate != "retry":
                self.left[job.lane].append(job.key)
        if fate == "retry":
            database.do(lambda unit: jobs.retry(unit, job.id, unit.now, "502"))
        else:
            settle(database, job, fate)


def test_two_instances_that_hammer_never_have_two_jobs_of_a_lane_out(database_url, clock):
    hammer = Hammer(many=40)
    with opened(database_url, clock) as one, opened(database_url, clock) as two:
        with ThreadPoolExecutor(9) as threads:
            doing = [threads.submit(hammer.put, one, person) for person in LANES]
            doing += [threads.submit(hammer.work, both) for both in (one, two) for _ in range(3)]
            for each in doing:
                each.result(timeout=60)
        states = one.do(lambda unit: set(unit.db.execute(select(JOB.c.state)).scalars()))
    assert hammer.wrong == []
    assert states <= {jobs.DONE, jobs.GIVEN_UP}
    for person in LANES:
        assert hammer.left[person] == [f"{person}{n:03}" for n in range(hammer.many)]


def test_a_lane_that_another_holds_is_left_alone_until_they_are_done(postgres_database):
    add(postgres_database, "k0", "kari")
    add(postgres_database, "n0", "nora")
    holds, go = threading.Event(), threading.Event()

    def hold_kari(unit):
        held = hold(unit, ["kari"])
        holds.set()
        go.wait(10)
        return held

    other = postgres_database.turn(hold_kari)
    holds.wait(10)
    first = postgres_database.do(lambda unit: claim(unit, 10, MINUTE))
    go.set()
    assert other.result() == {"kari"}
    second = postgres_database.do(lambda unit: claim(unit, 10, MINUTE))
    assert [[job.key for job in found] for found in (first, second)] == [["n0"], ["k0"]]


def fill(unit, rows):
    plain = {"kind": "varsel", "ids": "{}", "attempts": 0, "error": "", "lease_until": None}
    unit.db.execute(JOB.insert(), [plain | row for row in rows])


@pytest.mark.parametrize("case", ["settled", "later", "long_lane"])
def test_a_claim_sends_no_more_for_what_it_does_not_take(database, clock, case):
    """Rows that are settled, due later, or wait in one long lane are walked past by index."""
    many = 3000
    states = {"settled": jobs.DONE, "later": jobs.WAITING, "long_lane": jobs.WAITING}
    due = clock() + (timedelta(days=1) if case == "later" else -timedelta(days=1))

    def row(n):
        lane = "long" if case == "long_lane" else f"l{n}"
        return {"id": f"{n:08}", "key": f"x{n}", "lane": lane, "not_before": due}

    rows = [row(n) | {"state": states[case]} for n in range(many)]
    database.do(lambda unit: fill(unit, rows))
    while case == "long_lane" and (left := waiting(database)) > 1:
        database.do(lambda unit: claim(unit, 1, timedelta(days=9)))
        assert waiting(database) < left
    add(database, "k0", "kari")
    sent = []

    def watched(unit):
        def note(_db, _cursor, statement, *_rest):
            sent.append(statement)

        event.listen(unit.db, "before_cursor_execute", note)
        found = claim(unit, 5, MINUTE)
        event.remove(unit.db, "before_cursor_execute", note)
        return found

    found = database.do(watched)
    assert [job.key for job in found if job.lane != "long"] == ["k0"]
    assert len(sent) <= 6


def test_nothing_that_a_claim_or_a_settlement_sends_reads_the_table_whole(database):
    for n in range(3):
        add(database, f"k{n}", "kari")

    def claim_and_settle(unit):
        for job in claim(unit, 5, MINUTE):
            jobs.renew(unit, [job], MINUTE)
            jobs.done(unit, job.id)
            jobs.age_of_oldest(unit)

    plans = plans_of(database, claim_and_settle)
    assert len(plans) > 8
    for plan in plans:
        assert "SCAN job" not in plan
        assert "Seq Scan" not in plan
        assert "TEMP B-TREE" not in plan
        assert "Sort" not in plan
    if database.url.startswith("sqlite"):
        whole = "\n".join(plans)
        assert whole.count("ix_job_lane (state=? AND lane=?)") == 2
        assert whole.count("ix_job_lane (state=? AND lane=? AND id<?)") == 1
        assert whole.count("ix_job_due (state=? AND not_before<?)") == 2


def waiting(database):
    found = select(JOB.c.id).where(JOB.c.state == jobs.WAITING)
    return database.do(lambda unit: len(unit.db.execute(found).all()))
