"""The gate, rule by rule: who writes what, and how little a yes is good for."""

from dataclasses import replace
from datetime import date

import pytest

from domain.codes import EntryType, LogState, Right
from domain.gate import Allow
from tests.support.gate_house import (
    EMIL,
    FATHER,
    MOTHER,
    NURSE,
    TEACHER,
    THIRTEEN,
    House,
    answer,
    entry,
    update,
)

READ, WRITE = Right.LESER, Right.SKRIVER


def test_without_a_word_of_consent_helpers_read_and_write_nothing():
    house = House()
    for helper in (TEACHER, NURSE):
        assert house.asks(helper, entry(author=MOTHER)) == "samtykke"
        assert house.asks(helper, update()) == "samtykke"


def test_only_some_can_hide_and_only_at_some_ages():
    grown = House(THIRTEEN).gives("skole", WRITE)
    assert grown.asks(TEACHER, update(hidden=True)) == "ja"
    assert grown.asks(EMIL, update(hidden=True)) == "ja"
    assert grown.asks(MOTHER, update(hidden=True)) == "skjult"
    assert House().gives("skole", WRITE).asks(TEACHER, update(hidden=True)) == "skjult"


def test_a_hidden_entry_is_corrected_as_hidden_also_after_the_age_when_hiding_ended():
    adult = House(date(2008, 1, 1)).gives("skole", READ, EMIL).gives("skole", WRITE, EMIL)
    mine = entry(TEACHER, hidden=True)
    assert adult.asks(TEACHER, answer(mine, EntryType.RETTING)) == "ja"
    assert adult.asks(TEACHER, answer(mine, EntryType.RETTING, hidden=False)) == "tema"


@pytest.mark.parametrize("state", [one for one in LogState if one is not LogState.AKTIV])
def test_only_an_active_log_is_written_in(state: LogState):
    house = House(state=state).gives("skole", WRITE)
    assert house.asks(TEACHER, update()) == "ikke_aktiv"
    assert house.asks(MOTHER, update()) == "ikke_aktiv"


def test_only_content_in_known_topics_is_written():
    house = House().gives("skole", WRITE, category="ukjent").gives("skole", WRITE)
    assert house.asks(TEACHER, update(category="ukjent")) == "tema"
    assert house.asks(TEACHER, update(type=EntryType.SAMTYKKE_GITT)) == "rolle"


def test_a_reply_shares_the_scope_of_its_entry_and_needs_one():
    house = House(THIRTEEN).gives("skole", READ).gives("skole", WRITE)
    house.gives("skole", WRITE, category="helse")
    for other in (
        {"category": "helse"},
        {"purpose": "overgang"},
        {"hidden": True},
        {"about": (3,)},
    ):
        assert house.asks(TEACHER, answer(entry(), **other)) == "tema"
    assert house.asks(TEACHER, answer(entry())) == "ja"
    assert house.asks(TEACHER, update(type=EntryType.KOMMENTAR)) == "rolle"
    assert house.asks(TEACHER, update(to=entry())) == "rolle"


def test_a_reply_to_another_logs_entry_is_refused():
    house = House().gives("skole", READ).gives("skole", WRITE)
    assert house.asks(TEACHER, answer(entry(logg="logg2"))) == "ukjent"
    assert house.asks(MOTHER, answer(entry(logg="logg2"), EntryType.TAKK)) == "ukjent"


def test_one_answers_only_what_one_reads():
    house = House().gives("skole", WRITE)
    assert house.asks(TEACHER, answer(entry())) == "samtykke"
    assert house.asks(TEACHER, answer(entry(), EntryType.TAKK)) == "samtykke"
    house.gives("skole", READ)
    assert house.asks(TEACHER, answer(entry(), EntryType.TAKK)) == "ja"


def test_thanking_asks_for_reading_alone_and_commenting_for_writing():
    house = House().gives("skole", READ)
    assert house.asks(TEACHER, answer(entry(), EntryType.TAKK)) == "ja"
    assert house.asks(TEACHER, answer(entry())) == "samtykke"


def test_one_corrects_only_ones_own():
    house = House().gives("skole", READ).gives("skole", WRITE)
    assert house.asks(TEACHER, answer(entry(NURSE), EntryType.RETTING)) == "rolle"
    assert house.asks(TEACHER, answer(entry(TEACHER), EntryType.RETTING)) == "ja"


def test_a_yes_is_made_by_the_gate_alone_and_cannot_be_stretched():
    yes = House().yes(MOTHER, entry())
    assert (yes.logg, yes.seq, yes.viewer) == ("logg1", 20, "mother")
    for other in ({"seq": 21}, {"logg": "logg2"}, {"viewer": "aunt"}, {"consents": (1,)}):
        with pytest.raises(PermissionError):
            replace(yes, **other)
    for seal in (object(), None, True, ("logg1", 20, "mother", ())):
        with pytest.raises(PermissionError):
            Allow("logg1", 20, "mother", (), seal)
    with pytest.raises(AttributeError):
        yes.seq = 21  # pyright: ignore[reportAttributeAccessIssue]


def test_a_yes_names_the_consents_it_rests_on():
    house = House().gives("skole", READ, MOTHER, seq=4).gives("skole", READ, FATHER, seq=7)
    assert house.yes(TEACHER, entry()).consents == (4, 7)
