"""Random worlds: the gate and a naive model of the rules always say the same."""

from hypothesis import given, settings
from hypothesis import strategies as st

from domain.asking import Intent, Item, Viewer
from domain.audience import audience
from domain.codes import FAMILY
from domain.gate import Allow, decide
from tests.support import gate_model as model
from tests.support.gate_worlds import (
    EVERYBODY,
    LOGG,
    TEXTS,
    Asked,
    asked,
    intents,
    items,
    policy,
)

MANY = settings(max_examples=250, deadline=None)


def says_yes(case: Asked, viewer: Viewer | None, what: Item | Intent) -> bool:
    return isinstance(decide(viewer, what, case.ledger, policy(), case.now), Allow)


@MANY
@given(asked(), st.data())
def test_nobody_reads_what_the_rules_do_not_let_them_and_everybody_the_rest(
    case: Asked, data: st.DataObject
):
    item = data.draw(items(case.now))
    for no in EVERYBODY:
        said = says_yes(case, case.viewer(no), item)
        assert said is model.may_read(case.world, no, item, case.now), no


@MANY
@given(asked(), st.data())
def test_nobody_writes_what_the_rules_do_not_let_them_and_everybody_the_rest(
    case: Asked, data: st.DataObject
):
    intent = data.draw(intents(case.now))
    for no in EVERYBODY:
        said = says_yes(case, case.viewer(no), intent)
        assert said is model.may_write(case.world, no, intent, case.now), no


@MANY
@given(asked(), st.data())
def test_a_yes_opens_just_what_was_asked_and_names_consents_that_stand(
    case: Asked, data: st.DataObject
):
    what = data.draw(st.one_of(items(case.now), intents(case.now)))
    for no in EVERYBODY:
        viewer = case.viewer(no)
        yes = decide(viewer, what, case.ledger, policy(), case.now)
        if isinstance(yes, Allow):
            assert viewer is not None
            assert (yes.logg, yes.viewer) == (LOGG, viewer.person)
            assert yes.seq == (what.seq if isinstance(what, Item) else 0)
            today = model.norwegian_day(case.now)
            stands = {p.seq for p in case.ledger.permits if p.holds(today)}
            assert stands.issuperset(yes.consents)


@MANY
@given(asked(), st.data())
def test_the_audience_is_those_who_can_read_the_entry_once_it_is_written(
    case: Asked, data: st.DataObject
):
    written = data.draw(items(case.now, TEXTS))
    author = case.viewer(written.author)
    if author is None:
        return
    intent = Intent(written.type, written.category, written.purpose, written.hidden, written.about)
    others = [
        viewer for no in EVERYBODY if (viewer := case.viewer(no)) and no != author.participant
    ]
    told = audience(author, intent, others, case.ledger, policy(), case.now)
    stands = Item(
        LOGG, 41, written.type, written.author, written.category, written.purpose, case.now,
        written.hidden, written.about,
    )  # fmt: skip
    readers = [
        one for one in others if model.may_read(case.world, one.participant, stands, case.now)
    ]
    assert set(told.services) == {one.service for one in readers if one.role not in FAMILY}
    assert told.family is any(one.role in FAMILY for one in readers)
    assert told.everybody is (len(readers) == len(others))
