"""One-time codes: who may use them, how often one may guess."""

import re
import time

import pytest
from sqlalchemy import select

from domain.policy import load_policy
from storage import invitations, people, tables
from storage.core import table
from storage.people import IdentityCard
from tests.support import rows

HOME = "home"


@pytest.fixture
def made(database):
    """Put a mother who has not signed in on log «a», and make a code for her."""

    def fill(unit):
        mother = people.create(unit, IdentityCard("Mor", "Mor"))
        rows.logg(unit, "a")
        rows.participant(unit, "a", 3, mother, "foresatt")
        return mother, invitations.make(unit, mother, "a")

    return database.do(fill)


def signed_in(database, name):
    def work(unit):
        person = people.create(unit, IdentityCard(name, name))
        return people.bind(unit, person, HOME, name)

    return database.do(work)


def redeem(database, code, by):
    """Try a code, and wait for the turn beside it in which a wrong one is counted."""
    beside = []

    def work(unit):
        hand_in = unit.later
        unit.later = lambda counting: beside.append(hand_in(counting))
        return invitations.redeem(unit, code, (HOME, by))

    found = database.do(work)
    for turn in beside:
        turn.result(10)
    return found


def may_try(database, by):
    return database.do(lambda unit: invitations.may_try(unit, (HOME, by)))


def test_a_code_is_two_groups_of_four_and_kept_as_a_digest_alone(database, made):
    _, code = made
    assert re.fullmatch(r"[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}", code)
    row = database.do(lambda unit: unit.db.execute(select(table(tables.Invitation))).one())
    assert code not in str(row)
    assert code.replace("-", "") not in str(row)


def test_a_code_is_spent_once(database, made):
    mother, code = made
    assert redeem(database, code, "marte") == (mother, "a")
    assert redeem(database, code, "marte") is None


def test_a_code_is_forgiven_how_it_is_typed(database, made):
    mother, code = made
    typed = f" {code.lower().replace('-', ' ').replace('0', 'o').replace('1', 'l')} "
    assert redeem(database, typed, "marte") == (mother, "a")


def test_a_code_runs_out_at_its_moment(database, clock, made):
    _, code = made
    clock.move(days=load_policy().samtykke.kode_dager)
    assert redeem(database, code, "marte") is None


def test_a_new_code_takes_the_place_of_an_unused_one(database, made):
    mother, old = made
    new = database.do(lambda unit: invitations.make(unit, mother, "a"))
    other = database.do(lambda unit: invitations.make(unit, mother, "b"))
    assert redeem(database, old, "marte") is None
    assert redeem(database, new, "marte") == (mother, "a")
    assert redeem(database, other, "marte") == (mother, "b")


def test_whoever_is_on_the_log_cannot_become_somebody_else_there(database, made):
    _, code = made
    kari = signed_in(database, "kari")
    database.do(lambda unit: rows.participant(unit, "a", 2, kari, "stafettholder"))
    assert redeem(database, code, "kari") is None
    assert redeem(database, code, "marte") is not None


@pytest.mark.parametrize("known", [True, False])
def test_a_second_code_makes_nobody_of_somebody_who_signs_in(database, made, known):
    mother, code = made
    if known:
        signed_in(database, "marte")
    assert redeem(database, code, "marte") == (mother, "a")
    database.do(lambda unit: people.bind(unit, mother, HOME, "marte"))
    second = database.do(lambda unit: invitations.make(unit, mother, "a"))
    assert redeem(database, second, "kari") is None
    assert redeem(database, second, "marte") == (mother, "a")


@pytest.mark.parametrize("known", [True, False])
def test_after_five_wrong_codes_the_right_one_opens_nothing_for_an_hour(
    database, clock, made, known
):
    mother, code = made
    if known:
        signed_in(database, "marte")
    for n in range(5):
        assert may_try(database, "marte")
        assert redeem(database, f"AAAA-AAA{n}", "marte") is None
    assert not may_try(database, "marte")
    assert redeem(database, code, "marte") is None
    assert may_try(database, "ola")
    clock.move(minutes=59)
    assert redeem(database, code, "marte") is None
    clock.move(minutes=1)
    assert redeem(database, code, "marte") == (mother, "a")


def test_the_same_slip_twice_counts_once(database):
    for typed in ("AAAA-AAAA", "aaaaaaaa", " aaaa aaaa ") * 3:
        assert redeem(database, typed, "marte") is None
    assert may_try(database, "marte")


def test_wrong_codes_count_when_the_step_is_rolled_back_too(database):
    def step(unit, n):
        invitations.redeem(unit, f"AAAA-AAA{n}", (HOME, "marte"))
        raise ValueError("the form comes back")

    for n in range(5):
        with pytest.raises(ValueError, match="comes back"):
            database.do(lambda unit, n=n: step(unit, n))
    until = time.monotonic() + 5
    while may_try(database, "marte"):
        assert time.monotonic() < until
        time.sleep(0.01)


def test_a_code_that_many_spend_at_once_is_spent_by_one(database, made):
    _, code = made
    turns = [
        database.turn(lambda unit, n=n: invitations.redeem(unit, code, (HOME, f"p{n}")))
        for n in range(6)
    ]
    assert sum(turn.result() is not None for turn in turns) == 1


def test_purging_leaves_only_what_can_still_be_used(database, clock, made):
    mother, code = made
    redeem(database, "AAAA-AAAA", "marte")
    redeem(database, code, "marte")
    clock.move(hours=1)
    database.do(lambda unit: invitations.make(unit, mother, "a"))
    database.do(invitations.purge)

    def left(unit):
        kept = (tables.Invitation, tables.Attempt)
        return [len(unit.db.execute(select(table(model))).all()) for model in kept]

    assert database.do(left) == [1, 0]
    clock.move(days=load_policy().samtykke.kode_dager)
    assert database.do(invitations.purge) == 1
