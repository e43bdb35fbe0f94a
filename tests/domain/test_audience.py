"""The audience: who reads what is not yet sent, without saying why somebody does not."""

from datetime import timedelta

from domain.audience import Audience, audience
from domain.codes import ParticipantState, Right
from tests.support.gate_house import (
    EMIL,
    FATHER,
    MOTHER,
    NOW,
    NURSE,
    POLICY,
    SIXTEEN,
    TEACHER,
    House,
    update,
)

EVERYBODY = (TEACHER, EMIL, MOTHER, FATHER, NURSE)


def told(house: House, **more: object) -> Audience:
    intent = update(**more)
    return audience(TEACHER, intent, EVERYBODY, house.ledger(), POLICY, house.now)


def test_the_author_is_not_counted_and_the_family_is_named_as_one():
    assert told(House()) == Audience((), family=True, everybody=False)
    house = House().gives("helsestasjon", Right.LESER)
    assert told(house) == Audience(("helsestasjon",), family=True, everybody=True)


def test_one_guardian_who_does_not_read_is_said_as_not_everybody_and_no_more():
    house = House().gives("helsestasjon", Right.LESER)
    house.gives("helsestasjon", Right.LESER, MOTHER, about=3)
    about_the_mother = told(house, about=(3,))
    assert about_the_mother == Audience(("helsestasjon",), family=True, everybody=False)


def test_nobody_reads_what_only_its_author_may():
    house = House(SIXTEEN)
    said = audience(TEACHER, update(), (TEACHER, MOTHER), house.ledger(), POLICY, house.now)
    assert said == Audience((), family=False, everybody=False)


def test_the_mark_changes_with_the_audience_and_only_with_it():
    without, with_nurse = House(), House().gives("helsestasjon", Right.LESER)
    assert told(without).digest() != told(with_nurse).digest()
    later = House(now=NOW + timedelta(hours=1)).gives("helsestasjon", Right.LESER, seq=99)
    assert told(with_nurse).digest() == told(later).digest()
    seen = {
        Audience(services, family=family, everybody=everybody).digest()
        for services in ((), ("skole",), ("helse", "skole"))
        for family in (True, False)
        for everybody in (True, False)
    }
    assert len(seen) == 12


def test_a_consent_that_ran_out_yesterday_counts_no_more():
    house = House().gives("helsestasjon", Right.LESER)
    house.now = NOW + timedelta(days=16)
    assert told(house).services == ()


def test_whoever_is_only_invited_is_not_among_the_readers():
    house = House().gives("helsestasjon", Right.LESER)
    invited = [
        type(one)(one.person, one.participant, one.role, one.service, ParticipantState.INVITERT)
        for one in (NURSE, MOTHER)
    ]
    said = audience(TEACHER, update(), invited, house.ledger(), POLICY, house.now)
    assert said == Audience((), family=False, everybody=False)
