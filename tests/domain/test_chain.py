"""The chain: any change is found, and the first broken entry is named."""

from datetime import UTC, datetime, timedelta, timezone

from hypothesis import given
from hypothesis import strategies as st

from domain.chain import Flaw, canonical, entry_hash, first_flaw, first_prev, instant
from domain.entry import Outside

START = datetime(2026, 3, 2, 8, tzinfo=UTC)
Entries = list[tuple[Outside, bytes]]


def chained(texts: list[bytes], logg: str = "logg1") -> Entries:
    made: Entries = []
    prev = first_prev(logg)
    for seq, text in enumerate(texts, 1):
        outside = Outside(logg=logg, seq=seq, at=START + timedelta(seconds=seq), prev=prev)
        prev = entry_hash(outside, text)
        made.append((outside.model_copy(update={"hash": prev}), text))
    return made


whole = st.lists(st.binary(min_size=1, max_size=8), min_size=2, max_size=6).map(chained)


@given(whole)
def test_a_whole_log_has_no_flaw(entries: Entries):
    assert first_flaw("logg1", entries) is None


def test_a_log_without_entries_has_no_flaw():
    assert first_flaw("logg1", []) is None


@given(whole, st.data())
def test_a_changed_byte_is_found_at_its_entry(entries: Entries, data: st.DataObject):
    at = data.draw(st.integers(0, len(entries) - 1))
    outside, text = entries[at]
    place = data.draw(st.integers(0, len(text) - 1))
    changed = text[:place] + bytes([text[place] ^ 1]) + text[place + 1 :]
    entries[at] = (outside, changed)
    assert first_flaw("logg1", entries) == Flaw("logg1", at + 1, "endret")


@given(whole, st.data())
def test_a_changed_outside_is_found_at_its_entry(entries: Entries, data: st.DataObject):
    at = data.draw(st.integers(0, len(entries) - 1))
    outside, text = entries[at]
    changes = (
        {"at": outside.at + timedelta(microseconds=1)},
        {"v": 2},
        {"prev": b"x" * 32},
        {"hash": b"x" * 32},
        {"logg": "logg2"},
        {"seq": outside.seq + 9},
    )
    entries[at] = (outside.model_copy(update=data.draw(st.sampled_from(changes))), text)
    found = first_flaw("logg1", entries)
    assert found is not None
    assert found.seq == at + 1


@given(whole, st.data())
def test_a_removed_entry_leaves_a_hole_unless_it_was_the_last(
    entries: Entries, data: st.DataObject
):
    at = data.draw(st.integers(0, len(entries) - 2))
    del entries[at]
    assert first_flaw("logg1", entries) == Flaw("logg1", at + 1, "hull")


@given(whole, st.data())
def test_two_entries_cannot_change_places(entries: Entries, data: st.DataObject):
    at = data.draw(st.integers(0, len(entries) - 2))
    entries[at], entries[at + 1] = entries[at + 1], entries[at]
    assert first_flaw("logg1", entries) == Flaw("logg1", at + 1, "hull")


@given(whole)
def test_entries_of_another_log_do_not_fit_even_when_they_are_renumbered(entries: Entries):
    other = chained([text for _, text in entries], "logg2")
    assert first_flaw("logg1", other) == Flaw("logg1", 1, "hull")
    moved = [(o.model_copy(update={"logg": "logg1"}), text) for o, text in other]
    assert first_flaw("logg1", moved) == Flaw("logg1", 1, "lenke")


def test_a_moment_is_hashed_the_same_in_every_time_zone():
    oslo = START.astimezone(timezone(timedelta(hours=1)))
    assert instant(oslo) == instant(START) == "2026-03-02T08:00:00.000000Z"
    here, there = (Outside(logg="l", seq=1, at=at, prev=b"p") for at in (START, oslo))
    assert canonical(here) == canonical(there)


@given(st.text(), st.text(), st.integers(1, 99), st.integers(1, 99))
def test_two_different_outsides_are_never_written_alike(a: str, b: str, m: int, n: int):
    first, second = (
        Outside(logg=logg, seq=seq, at=START, prev=b"p") for logg, seq in ((a, m), (b, n))
    )
    assert (canonical(first) == canonical(second)) is ((a, m) == (b, n))
