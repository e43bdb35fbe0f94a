"""Who works where, from a day until a day."""

from datetime import date, timedelta

import pytest

from storage import memberships
from storage.memberships import Grant, SelfGrant
from tests.support import rows

MAY = date(2026, 5, 1)
DAY = timedelta(days=1)


def grant(database, person="kari", service="skole", **values):
    known = {"start": MAY, "granted_by": "leder"} | values
    database.do(lambda unit: memberships.grant(unit, Grant(person, service, **known)))


def test_a_membership_holds_from_its_first_day_through_its_last(database):
    grant(database, end=MAY + 10 * DAY)
    days = (MAY - DAY, MAY, MAY + 10 * DAY, MAY + 11 * DAY)
    found = [database.do(lambda unit, d=d: memberships.services_of(unit, "kari", d)) for d in days]
    assert found == [(), ("skole",), ("skole",), ()]
    found = [database.do(lambda unit, d=d: memberships.members(unit, "skole", d)) for d in days]
    assert found == [[], ["kari"], ["kari"], []]


def test_somebody_may_work_in_several_services_and_strangers_in_none(database):
    grant(database, service="skole")
    grant(database, service="ppt")
    grant(database, person="nora", service="helsestasjon")
    assert database.do(lambda u: memberships.services_of(u, "kari", MAY)) == ("ppt", "skole")
    assert database.do(lambda u: memberships.services_of(u, "fremmed", MAY)) == ()
    assert database.do(lambda u: memberships.members(u, "barnevern", MAY)) == []


def test_nobody_grants_a_membership_to_themselves_under_any_of_their_ids(database):
    def fill(unit):
        rows.person(unit, "kari")
        rows.person(unit, "k", same_as="kari")

    database.do(fill)
    for person, by in (("kari", "kari"), ("k", "kari"), ("kari", "k")):
        with pytest.raises(SelfGrant):
            grant(database, person=person, granted_by=by)
    assert database.do(lambda unit: memberships.services_of(unit, "kari", MAY)) == ()


def test_a_new_grant_takes_the_place_of_the_old(database):
    grant(database, end=MAY)
    grant(database, start=MAY + DAY, role=memberships.LEADER, granted_by="admin")
    found = database.do(lambda unit: memberships.of_person(unit, "kari", MAY + 30 * DAY))
    assert found == [Grant("kari", "skole", MAY + DAY, "admin", memberships.LEADER)]


def test_leaving_ends_a_membership_and_never_prolongs_it(database):
    grant(database, end=MAY + 5 * DAY)
    for last in (MAY + 20 * DAY, MAY + 2 * DAY):
        database.do(lambda unit, d=last: memberships.leave(unit, "kari", "skole", d))
    found = [
        database.do(lambda unit, n=n: memberships.services_of(unit, "kari", MAY + n * DAY))
        for n in (2, 3)
    ]
    assert found == [("skole",), ()]


def test_a_leader_leads_that_service_alone_and_only_while_it_lasts(database):
    grant(database, service="skole", role=memberships.LEADER, end=MAY)
    grant(database, service="ppt")
    asked = (("skole", MAY), ("ppt", MAY), ("skole", MAY + DAY))
    found = [
        database.do(lambda unit, s=s, d=d: memberships.is_leader(unit, "kari", s, d))
        for s, d in asked
    ]
    assert found == [True, False, False]


def test_a_membership_is_that_of_who_somebody_turned_out_to_be(database):
    grant(database, person="kari")

    def fill(unit):
        rows.person(unit, "kari")
        rows.person(unit, "k", same_as="kari")

    database.do(fill)
    assert database.do(lambda unit: memberships.services_of(unit, "k", MAY)) == ("skole",)
