"""The ledger: who must all have said yes."""

from dataclasses import replace
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from domain.body import AgeRule
from domain.consent_scopes import given as given_by
from domain.consent_scopes import without
from tests.support import gate_model as model
from tests.support.gate_house import FIFTEEN, NINE, POLICY, SIXTEEN, TODAY, House
from tests.support.gate_worlds import EVERYBODY, PURPOSES, Asked, asked, policy


def required(born: date, **more: object) -> frozenset[int]:
    ledger = replace(House(born).ledger(), **more)
    return ledger.required(2, TODAY, POLICY)


def test_all_guardians_are_asked_then_the_youth_too_then_the_youth_alone():
    assert required(NINE) == {3, 4}
    assert required(FIFTEEN) == {2, 3, 4}
    assert required(SIXTEEN) == {2}


def test_nobody_can_say_yes_when_one_of_the_groups_is_empty():
    assert required(NINE, guardians=frozenset()) == frozenset()
    assert required(FIFTEEN, guardians=frozenset()) == frozenset()
    assert required(SIXTEEN, guardians=frozenset()) == {2}


def test_nobody_can_say_yes_under_a_rule_that_the_policy_has_no_more():
    assert required(NINE, ages=AgeRule(rule="ukjent")) == frozenset()


def test_about_oneself_one_is_asked_oneself():
    assert House().ledger().required(3, TODAY, POLICY) == {3}


@given(asked())
def test_the_givers_are_those_whom_the_law_names(case: Asked):
    today = model.norwegian_day(case.now)
    for about in EVERYBODY:
        expected = model.who_must_say_yes(case.world, about, today)
        assert case.ledger.required(about, today, policy()) == expected


@given(asked(), st.data())
def test_what_one_giver_takes_back_is_gone_and_nothing_else_is(case: Asked, data: st.DataObject):
    today, ledger = model.norwegian_day(case.now), case.ledger
    giver = data.draw(st.sampled_from(EVERYBODY))
    cells = {(p.about, p.service, p.category) for p in ledger.permits if p.giver == giver}
    taken = data.draw(st.sets(st.sampled_from(sorted(cells)))) if cells else set()
    after = without(ledger, giver, taken)
    gone = set(ledger.permits) - set(after.permits)
    assert set(after.permits) <= set(ledger.permits)
    assert all(p.giver == giver and (p.about, p.service, p.category) in taken for p in gone)
    for about, service, topic in taken:
        left = given_by(after, {giver}, about, PURPOSES[0], today, policy())
        scopes = [scope for scope in left if scope.service == service]
        assert all(topic not in (*scope.reads, *scope.writes) for scope in scopes)
