"""The gate, rule by rule: who reads what."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from domain.asking import Viewer
from domain.codes import FAMILIEN, EntryType, ParticipantState, Right, Role
from tests.support.gate_house import (
    AUNT,
    EMIL,
    FATHER,
    FIFTEEN,
    INTERPRETER,
    MOTHER,
    NINE,
    NOW,
    NURSE,
    SIXTEEN,
    TEACHER,
    THIRTEEN,
    TODAY,
    House,
    entry,
    update,
)

READ, WRITE = Right.LESER, Right.SKRIVER
DAY = timedelta(days=1)


def test_one_of_two_guardians_is_not_enough():
    assert House().gives("helsestasjon", READ, MOTHER).asks(NURSE, entry(TEACHER)) == "samtykke"
    assert House().gives("helsestasjon", READ).asks(NURSE, entry(TEACHER)) == "ja"


def test_two_guardians_who_gave_different_things_gave_nothing():
    house = House().gives("helsestasjon", READ, MOTHER).gives("helsestasjon", WRITE, FATHER)
    assert house.asks(NURSE, entry(TEACHER)) == "samtykke"
    assert house.asks(NURSE, update()) == "samtykke"


def test_a_log_without_guardians_gives_nobody_anything():
    house = House(guardians=frozenset()).gives("helsestasjon", READ).gives("helsestasjon", WRITE)
    assert house.asks(NURSE, entry(TEACHER)) == "samtykke"
    assert house.asks(NURSE, update()) == "samtykke"


@pytest.mark.parametrize(
    "other",
    [{"category": "helse"}, {"purpose": "overgang"}, {"about": 3}],
)
def test_a_consent_reaches_its_own_category_purpose_and_person_alone(other: dict[str, object]):
    house = House().gives("helsestasjon", READ, **other).gives("helsestasjon", WRITE, **other)
    assert house.asks(NURSE, entry(TEACHER)) == "samtykke"
    assert house.asks(NURSE, update()) == "samtykke"


def test_reading_is_not_writing_and_one_service_is_not_another():
    house = House().gives("helsestasjon", READ).gives("skole", WRITE)
    assert house.asks(NURSE, update()) == "samtykke"
    assert house.asks(TEACHER, entry(NURSE)) == "samtykke"


@pytest.mark.parametrize(
    ("first", "last", "said"),
    [
        (TODAY, TODAY, "ja"),
        (TODAY + DAY, TODAY + 9 * DAY, "samtykke"),
        (TODAY - 9 * DAY, TODAY - DAY, "samtykke"),
    ],
)
def test_a_period_holds_from_its_first_day_to_the_end_of_its_last(
    first: date, last: date, said: str
):
    house = House().gives("helsestasjon", READ, MOTHER)
    house.gives("helsestasjon", READ, FATHER, start=first, end=last)
    assert house.asks(NURSE, entry(TEACHER)) == said


def test_the_last_day_ends_at_midnight_in_norway():
    house = House().gives("helsestasjon", READ, end=TODAY)
    house.now = NOW.replace(hour=22, minute=59)
    assert house.asks(NURSE, entry(TEACHER)) == "ja"
    house.now = NOW.replace(hour=23)
    assert house.asks(NURSE, entry(TEACHER)) == "samtykke"


def test_what_was_written_before_stays_closed_when_one_of_the_givers_gave_from_now():
    house = House().gives("helsestasjon", READ, MOTHER)
    house.gives("helsestasjon", READ, FATHER, reads_from=NOW)
    assert house.asks(NURSE, entry(TEACHER, at=NOW - DAY)) == "samtykke"
    assert house.asks(NURSE, entry(TEACHER, at=NOW)) == "ja"


def test_the_stafettholder_reads_as_a_service_until_every_giver_ticked_all():
    house = House().gives("helsestasjon", WRITE, MOTHER, holder_reads_all=True)
    house.gives("helsestasjon", WRITE, FATHER)
    assert house.asks(TEACHER, entry(NURSE)) == "samtykke"
    house.gives("nav", WRITE, FATHER, category="hjem", holder_reads_all=True)
    assert house.asks(TEACHER, entry(NURSE)) == "ja"
    assert house.asks(replace(TEACHER, participant=9), entry(NURSE)) == "samtykke"


def test_the_stafettholder_reads_all_that_is_shared_and_nothing_that_is_shared_no_more():
    house = House().gives("nav", WRITE, category="hjem", holder_reads_all=True)
    assert house.asks(TEACHER, entry(NURSE)) == "samtykke"
    house.gives(FAMILIEN, READ)
    house.gives("helsestasjon", READ, MOTHER).gives("helsestasjon", WRITE, FATHER)
    assert house.asks(TEACHER, entry(NURSE)) == "samtykke"
    house.gives("helsestasjon", WRITE, MOTHER)
    assert house.asks(TEACHER, entry(NURSE)) == "ja"


def test_the_tick_for_the_stafettholder_keeps_to_its_purpose_and_reaches_no_further_back():
    ticked = {"holder_reads_all": True}
    other = House().gives("nav", WRITE, purpose="overgang", **ticked)
    assert other.asks(TEACHER, entry(NURSE)) == "samtykke"
    late = House().gives("nav", WRITE, reads_from=NOW, **ticked)
    assert late.asks(TEACHER, entry(NURSE, at=NOW - DAY)) == "samtykke"
    assert late.asks(TEACHER, entry(NURSE)) == "ja"


def test_guardians_read_all_of_a_childs_log_and_nothing_of_a_sixteen_year_olds():
    assert House().asks(MOTHER, entry()) == "ja"
    sixteen = House(SIXTEEN)
    assert sixteen.asks(MOTHER, entry()) == "samtykke"
    assert sixteen.gives(FAMILIEN, READ, EMIL).asks(MOTHER, entry()) == "ja"


def test_the_person_reads_all_of_the_log():
    assert House(SIXTEEN).asks(EMIL, entry(hidden=True)) == "ja"


def test_relatives_read_what_the_givers_let_the_family_read():
    house = House()
    assert house.asks(AUNT, entry()) == "samtykke"
    assert house.gives(FAMILIEN, READ).asks(AUNT, entry()) == "ja"


def test_hidden_never_reaches_guardians_or_relatives_whatever_was_given():
    house = House(THIRTEEN).gives(FAMILIEN, READ).gives("skole", READ)
    for family in (MOTHER, FATHER, AUNT):
        assert house.asks(family, entry(hidden=True)) == "skjult"
    assert house.asks(TEACHER, entry(hidden=True)) == "ja"


def test_what_is_about_another_asks_for_their_own_consent():
    house = House().gives("helsestasjon", READ).gives("helsestasjon", WRITE)
    about = entry(TEACHER, about=(2, 3))
    assert house.asks(NURSE, about) == "andre"
    assert house.asks(NURSE, update(about=(3,))) == "andre"
    assert house.asks(FATHER, about) == "andre"
    assert house.asks(MOTHER, about) == "ja"
    house.gives("helsestasjon", READ, MOTHER, about=3)
    assert house.asks(NURSE, about) == "ja"
    assert house.asks(FATHER, about) == "andre"
    assert house.gives(FAMILIEN, READ, MOTHER, about=3).asks(FATHER, about) == "ja"


def test_an_entry_about_oneself_is_no_way_past_the_persons_consent():
    assert House().asks(AUNT, entry(about=(6,))) == "samtykke"


def test_a_fifteen_year_old_must_say_yes_beside_the_guardians():
    house = House(FIFTEEN).gives("helsestasjon", READ)
    assert house.asks(NURSE, entry(TEACHER)) == "samtykke"
    assert house.gives("helsestasjon", READ, EMIL).asks(NURSE, entry(TEACHER)) == "ja"


def test_the_fifteenth_birthday_stops_what_only_the_guardians_gave():
    house = House(date(2011, 3, 3)).gives("helsestasjon", READ)
    assert house.asks(NURSE, entry(TEACHER)) == "ja"
    house.now = NOW + DAY
    assert house.asks(NURSE, entry(TEACHER)) == "samtykke"


def test_the_sixteenth_birthday_closes_the_log_to_the_guardians_at_midnight():
    house = House(date(2010, 3, 3))
    assert house.asks(MOTHER, entry()) == "ja"
    house.now = NOW.replace(hour=23)
    assert house.asks(MOTHER, entry()) == "samtykke"


def test_guardians_lose_sight_at_sixteen_also_when_nobody_renewed_a_consent_for_years():
    house = House(date(2012, 6, 1))
    house.now = NOW.replace(year=2028, month=6, day=1)
    assert house.asks(MOTHER, entry()) == "samtykke"


def test_a_rule_that_the_policy_has_no_more_closes_the_log():
    house = House()
    unknown = replace(house.ledger(), ages=house.ledger().ages.model_copy(update={"rule": "x"}))
    house.ledger = lambda: unknown
    assert house.gives("skole", READ).asks(MOTHER, entry()) == "ukjent"
    assert house.asks(TEACHER, entry()) == "samtykke"


@pytest.mark.parametrize("state", [ParticipantState.INVITERT, ParticipantState.UT])
@pytest.mark.parametrize("viewer", [TEACHER, EMIL, MOTHER, NURSE])
def test_who_is_only_invited_or_has_left_meets_nothing(viewer: Viewer, state: ParticipantState):
    house = House().gives("skole", READ).gives("helsestasjon", READ).gives("skole", WRITE)
    gone = replace(viewer, state=state)
    for what in (entry(viewer), update(), entry(type=EntryType.OPPRETTET)):
        assert house.asks(gone, what) == "ukjent"
        assert house.asks(None, what) == "ukjent"


def test_an_interpreter_reads_and_writes_nothing():
    house = House().gives("skole", READ).gives("skole", WRITE)
    for what in (entry(), update(), entry(type=EntryType.OPPRETTET)):
        assert house.asks(INTERPRETER, what) == "rolle"


def test_what_is_gone_is_gone_for_its_author_too():
    assert House().asks(NURSE, entry(NURSE, gone=True)) == "borte"


def test_authors_read_their_own_after_the_consent_was_taken_back():
    assert House().asks(NURSE, entry(NURSE)) == "ja"


def test_consents_are_met_by_the_givers_and_the_stafettholder_alone():
    word = entry(MOTHER, type=EntryType.SAMTYKKE_TRUKKET)
    house = House()
    said = {v.person: house.asks(v, word) for v in (TEACHER, EMIL, MOTHER, FATHER, NURSE, AUNT)}
    yes = {person for person, one in said.items() if one == "ja"}
    assert yes == {"teacher", "mother", "father"}


def test_that_something_was_misfiled_is_met_by_who_said_it_the_stafettholder_and_the_deputy():
    word, house = entry(NURSE, type=EntryType.FEILFORT), House()
    deputy = Viewer("deputy", 8, Role.VARA, "skole", ParticipantState.MED)
    everybody = (TEACHER, EMIL, MOTHER, AUNT, INTERPRETER, deputy, replace(NURSE, participant=9))
    assert {v.person for v in everybody if house.asks(v, word) == "ja"} == {"teacher", "deputy"}
    assert house.asks(NURSE, word) == "ja"


def test_who_helps_is_met_by_helpers_the_person_and_a_childs_guardians():
    everybody = (EMIL, MOTHER, FATHER, NURSE, AUNT, INTERPRETER)
    for type_ in (EntryType.OPPRETTET, EntryType.DELTAKER_MED, EntryType.DELTAKER_UT):
        what = entry(TEACHER, type=type_)
        for born, met in (
            (NINE, {"emil", "mother", "father", "nurse"}),
            (SIXTEEN, {"emil", "nurse"}),
        ):
            said = {viewer.person: House(born).asks(viewer, what) for viewer in everybody}
            assert {person for person, one in said.items() if one == "ja"} == met


def test_an_entry_of_another_log_is_unknown():
    assert House().asks(MOTHER, entry(logg="logg2")) == "ukjent"
