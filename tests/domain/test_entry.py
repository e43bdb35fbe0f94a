"""Entries and their bodies: what is not known is refused, and what is old is still read."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from domain.bodies import BODIES, Written, newest
from domain.body import LINE_LIMIT, TEXT_LIMIT, Body
from domain.codes import INNHOLD, PROSESS, REPLIES, SAMTYKKE, EntryType, Role
from domain.entry import Author, Inside

AUTHOR = Author(participant=1, service="skole", role=Role.STAFETTHOLDER)
CONSENT: dict[str, Any] = {"giver": 3, "about": 2, "method": "papir"}
SAID = CONSENT | {"language": "nb", "text_version": "1"}
PARTICIPATION = {"participant": 2, "person": "p", "role": "person"}
EXAMPLES: dict[EntryType, dict[str, Any]] = {
    EntryType.OPPDATERING: {"text": "Han kom."},
    EntryType.LYSGLIMT: {"text": "Han lo."},
    EntryType.KOMMENTAR: {"to": 1, "text": "Fint."},
    EntryType.TAKK: {"to": 1},
    EntryType.RETTING: {"to": 1, "text": "Hun kom."},
    EntryType.SAMTYKKE_GITT: SAID
    | {"service": "skole", "terms": [], "start": "2026-01-01", "end": "2026-12-31"},
    EntryType.SAMTYKKE_AVSLATT: SAID,
    EntryType.SAMTYKKE_TRUKKET: CONSENT,
    EntryType.SAMTYKKE_UTLOPT: {"giver": 3, "about": 2, "service": "skole"},
    EntryType.OPPRETTET: {
        "code": "SL-7F3K",
        "kind": "barn",
        "services": ["skole"],
        "purpose": "samordning",
        "policy": "oslo-standard/1",
        "ages": {"rule": "barn"},
    },
    EntryType.FEILFORT: {"to": 1},
    EntryType.DELTAKER_INVITERT: PARTICIPATION,
    EntryType.DELTAKER_MED: PARTICIPATION,
    EntryType.DELTAKER_UT: PARTICIPATION,
}


def inside(type_: EntryType, body: object, version: int = 1) -> Inside:
    return Inside(type=type_, version=version, author=AUTHOR, body=body)


def test_every_type_is_of_one_group_and_has_a_body_and_an_example():
    assert set(EntryType) == INNHOLD | SAMTYKKE | PROSESS
    assert not INNHOLD & SAMTYKKE
    assert REPLIES < INNHOLD
    assert {type_ for type_, _ in BODIES} == set(EntryType) == set(EXAMPLES)


@pytest.mark.parametrize("type_", EntryType)
def test_a_body_is_read_back_as_it_was_written(type_: EntryType):
    body = inside(type_, EXAMPLES[type_]).typed_body()
    written = inside(type_, body.model_dump(mode="json")).model_dump_json()
    assert Inside.model_validate_json(written).typed_body() == body


@pytest.mark.parametrize("type_", EntryType)
def test_what_a_body_does_not_know_is_refused(type_: EntryType):
    with pytest.raises(ValueError, match="extra"):
        inside(type_, EXAMPLES[type_] | {"ukjent": 1}).typed_body()


@pytest.mark.parametrize("type_", EntryType)
def test_a_body_lacks_nothing_it_needs(type_: EntryType):
    for name in EXAMPLES[type_]:
        less = {key: value for key, value in EXAMPLES[type_].items() if key != name}
        with pytest.raises(ValueError, match="required"):
            inside(type_, less).typed_body()


@pytest.mark.parametrize("type_", EntryType)
def test_a_version_that_is_not_known_is_refused_and_the_newest_is_known(type_: EntryType):
    assert (type_, newest(type_)) in BODIES
    for version in (0, -1, newest(type_) + 1):
        with pytest.raises(ValueError, match="no body"):
            inside(type_, EXAMPLES[type_], version).typed_body()


def test_one_types_body_is_not_anothers():
    comment = inside(EntryType.KOMMENTAR, EXAMPLES[EntryType.KOMMENTAR]).typed_body()
    with pytest.raises(ValidationError):
        inside(EntryType.OPPDATERING, comment).typed_body()


@pytest.mark.parametrize("wrong", [None, "tekst", 7, [], {"text": ""}, {"text": None}])
def test_what_is_no_body_at_all_is_refused(wrong: object):
    with pytest.raises(ValueError, match="validation error"):
        inside(EntryType.OPPDATERING, wrong).typed_body()


@given(st.integers(0, 2 * TEXT_LIMIT), st.integers(0, 2 * LINE_LIMIT))
def test_texts_and_lines_have_their_limits(text: int, title: int):
    fits = 1 <= text <= TEXT_LIMIT and title <= LINE_LIMIT
    try:
        Written(text="å" * text, title="t" * title)
    except ValidationError:
        assert not fits
    else:
        assert fits


@pytest.mark.parametrize("no", [0, -1, "x", 1.5])
def test_numbers_of_entries_and_participants_start_at_one(no: object):
    thanks, out = EXAMPLES[EntryType.TAKK], EXAMPLES[EntryType.DELTAKER_UT]
    for type_, body in (
        (EntryType.TAKK, thanks | {"to": no}),
        (EntryType.DELTAKER_UT, out | {"participant": no}),
    ):
        with pytest.raises(ValidationError):
            inside(type_, body).typed_body()


@pytest.mark.parametrize("model", sorted(set(BODIES.values()), key=lambda model: model.__name__))
def test_no_body_is_changed_once_it_is_made(model: type[Body]):
    assert model.model_config.get("frozen")
    assert model.model_config.get("extra") == "forbid"


def test_a_consent_keeps_its_days_as_days():
    given_ = inside(EntryType.SAMTYKKE_GITT, EXAMPLES[EntryType.SAMTYKKE_GITT]).typed_body()
    assert given_.model_dump()["start"] == date(2026, 1, 1)


@pytest.mark.parametrize("field", ["type", "author", "body", "hidden", "ukjent"])
def test_an_inside_with_something_wrong_in_it_is_refused(field: str):
    good = inside(EntryType.TAKK, {"to": 1}).model_dump(mode="json")
    with pytest.raises(ValidationError):
        Inside.model_validate({key: value for key, value in good.items() if key != "type"})
    with pytest.raises(ValidationError):
        Inside.model_validate(good | {field: "hva som helst"} if field != "body" else {})
