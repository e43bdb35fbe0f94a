"""What is said to hold is what the gate lets through; what is taken back is gone, and no more."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.asking import Intent, Item, Viewer
from domain.clock import oslo_day
from domain.codes import FAMILIEN, EntryType, LogState, ParticipantState, Right, Role
from domain.consent_scopes import (
    Scope,
    Taken,
    effective,
    lost,
    taken_from,
    without,
)
from domain.consent_scopes import given as given_by
from domain.consenting import askable, last_day, terms
from domain.gate import Allow, decide
from tests.support.gate_worlds import FATHER, HOLDER, LOGG, MOTHER, NURSE, PERSON, TOPICS, policy
from tests.support.gate_worlds import asked as worlds

PURPOSE = "samordning"
NURSE_IS = Viewer("p5", NURSE, Role.FAGPERSON, "helsestasjon", ParticipantState.MED)


@given(worlds(), st.sampled_from(TOPICS))
def test_a_service_holds_a_topic_exactly_when_the_gate_says_so(world, topic: str):
    ledger = replace(world.ledger, state=LogState.AKTIV)
    scopes = effective(ledger, PERSON, PURPOSE, oslo_day(world.now), policy())
    held = next((one for one in scopes if one.service == "helsestasjon"), Scope("helsestasjon"))
    intent = Intent(EntryType.OPPDATERING, topic, PURPOSE)
    item = Item(LOGG, 1, EntryType.OPPDATERING, HOLDER, topic, PURPOSE, world.now)
    may_write = isinstance(decide(NURSE_IS, intent, ledger, policy(), world.now), Allow)
    may_read = isinstance(decide(NURSE_IS, item, ledger, policy(), world.now), Allow)
    assert (topic in held.writes) is may_write
    assert (topic in held.reads) is may_read


@given(worlds(), st.sampled_from((PERSON, MOTHER, FATHER)), st.sampled_from(TOPICS))
def test_either_giver_alone_can_take_a_topic_from_a_service(world, giver: int, topic: str):
    today, ledger = oslo_day(world.now), world.ledger
    after = without(ledger, giver, {(PERSON, "helsestasjon", topic)})
    left = {one.service: one for one in effective(after, PERSON, PURPOSE, today, policy())}
    if giver in ledger.required(PERSON, today, policy()):
        scope = left.get("helsestasjon", Scope("helsestasjon"))
        assert topic not in (*scope.reads, *scope.writes)
    for one in effective(ledger, PERSON, PURPOSE, today, policy()):
        if one.service != "helsestasjon":
            assert left[one.service] == one


@given(worlds())
def test_what_is_lost_and_what_is_left_make_what_there_was(world):
    today = oslo_day(world.now)
    before = effective(world.ledger, PERSON, PURPOSE, today, policy())
    gone_cells = {(PERSON, "skole", "skole"), (PERSON, "helsestasjon", "helse")}
    after = effective(without(world.ledger, MOTHER, gone_cells), PERSON, PURPOSE, today, policy())
    assert _cells(before) == _cells(after) | _cells(lost(before, after))
    assert not _cells(after) & _cells(lost(before, after))


def _cells(scopes: list[Scope]) -> set[tuple[str, str, str]]:
    reads = {(one.service, "leser", topic) for one in scopes for topic in one.reads}
    return reads | {(one.service, "skriver", topic) for one in scopes for topic in one.writes}


@given(worlds())
def test_nobody_has_given_nothing(world):
    nobody: set[int] = set()
    assert given_by(world.ledger, nobody, PERSON, PURPOSE, oslo_day(world.now), policy()) == []


@pytest.mark.parametrize(
    ("today", "last"),
    [
        (date(2026, 3, 2), date(2027, 3, 2)),
        (date(2028, 2, 29), date(2029, 2, 28)),
        (date(2026, 12, 31), date(2027, 12, 31)),
    ],
)
def test_a_consent_lasts_at_most_as_long_as_the_policy_lets_it(today: date, last: date):
    assert last_day(today, policy()) == last


def test_a_service_is_asked_about_its_own_topics_and_the_family_about_all_of_them():
    asked = askable(["nav", "politi", "nav", "finnes_ikke"], True, policy())
    assert list(asked) == ["nav", "politi", FAMILIEN]
    assert asked["politi"] == ("forebygging",)
    assert set(asked[FAMILIEN]) == {*asked["nav"], *asked["politi"]}


def test_a_scope_becomes_terms_with_each_right_by_topic():
    found = terms(Scope("skole", reads=("skole", "helse"), writes=("helse", "hjem")), PURPOSE)
    rights = {term.category: term.rights for term in found}
    assert rights == {
        "skole": (Right.LESER,),
        "helse": (Right.LESER, Right.SKRIVER),
        "hjem": (Right.SKRIVER,),
    }


def test_what_is_taken_back_is_written_and_read_again():
    taken = Taken(frozenset({(2, "skole", "helse"), (3, "familien", "hjem")}), holder=True)
    assert taken_from(taken.written()) == taken
    assert taken_from("") == Taken(frozenset())
