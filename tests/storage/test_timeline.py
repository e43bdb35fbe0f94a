"""Entries as the gate and the timeline meet them."""

from domain.asking import Item
from domain.codes import EntryType
from storage import timeline
from tests.support import rows
from tests.support.plans import plan_of


def test_an_entry_is_met_with_all_that_the_gate_asks_for(database):
    at = database.do(lambda unit: unit.now)
    database.do(lambda unit: rows.item(unit, "a", 7, "lysglimt", hidden=True, about="1,4"))
    assert database.do(lambda unit: timeline.item(unit, "a", 7)) == Item(
        logg="a",
        seq=7,
        type=EntryType.LYSGLIMT,
        author=2,
        category="skole",
        purpose="samordning",
        at=at,
        hidden=True,
        about=(1, 4),
        gone=False,
    )


def test_the_number_of_another_log_answers_nothing(database):
    database.do(lambda unit: rows.item(unit, "a", 7))
    assert database.do(lambda unit: timeline.item(unit, "b", 7)) is None
    for wrong in (8, 0, -7, 2**31, 10**40):
        assert database.do(lambda unit, seq=wrong: timeline.item(unit, "a", seq)) is None


def test_whatever_does_not_stand_is_gone(database):
    def fill(unit):
        for seq, state in enumerate(("gjelder", "feilfort", "slettet"), 1):
            rows.item(unit, "a", seq, state=state)

    database.do(fill)
    found = [database.do(lambda unit, n=n: timeline.item(unit, "a", n).gone) for n in (1, 2, 3)]
    assert found == [False, True, True]


def test_pages_follow_each_other_newest_first_and_miss_nothing(database):
    def fill(unit):
        for seq in range(1, 8):
            rows.item(unit, "a", seq, state="feilfort" if seq == 5 else "gjelder")
            rows.item(unit, "b", seq)

    database.do(fill)
    pages, before = [], None
    while page := database.do(lambda unit, b=before: timeline.page(unit, "a", before=b, limit=3)):
        pages.append([item.seq for item in page])
        assert {item.logg for item in page} == {"a"}
        before = page[-1].seq
    assert pages == [[7, 6, 5], [4, 3, 2], [1]]
    far, none = (
        database.do(lambda unit, b=b: timeline.page(unit, "a", before=b)) for b in (10**40, -1)
    )
    assert (len(far), none) == (7, [])


def test_a_page_is_of_the_types_and_the_category_asked_for(database):
    def fill(unit):
        rows.item(unit, "a", 1, "opprettet", category="")
        rows.item(unit, "a", 2, "lysglimt", category="skole")
        rows.item(unit, "a", 3, "oppdatering", category="skole")
        rows.item(unit, "a", 4, "lysglimt", category="helse")

    database.do(fill)

    def seqs(**asked):
        return [item.seq for item in database.do(lambda unit: timeline.page(unit, "a", **asked))]

    glimpses = (EntryType.LYSGLIMT,)
    assert seqs() == [4, 3, 2, 1]
    assert seqs(types=glimpses) == [4, 2]
    assert seqs(category="skole") == [3, 2]
    assert seqs(types=glimpses, category="skole", before=4) == [2]
    assert seqs(types=()) == []
    assert seqs(category="finnes-ikke") == seqs(category="skole\0") == []


def test_a_page_walks_the_key_and_sorts_nothing(database):
    def page(unit):
        timeline.page(unit, "a", before=900, types=(EntryType.LYSGLIMT,), category="skole")

    plan = plan_of(database, page)
    if database.url.startswith("sqlite"):
        assert "SEARCH item USING PRIMARY KEY (logg=? AND seq<?)" in plan
        assert "TEMP B-TREE" not in plan
    else:
        assert "Index Scan Backward using item_pkey" in plan
        assert "(seq < 900)" in plan
        assert "Sort" not in plan


def test_replies_are_what_hangs_on_an_entry_of_this_log(database):
    def fill(unit):
        for in_logg in ("a", "b"):
            rows.item(unit, in_logg, 1)
            rows.item(unit, in_logg, 2, "takk", to_seq=1)
        rows.item(unit, "a", 3, "kommentar", to_seq=1, state="slettet")
        rows.item(unit, "a", 4, "kommentar", to_seq=2)
        rows.item(unit, "a", 5, "feilfort", to_seq=1)

    database.do(fill)
    found = database.do(lambda unit: timeline.replies(unit, "a", 1))
    assert [(item.logg, item.seq, item.gone) for item in found] == [("a", 2, False), ("a", 3, True)]
    many = database.do(lambda unit: timeline.replies_to(unit, "a", (1, 2, 3)))
    assert {seq: [item.seq for item in items] for seq, items in many.items()} == {1: [2, 3], 2: [4]}
    words = database.do(lambda unit: timeline.misfilings(unit, "a", 1))
    assert [item.seq for item in words] == [5]
    assert database.do(lambda unit: timeline.replies(unit, "a", 99)) == []


def test_the_newest_version_is_the_last_correction_that_stands(database):
    def fill(unit):
        rows.item(unit, "a", 1)
        rows.item(unit, "a", 2, "retting", to_seq=1)
        rows.item(unit, "a", 3, "retting", to_seq=1)
        rows.item(unit, "a", 4, "retting", to_seq=3)
        rows.item(unit, "a", 5, "retting", to_seq=1, state="feilfort")
        rows.item(unit, "a", 6, "kommentar", to_seq=1)
        rows.item(unit, "a", 7)
        rows.item(unit, "b", 8, "retting", to_seq=7)

    database.do(fill)
    assert database.do(lambda unit: timeline.newest_version(unit, "a", 1)) == 4
    newest = database.do(lambda unit: timeline.newest_versions(unit, "a", (1, 2, 7)))
    assert newest == {1: 4, 2: 2, 7: 7}
