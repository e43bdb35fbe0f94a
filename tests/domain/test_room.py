"""What may stand in a room, by who is in it."""

from domain.codes import Right
from domain.room import may_stand
from tests.support.gate_house import (
    AUNT,
    FIFTEEN,
    INTERPRETER,
    MOTHER,
    NOW,
    NURSE,
    POLICY,
    SIXTEEN,
    TEACHER,
    THIRTEEN,
    House,
    entry,
)


def stands(house, item, *present):
    return may_stand(item, present, house.ledger(), POLICY, NOW)


def test_a_helper_whom_the_consent_does_not_cover_may_know_that_something_is_new():
    assert stands(House(), entry(TEACHER), TEACHER, NURSE)


def test_what_is_hidden_from_guardians_never_stands_where_one_of_them_is():
    house = House(born=THIRTEEN).gives("helsestasjon", Right.LESER)
    assert stands(house, entry(TEACHER), TEACHER, NURSE, MOTHER)
    assert not stands(house, entry(TEACHER, hidden=True), TEACHER, NURSE, MOTHER)
    assert stands(house, entry(TEACHER, hidden=True), TEACHER, NURSE)


def test_what_is_about_another_of_the_family_stands_only_where_all_may_read_of_it():
    about = entry(TEACHER, about=(3,))
    house = House().gives("helsestasjon", Right.LESER)
    assert not stands(house, about, TEACHER, NURSE)
    assert stands(house.gives("helsestasjon", Right.LESER, MOTHER, about=3), about, TEACHER, NURSE)


def test_relatives_and_guardians_of_a_youth_who_may_not_read_stop_it():
    assert not stands(House(), entry(TEACHER), TEACHER, AUNT)
    assert not stands(House(born=SIXTEEN), entry(TEACHER), TEACHER, MOTHER)
    assert not stands(House(born=FIFTEEN), entry(TEACHER, hidden=True), TEACHER, MOTHER)


def test_an_interpreter_stops_it():
    assert not stands(House(), entry(TEACHER), TEACHER, INTERPRETER)
