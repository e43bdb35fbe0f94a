"""What the gate and the lists need of each entry, as rows."""

from datetime import date, timedelta

import pytest

from domain.bodies import Correction, Participation, Reply, Thanks, Written
from domain.body import AgeRule
from domain.codes import EntryType, LogState, Method, ParticipantState, Right, Role
from domain.consent_bodies import ConsentExpired, ConsentRefused, ConsentWithdrawn
from storage import logs, tables, timeline
from storage.core import table
from storage.errors import BadEntry
from storage.types import EPOCH
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

ITEM = table(tables.Item)


@pytest.fixture
def logg(database):
    return database.do(open_log)


def state(database, logg):
    return database.do(lambda unit: logs.summary(unit, logg)).state


def cells(database, logg, giver=MARTE):
    ledger = database.do(lambda unit: logs.ledger(unit, logg))
    return {(p.service, p.category, p.right): p for p in ledger.permits if p.giver == giver}


def words(database, logg, giver=MARTE):
    found = database.do(lambda unit: logs.answers(unit, logg))
    return {answer.service: answer.state for answer in found if answer.giver == giver}


def says(database, logg, type_, body, by=MARTE):
    return database.do(lambda unit: note(unit, logg, type_, body, by))


def gives(database, logg, **values):
    return database.do(lambda unit: give(unit, logg, **values))


def withdraws(database, logg, service="", categories=()):
    body = ConsentWithdrawn(
        giver=MARTE, about=EMIL, service=service, categories=categories, method=Method.MUNTLIG
    )
    return says(database, logg, EntryType.SAMTYKKE_TRUKKET, body)


def refuses(database, logg, service=""):
    body = ConsentRefused(
        giver=MARTE,
        about=EMIL,
        service=service,
        method=Method.PAPIR,
        language="nb",
        text_version="2026-1",
    )
    return says(database, logg, EntryType.SAMTYKKE_AVSLATT, body)


def test_a_draft_opens_only_when_all_have_said_yes(database, logg):
    assert state(database, logg) is LogState.UTKAST
    gives(database, logg, giver=MARTE)
    assert state(database, logg) is LogState.UTKAST
    gives(database, logg, giver=JONAS)
    assert state(database, logg) is LogState.AKTIV


def test_a_yes_of_somebody_who_need_not_be_asked_opens_nothing(database, logg):
    gives(database, logg, giver=MARTE)
    gives(database, logg, giver=EMIL)
    assert state(database, logg) is LogState.UTKAST


def test_two_who_say_yes_to_different_things_have_opened_nothing(database, logg):
    gives(database, logg, giver=MARTE, topics=("skole",))
    gives(database, logg, giver=JONAS, topics=("helse",))
    assert state(database, logg) is LogState.UTKAST
    gives(database, logg, giver=JONAS, topics=("helse", "skole"), rights=(Right.SKRIVER,))
    assert state(database, logg) is LogState.AKTIV


def test_a_yes_for_later_opens_nothing_today(database, logg):
    for giver in (MARTE, JONAS):
        gives(database, logg, giver=giver, start=date(2026, 4, 1))
    assert state(database, logg) is LogState.UTKAST


def test_a_yes_about_somebody_else_does_not_open_the_persons_log(database, logg):
    gives(database, logg, giver=MARTE, about=MARTE)
    gives(database, logg, giver=JONAS, about=JONAS)
    assert state(database, logg) is LogState.UTKAST


def test_the_persons_age_decides_whose_yes_it_takes(database):
    logg = database.do(lambda unit: open_log(unit, rule="ungdom"))
    gives(database, logg, giver=EMIL)
    assert state(database, logg) is LogState.AKTIV


def test_a_new_yes_replaces_the_old_one_for_that_service_alone(database, logg):
    gives(database, logg, topics=("skole", "trivsel"))
    gives(database, logg, topics=("helse",), service="helsestasjon")
    gives(database, logg, topics=("skole",), rights=(Right.LESER,))
    assert set(cells(database, logg)) == {
        ("skole", "skole", Right.LESER),
        ("helsestasjon", "helse", Right.LESER),
        ("helsestasjon", "helse", Right.SKRIVER),
    }


def test_a_yes_reads_from_now_or_from_the_start_as_it_says(database, logg, clock):
    gives(database, logg, topics=("skole",))
    key = ("skole", "skole", Right.LESER)
    assert cells(database, logg)[key].reads_from == clock.now
    gives(database, logg, topics=("skole",), before=True)
    assert cells(database, logg)[key].reads_from == EPOCH


def test_a_yes_that_goes_on_keeps_what_it_could_read(database, logg, clock):
    first = clock.now
    gives(database, logg, topics=("skole",), end=date(2026, 6, 30))
    clock.move(days=100)
    gives(database, logg, topics=("skole", "helse"), start=date(2026, 7, 1))
    found = cells(database, logg)
    assert found["skole", "skole", Right.LESER].reads_from == first
    assert found["skole", "helse", Right.LESER].reads_from == clock.now


@pytest.mark.parametrize("gap", ["withdrawn", "run out", "left out"])
def test_a_yes_after_a_gap_reads_from_now(database, logg, clock, gap):
    gives(database, logg, topics=("skole",), end=date(2026, 6, 30))
    clock.move(days=150)
    start = date(2026, 3, 1)
    if gap == "withdrawn":
        withdraws(database, logg, "skole")
    elif gap == "run out":
        start = date(2026, 7, 2)
    else:
        gives(database, logg, topics=("helse",))
    gives(database, logg, topics=("skole",), start=start)
    assert cells(database, logg)["skole", "skole", Right.LESER].reads_from == clock.now


def test_what_is_withdrawn_goes_and_the_rest_stands(database, logg):
    gives(database, logg, topics=("skole", "trivsel"))
    gives(database, logg, topics=("skole",), service="helsestasjon")
    withdraws(database, logg, "skole", ("trivsel",))
    assert {key[:2] for key in cells(database, logg)} == {
        ("skole", "skole"),
        ("helsestasjon", "skole"),
    }
    assert words(database, logg) == {"skole": "gitt", "helsestasjon": "gitt"}
    withdraws(database, logg, "skole", ("skole",))
    assert words(database, logg) == {"skole": "trukket", "helsestasjon": "gitt"}
    withdraws(database, logg)
    assert words(database, logg) == {"skole": "trukket", "helsestasjon": "trukket"}
    assert cells(database, logg) == {}


def test_one_givers_withdrawal_leaves_the_others_yes(database, logg):
    for giver in (MARTE, JONAS):
        gives(database, logg, giver=giver)
    withdraws(database, logg)
    assert not cells(database, logg)
    assert cells(database, logg, JONAS)


def test_a_no_to_a_service_takes_back_what_it_had(database, logg):
    gives(database, logg)
    gives(database, logg, service="helsestasjon")
    refuses(database, logg, "skole")
    assert words(database, logg) == {"skole": "avslatt", "helsestasjon": "gitt"}
    assert {key[0] for key in cells(database, logg)} == {"helsestasjon"}


def test_a_no_to_the_log_is_a_no_to_every_service_until_a_later_yes(database, logg):
    gives(database, logg)
    refuses(database, logg)
    assert words(database, logg) == {"": "avslatt", "skole": "avslatt"}
    assert not cells(database, logg)
    gives(database, logg)
    assert words(database, logg) == {"skole": "gitt"}


def test_a_consent_that_has_run_out_is_cleared_away_and_a_renewed_one_is_not(database, logg, clock):
    gives(database, logg, end=date(2026, 3, 31))
    gives(database, logg, service="helsestasjon", end=date(2026, 12, 31))
    clock.move(days=40)
    for service in ("skole", "helsestasjon"):
        over = ConsentExpired(giver=MARTE, about=EMIL, service=service)
        says(database, logg, EntryType.SAMTYKKE_UTLOPT, over, KARI)
    assert words(database, logg) == {"skole": "utlopt", "helsestasjon": "gitt"}
    assert {key[0] for key in cells(database, logg)} == {"helsestasjon"}


def test_a_yes_can_bring_a_new_age_rule(database, logg):
    rule = AgeRule(rule="barn", until=date(2029, 5, 4), then="barn_hort")
    gives(database, logg, ages=rule)
    assert database.do(lambda unit: logs.summary(unit, logg)).ages == rule


def test_people_come_and_go(database, logg, clock):
    later = clock.move(days=1)
    body = Participation(participant=NORA, person="p5", role=Role.FAGPERSON, service="ppt")
    says(database, logg, EntryType.DELTAKER_UT, body, NORA)
    nora = database.do(lambda unit: logs.roster(unit, logg))[NORA - 1]
    assert (nora.state, nora.since, nora.service) == (ParticipantState.UT, later, "ppt")


def test_a_participants_number_is_never_given_to_somebody_else(database, logg):
    body = Participation(participant=NORA, person="another", role=Role.FAGPERSON)
    with pytest.raises(BadEntry):
        says(database, logg, EntryType.DELTAKER_INVITERT, body, KARI)


def test_a_stafettholder_who_leaves_is_still_the_last_one_there_was(database, logg):
    body = Participation(participant=KARI, person="p2", role=Role.STAFETTHOLDER)
    says(database, logg, EntryType.DELTAKER_UT, body, KARI)
    assert database.do(lambda unit: logs.summary(unit, logg)).stafettholder_no == KARI


def test_no_projection_holds_a_text(database):
    logg = database.do(active_log)
    secret = "Han gråt i friminuttet"
    seq = database.do(lambda unit: write(unit, logg, Written(text=secret, title=secret)))
    fixed = Correction(to=seq, text=secret, why=secret)
    for body in (Reply(to=seq, text=secret), Thanks(to=seq), fixed):
        database.do(lambda unit, body=body: write(unit, logg, body))

    def everything(unit):
        return [str(unit.db.execute(of.select()).all()) for of in tables_of_ours()]

    assert not [rows for rows in database.do(everything) if secret in rows]


def tables_of_ours():
    return [table(model) for name in tables.__all__ for model in [getattr(tables, name)]]


def test_a_correction_points_from_the_old_to_the_new(database):
    logg = database.do(active_log)
    seq = database.do(lambda unit: write(unit, logg))
    fixed = [
        database.do(lambda unit: write(unit, logg, Correction(to=seq, text="rettet")))
        for _ in range(2)
    ]
    assert replaced_by(database, logg, seq) == fixed[1]
    database.do(lambda unit: misfile(unit, logg, fixed[1]))
    assert replaced_by(database, logg, seq) == fixed[0]
    assert database.do(lambda unit: timeline.newest_version(unit, logg, seq)) == fixed[0]


def replaced_by(database, logg, seq):
    found = ITEM.select().where(ITEM.c.logg == logg, ITEM.c.seq == seq)
    return database.do(lambda unit: unit.db.execute(found).one()).replaced_by


def test_a_day_is_a_day_in_norway(database, logg, clock):
    clock.now = clock.now.replace(day=31, hour=22, minute=30)  # past midnight in Oslo
    for giver in (MARTE, JONAS):
        start = (clock.now + timedelta(hours=2)).date()
        gives(database, logg, giver=giver, start=start)
    assert state(database, logg) is LogState.AKTIV
