"""Whatever happens in a log, it stays whole and its projections are what it says."""

from contextlib import suppress
from datetime import timedelta

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from sqlalchemy.exc import IntegrityError

from domain.bodies import Correction, Participation, Reply, Thanks, Written
from domain.clock import oslo_day
from domain.codes import EntryType, Method, Role
from domain.consent_bodies import ConsentExpired, ConsentRefused, ConsentWithdrawn
from storage import rebuild, replay, system, triggers, verify
from storage.errors import BadEntry
from tests.broken_logs.hand import Hand
from tests.support.clocks import StillClock
from tests.support.databases import copy_sqlite, opened
from tests.support.made_logs import (
    EMIL,
    JONAS,
    KARI,
    MARTE,
    NORA,
    active_log,
    give,
    misfile,
    note,
    open_log,
    write,
)

MANY = settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
TEXTS = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=40)
SERVICES = st.sampled_from(["skole", "helsestasjon"])
GIVERS = st.sampled_from([MARTE, JONAS, EMIL])
TOPICS = st.sets(st.sampled_from(["skole", "trivsel", "helse"]))
WHICH = st.integers(0, 40)
AUTHORS = st.sampled_from([KARI, MARTE, JONAS, NORA])

WRITES = st.tuples(st.just("writes"), AUTHORS, TEXTS)
HANGS = st.one_of(
    st.tuples(st.just("replies"), AUTHORS, WHICH, TEXTS),
    st.tuples(st.just("thanks"), AUTHORS, WHICH),
    st.tuples(st.just("corrects"), AUTHORS, WHICH, TEXTS),
)
MISFILES = st.one_of(
    st.tuples(st.just("misfiles"), AUTHORS, WHICH),
    st.tuples(st.just("agrees"), AUTHORS, WHICH),
)
CONSENTS = st.one_of(
    st.tuples(st.just("gives"), GIVERS, SERVICES, TOPICS, st.booleans(), st.integers(-5, 60)),
    st.tuples(st.just("withdraws"), GIVERS, st.sampled_from(["", "skole"]), TOPICS),
    st.tuples(st.just("refuses"), GIVERS, st.sampled_from(["", "skole", "helsestasjon"])),
    st.tuples(st.just("expires"), GIVERS, SERVICES),
)
OTHERS = st.one_of(
    st.tuples(st.just("comes"), st.integers(2, 8), st.sampled_from(["p2", "p5", "p9"])),
    st.tuples(st.just("waits"), st.integers(-2, 12)),
)
STEPS = st.one_of(WRITES, WRITES, HANGS, HANGS, MISFILES, MISFILES, MISFILES, CONSENTS, OTHERS)


class NothingYet(Exception):
    pass


class History:
    """Does to a log what a step says, if it may be done."""

    def __init__(self, unit, logg, clock):
        self.unit, self.logg, self.clock = unit, logg, clock
        self.written, self.misfiled = [], []

    def do(self, step, *values):
        with suppress(AssertionError, BadEntry, NothingYet), self.unit.savepoint():
            getattr(self, step)(*values)

    def pick(self, among, which):
        if not among:
            raise NothingYet
        return among[which % len(among)]

    def write(self, body, by):
        self.written.append(write(self.unit, self.logg, body, by))

    def say(self, type_, body, by):
        note(self.unit, self.logg, type_, body, by)

    def gives(self, giver, service, topics, before, days):
        today = oslo_day(self.unit.now)
        period = {"start": today, "end": today + timedelta(days=days)}
        give(
            self.unit,
            self.logg,
            giver=giver,
            service=service,
            topics=topics,
            before=before,
            **period,
        )

    def withdraws(self, giver, service, topics):
        taken = {"giver": giver, "about": EMIL, "service": service, "method": Method.DIGITALT}
        body = ConsentWithdrawn(**taken, categories=tuple(sorted(topics)))
        self.say(EntryType.SAMTYKKE_TRUKKET, body, giver)

    def refuses(self, giver, service):
        said = {"giver": giver, "about": EMIL, "service": service, "method": Method.MUNTLIG}
        body = ConsentRefused(**said, language="nb", text_version="1")
        self.say(EntryType.SAMTYKKE_AVSLATT, body, giver)

    def expires(self, giver, service):
        body = ConsentExpired(giver=giver, about=EMIL, service=service)
        self.say(EntryType.SAMTYKKE_UTLOPT, body, KARI)

    def writes(self, by, text):
        self.write(Written(text=text), by)

    def replies(self, by, which, text):
        self.write(Reply(to=self.pick(self.written, which), text=text), by)

    def thanks(self, by, which):
        self.write(Thanks(to=self.pick(self.written, which)), by)

    def corrects(self, by, which, text):
        self.write(Correction(to=self.pick(self.written, which), text=text), by)

    def misfiles(self, by, which):
        seq = self.pick(self.written, which)
        self.misfiled.append((seq, misfile(self.unit, self.logg, seq, by)))

    def agrees(self, by, which):
        seq, first = self.pick(self.misfiled, which)
        misfile(self.unit, self.logg, seq, by, yes_to=first)

    def comes(self, no, person):
        body = Participation(participant=no, person=person, role=Role.FAGPERSON, service="skole")
        self.say(EntryType.DELTAKER_MED, body, KARI)

    def waits(self, days):
        self.unit.now = self.clock.move(days=days)


@MANY
@given(steps=st.lists(STEPS, min_size=30, max_size=60), begun=st.sampled_from([True, True, False]))
def test_after_any_history_the_log_is_whole_and_says_what_the_projections_say(
    sqlite_database, clock, steps, begun
):
    def lives(unit):
        code = unit.new_id()
        logg = active_log(unit, code) if begun else open_log(unit, code)
        history = History(unit, logg, clock)
        for step in steps:
            history.do(*step)
        return logg

    logg = sqlite_database.do(lives)
    report = verify.verify(sqlite_database, logg)
    assert report.green, report
    assert rebuild.check(sqlite_database, logg) == []
    before = projections(sqlite_database, logg)
    rebuild.rebuild(sqlite_database, logg)
    assert projections(sqlite_database, logg) == before


def projections(database, logg):
    with database.reading() as unit:
        return replay.rows_of(unit, logg)


@pytest.fixture(scope="module")
def victim(sqlite_template, tmp_path_factory):
    url = copy_sqlite(sqlite_template, tmp_path_factory.mktemp("victim"))
    with opened(url, StillClock()) as database:
        logg = database.do(active_log)
        for _ in range(4):
            database.do(lambda unit: write(unit, logg))
        yield database, logg


def flipped(value, byte, bit):
    """Give the same value with one bit changed."""
    if isinstance(value, bytes):
        at = byte % len(value)
        return value[:at] + bytes([value[at] ^ (1 << bit)]) + value[at + 1 :]
    if isinstance(value, str):
        at = byte % len(value)
        return value[:at] + chr(ord(value[at]) ^ (1 << (bit % 6))) + value[at + 1 :]
    if isinstance(value, int):
        return value ^ (1 << (8 * (byte % 4) + bit) % 31)
    return value + timedelta(microseconds=1 << (8 * (byte % 6) + bit))


@settings(MANY, max_examples=120)
@given(
    seq=st.integers(1, 12),
    column=st.sampled_from(["logg", "seq", "v", "at", "prev", "hash", "ciphertext"]),
    byte=st.integers(0, 500),
    bit=st.integers(0, 7),
)
def test_one_bit_changed_anywhere_in_an_entry_is_found(victim, seq, column, byte, bit):
    database, logg = victim
    hand = database.do(lambda unit: Hand(unit, logg).row(seq))
    changed = {column: flipped(hand[column], byte, bit)}

    def harm(unit, row, values):
        triggers.remove(unit.db)
        where = system.ENTRY.c
        place = (where.logg == row["logg"]) & (where.seq == row["seq"])
        done = unit.db.execute(system.ENTRY.update().where(place).values(**values))
        triggers.install(unit.db)
        return done.rowcount

    try:
        assert database.do(lambda unit: harm(unit, hand, changed)) == 1
    except IntegrityError:
        assume(False)  # a number that another entry has
    try:
        assert not verify.verify(database).green
    finally:
        database.do(lambda unit: harm(unit, hand | changed, hand))
    assert verify.verify(database).green
