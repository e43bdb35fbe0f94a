"""Who is who: ids, sign-ins, identity cards."""

from datetime import date

import pytest
from sqlalchemy import select, update

from storage import people, tables
from storage.core import table
from storage.errors import BadSeal
from storage.people import AlreadyBound, IdentityCard, NoSuchPerson

MOTHER = IdentityCard("Marte", "Marte Sørlie", date(1988, 2, 29), "mor")
PLACEHOLDER = IdentityCard("Mor", "Mor til eleven")
HOME = "11111111-1111-1111-1111-111111111111"


def person(database, card=MOTHER, subject=None, language=None):
    def work(unit):
        made = people.create(unit, card, language)
        if subject:
            people.bind(unit, made, HOME, subject)
        return made

    return database.do(work)


def test_somebody_is_found_by_their_identity_and_by_nothing_else(database):
    marte = person(database, subject="oid-marte", language="nn")
    found = database.do(lambda unit: people.find(unit, HOME, "oid-marte"))
    assert (found.id, found.language) == (marte, "nn")
    assert database.do(lambda unit: people.find(unit, "another-tenant", "oid-marte")) is None
    assert database.do(lambda unit: people.find(unit, HOME, "")) is None


def test_a_person_needs_no_identity(database):
    father = person(database)
    assert database.do(lambda unit: people.by_id(unit, father)).language is None
    assert database.do(lambda unit: people.identity_of(unit, father)) is None
    assert not database.do(lambda unit: people.is_claimed(unit, father))


def test_an_id_that_nobody_has_is_nobody(database):
    with pytest.raises(NoSuchPerson):
        database.do(lambda unit: people.by_id(unit, "ingen"))
    with pytest.raises(NoSuchPerson):
        database.do(lambda unit: people.bind(unit, "ingen", HOME, "oid"))
    assert database.do(lambda unit: people.card(unit, "ingen")) == IdentityCard("", "")


def test_a_known_identity_says_who_a_placeholder_turned_out_to_be(database):
    marte = person(database, subject="oid-marte", language="nn")
    mother = person(database, PLACEHOLDER)
    assert database.do(lambda unit: people.bind(unit, mother, HOME, "oid-marte")) == marte
    assert database.do(lambda unit: people.by_id(unit, mother)).id == marte
    assert database.do(lambda unit: people.same(unit, mother)) == [marte, mother]
    assert database.do(lambda unit: people.same(unit, marte)) == [marte, mother]
    assert database.do(lambda unit: people.identity_of(unit, mother)) == (HOME, "oid-marte")
    assert database.do(lambda unit: people.bind(unit, mother, HOME, "oid-marte")) == marte


def test_two_people_who_sign_in_are_never_made_one(database):
    marte = person(database, subject="oid-marte")
    person(database, subject="oid-kari")
    mother = person(database, PLACEHOLDER)
    with pytest.raises(AlreadyBound):
        database.do(lambda unit: people.bind(unit, marte, HOME, "oid-kari"))
    database.do(lambda unit: people.bind(unit, mother, HOME, "oid-marte"))
    for subject in ("oid-kari", "oid-new"):
        with pytest.raises(AlreadyBound):
            database.do(lambda unit, who=subject: people.bind(unit, mother, HOME, who))
    assert database.do(lambda unit: people.same(unit, marte)) == [marte, mother]
    assert database.do(lambda unit: people.find(unit, HOME, "oid-new")) is None


def test_two_first_meetings_at_once_make_one_person(database):
    def meet(unit):
        new = people.create(unit, MOTHER)
        return people.bind(unit, new, HOME, "oid-marte")

    meetings = [database.turn(meet) for _ in range(8)]
    assert len({meeting.result() for meeting in meetings}) == 1


def test_the_identity_card_comes_back_whole_and_is_kept_unreadable(database):
    marte = person(database)
    assert database.do(lambda unit: people.card(unit, marte)) == MOTHER
    cards = select(table(tables.Person).c.card)
    kept = database.do(lambda unit: unit.db.execute(cards).scalar_one())
    assert b"Marte" not in kept
    assert b"1988" not in kept


def test_a_card_moved_to_somebody_else_does_not_open(database):
    marte, kari = person(database), person(database, PLACEHOLDER)
    row = table(tables.Person)

    def swap(unit):
        stolen = unit.db.execute(select(row.c.card).where(row.c.id == marte)).scalar_one()
        unit.db.execute(update(row).where(row.c.id == kari).values(card=stolen))

    database.do(swap)
    with pytest.raises(BadSeal):
        database.do(lambda unit: people.card(unit, kari))


def test_a_card_can_be_put_right(database):
    marte = person(database)
    new = IdentityCard("Marte", "Marte Berg", date(1988, 2, 28))
    database.do(lambda unit: people.set_card(unit, marte, new))
    assert database.do(lambda unit: people.card(unit, marte)) == new


def test_the_name_that_a_log_was_given_is_the_one_it_keeps(database):
    marte = person(database, subject="oid-marte")
    mother = person(database, PLACEHOLDER)
    database.do(lambda unit: people.bind(unit, mother, HOME, "oid-marte"))
    assert database.do(lambda unit: people.card(unit, mother)) == PLACEHOLDER
    assert database.do(lambda unit: people.card(unit, marte)) == MOTHER


def test_names_are_first_names_and_none_for_whom_there_is_no_card(database):
    marte, kari = person(database), person(database, IdentityCard("Kari", "Kari Lærer"))
    asked = (marte, kari, marte, "ingen")
    names = database.do(lambda unit: people.names(unit, asked))
    assert names == {marte: "Marte", kari: "Kari"}
    assert database.do(lambda unit: people.names(unit, ())) == {}


def test_a_destroyed_key_takes_the_name_with_it(database):
    marte = person(database)
    database.do(lambda unit: unit.after_commit(lambda: None))
    database.do(lambda unit: unit.keys.destroy_person(marte))
    assert database.do(lambda unit: people.card(unit, marte)) == IdentityCard("", "")
    assert database.do(lambda unit: people.names(unit, (marte,))) == {}


def test_the_language_is_that_of_who_somebody_turned_out_to_be(database):
    marte = person(database, subject="oid-marte")
    mother = person(database, PLACEHOLDER)
    database.do(lambda unit: people.bind(unit, mother, HOME, "oid-marte"))
    database.do(lambda unit: people.set_language(unit, mother, "en"))
    assert database.do(lambda unit: people.by_id(unit, marte)).language == "en"
