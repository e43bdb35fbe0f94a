"""Who an activity's sender is to us: a person we know, with language and services, or nobody."""

from dataclasses import replace

from bot.call import Place, Who
from cards.words import language_of
from dialogs.turn import Actor
from domain.clock import oslo_day
from storage import addresses, identities, memberships, people, room_people, rooms, undelivered
from storage.unit import Unit

NOWHERE = ("", "")
"""The identity of somebody without one: nothing can be sent to them."""


def actor_of(unit: Unit, who: Who) -> Actor:
    """Find the actor behind a verified sender; `person` is empty for somebody unknown."""
    today = oslo_day(unit.now)
    found, services = memberships.at_work(unit, who.tenant, who.subject, today)
    if found is None:
        return Actor("", who.name, language_of(who.locale), (), (who.tenant, who.subject))
    language = found.language or language_of(who.locale)
    return Actor(found.id, who.name, language, services, (who.tenant, who.subject))


def at_home(unit: Unit, who: Who, place: Place) -> Who:
    """Give a sender under their home tenant: in a room Teams tells only which tenant hosts it.

    The room's roster knows; who is not on it is taken to be at home where the room is. An id that
    two tenants have in the same room is nobody's.
    """
    room = None if place.personal else rooms.at(unit, place.conversation, place.tenant)
    if room is None or who.tenant != place.tenant:
        return who
    homes = room_people.homes_of(unit, room.logg, who.subject)
    return replace(who, tenant=homes.pop() if len(homes) == 1 else "") if homes else who


def actor_by_id(unit: Unit, person: str, language: str = "nb") -> Actor:
    """Give a person as the receiver of a notice."""
    found = people.by_id(unit, person)
    services = memberships.services_of(unit, found.id, oslo_day(unit.now))
    identity = identities.identity_of(unit, found.id) or NOWHERE
    return Actor(found.id, "", found.language or language, services, identity)


def learn_address(unit: Unit, person: str, place: Place) -> None:
    """Note where a person's own chat is, when the activity came from there.

    Whoever has come back is told what could not be told them meanwhile.
    """
    if not person or not place.personal:
        return
    if addresses.learn(unit, person, place.tenant, place.service_url, place.conversation):
        undelivered.revive(unit, person)
