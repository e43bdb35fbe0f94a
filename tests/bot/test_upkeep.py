"""What time alone brings about."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from bot import upkeep
from storage import drafts, jobs, logs, posted, receipts, verify
from storage.jobs import JOB
from storage.posted import Spot
from tests.support.made_logs import MARTE, active_log, give, open_log


@pytest.fixture
def database(sqlite):
    return sqlite


def test_what_has_served_is_purged_and_what_has_not_stays(database, clock):
    def put(unit):
        receipts.keep(unit, "old", "kari", "d", "s", "", "", {})
        drafts.save(unit, "kari", "", "oppdatering", "apne", {"tekst": "x"})
        jobs.add(unit, "varsel", "done", {})
        jobs.add(unit, "varsel", "waits", {})
        [first] = [job for job in jobs.claim(unit, 9, timedelta(1)) if job.key == "done"]
        jobs.done(unit, first.id)

    database.do(put)
    assert upkeep.purge(database) == 0
    clock.move(days=8)
    assert upkeep.purge(database) == 3
    assert database.do(jobs.age_of_oldest) == timedelta(days=8)


def test_a_log_that_stays_a_draft_for_too_long_is_discarded(database, clock):
    old = database.do(lambda unit: open_log(unit, "SL-GAML"))
    clock.move(days=29)
    young = database.do(lambda unit: open_log(unit, "SL-NY"))
    assert upkeep.discard_drafts(database) == 0
    clock.move(days=2)
    assert upkeep.discard_drafts(database) == 1
    assert database.do(lambda unit: logs.by_code(unit, "SL-GAML")) is None
    assert database.do(lambda unit: logs.by_code(unit, "SL-NY")) == young
    assert verify.verify(database, old).green


def test_a_consent_that_ran_out_is_written_once_and_posted_cards_fall_back(database, clock):
    def begin(unit):
        logg = active_log(unit)
        spot = Spot("https://smba.example/", "a:kari", "1")
        posted.keep(unit, logg, "p2", spot, {"logg": logg})
        return logg

    logg = database.do(begin)
    assert upkeep.expire_consents(database) == 0
    clock.move(days=400)
    assert upkeep.expire_consents(database) == 2
    assert upkeep.expire_consents(database) == 0
    answers = database.do(lambda unit: logs.answers(unit, logg))
    assert {answer.state for answer in answers} == {"utlopt"}
    assert database.do(lambda unit: logs.ledger(unit, logg)).permits == ()
    waiting = select(JOB.c.kind).where(JOB.c.state == jobs.WAITING)
    kinds = database.do(lambda unit: unit.db.execute(waiting).scalars().all())
    assert kinds == ["rediger", "rediger"]
    assert verify.verify(database).green


def test_a_consent_that_was_renewed_in_time_stands(database, clock):
    logg = database.do(active_log)
    clock.move(days=200)
    renewed = {"start": clock().date(), "end": (clock() + timedelta(365)).date()}
    database.do(lambda unit: give(unit, logg, giver=MARTE, **renewed))
    clock.move(days=200)
    assert upkeep.expire_consents(database) == 1
    assert {p.giver for p in database.do(lambda unit: logs.ledger(unit, logg)).permits} == {MARTE}
