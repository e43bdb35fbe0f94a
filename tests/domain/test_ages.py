"""Ages: the rule that holds on a day, and the next day that changes it."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.ages import age_rule, birthday, row_on
from domain.body import AgeRule
from tests.support.gate_model import age
from tests.support.gate_worlds import policy

DAY = timedelta(days=1)
BIRTHS = st.dates(date(1930, 1, 1), date(2026, 1, 1))


def code_at(years: int) -> str:
    """Tell the shipped policy as people say it."""
    for until, code in ((12, "barn"), (15, "barn_hort"), (16, "ungdom_og_foresatte")):
        if years < until:
            return code
    return "ungdom" if years < 18 else "voksen"


@given(BIRTHS, st.integers(0, 120 * 365))
def test_the_rule_on_any_day_is_that_of_the_age_in_years(born: date, days: int):
    day = born + days * DAY
    rule = age_rule(born, day, policy())
    assert rule.rule == code_at(age(born, day))
    if rule.until is None:
        assert (rule.rule, rule.then) == ("voksen", None)
    else:
        assert day < rule.until
        assert code_at(age(born, rule.until - DAY)) == rule.rule
        assert code_at(age(born, rule.until)) == rule.then


@given(BIRTHS.filter(lambda born: (born.month, born.day) != (2, 29)), st.data())
def test_a_rule_that_nobody_reckons_anew_still_follows_the_age(born: date, data: st.DataObject):
    reckoned = born + data.draw(st.integers(0, 25 * 365)) * DAY
    day = reckoned + data.draw(st.integers(0, 25 * 365)) * DAY
    row = row_on(age_rule(born, reckoned, policy()), day, policy())
    assert row is not None
    assert row.kode == code_at(age(born, day))


@pytest.mark.parametrize(
    ("years", "before", "then"),
    [
        (12, "barn", "barn_hort"),
        (15, "barn_hort", "ungdom_og_foresatte"),
        (16, "ungdom_og_foresatte", "ungdom"),
        (18, "ungdom", "voksen"),
    ],
)
def test_each_transition_comes_on_the_birthday_itself(years: int, before: str, then: str):
    born = date(2012, 9, 30)
    turns = date(2012 + years, 9, 30)
    rule = age_rule(born, turns - DAY, policy())
    assert (rule.rule, rule.until, rule.then) == (before, turns, then)
    assert age_rule(born, turns, policy()).rule == then
    on_the_eve, on_the_day = (row_on(rule, day, policy()) for day in (turns - DAY, turns))
    assert on_the_eve is not None
    assert on_the_day is not None
    assert (on_the_eve.kode, on_the_day.kode) == (before, then)


def test_a_child_of_29_february_turns_on_1_march_when_there_is_no_such_day():
    born = date(2012, 2, 29)
    assert birthday(born, 15) == date(2027, 3, 1)
    assert birthday(born, 16) == date(2028, 2, 29)
    eve = age_rule(born, date(2027, 2, 28), policy())
    assert (eve.rule, eve.until) == ("barn_hort", date(2027, 3, 1))
    assert age_rule(born, date(2028, 2, 28), policy()).until == date(2028, 2, 29)


def test_a_birth_that_is_yet_to_come_has_the_youngest_rule():
    assert age_rule(date(2027, 1, 1), date(2026, 3, 2), policy()).rule == "barn"


@pytest.mark.parametrize(
    "rule",
    [
        AgeRule(rule="ukjent"),
        AgeRule(rule="barn", until=date(2026, 1, 1), then="ukjent"),
        AgeRule(rule="barn", until=date(2026, 1, 1)),
    ],
)
def test_a_rule_that_the_policy_has_no_more_is_no_rule(rule: AgeRule):
    assert row_on(rule, date(2026, 3, 2), policy()) is None
