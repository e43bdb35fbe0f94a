"""Which services a log can take in now, and whom of them: consent first, then the invitation."""

from dialogs.parts.consent_questions import services_asked
from dialogs.turn import Turn
from domain.bodies import Participation
from domain.clock import oslo_day
from domain.codes import FAMILIEN, ParticipantState, Role
from domain.consent_scopes import Scope, effective
from storage import identities, identity_cards, logs, memberships
from storage.identity_cards import IdentityCard
from storage.log_rows import Member


def scopes(turn: Turn) -> dict[str, Scope]:
    """Give what each service may do today, by the consents that all who must have given."""
    view = turn.logg
    about, purpose = view.summary.person_no, view.summary.purpose
    held = effective(view.ledger, about, purpose, oslo_day(turn.now), turn.policy)
    return {scope.service: scope for scope in held if scope.service != FAMILIEN}


def holders_service(turn: Turn) -> str:
    """Give the service that the stafettholder acts for."""
    holder = turn.logg.member(turn.logg.summary.stafettholder_no)
    return holder.service if holder else ""


def open_services(turn: Turn) -> list[str]:
    """List the services that can be invited: the stafettholder's own, and those with consent."""
    return [code for code in dict.fromkeys([holders_service(turn), *scopes(turn)]) if code]


def closed_services(turn: Turn) -> list[str]:
    """List the services that consent has been asked for and is not there."""
    known = [code for code in turn.policy.services if code not in open_services(turn)]
    asked = set(services_asked(turn))
    return [code for code in known if code in asked]


def candidates(turn: Turn, service: str) -> dict[str, IdentityCard]:
    """Give those who work in a service today and are not on the log, by person."""
    unit = turn.unit
    here = {
        identities.root(unit, member.person)
        for member in turn.logg.roster
        if member.state is not ParticipantState.UT
    }
    found = memberships.members(unit, service, oslo_day(turn.now))
    free = [person for person in found if identities.root(unit, person) not in here]
    cards = identity_cards.cards(unit, free)
    return {person: cards.get(person, IdentityCard("", "")) for person in free}


def place_for(turn: Turn, person: str, service: str) -> Participation:
    """Give the invitation's body: a new number, or the one they had for the same service."""
    known = [one for one in turn.logg.roster if (one.person, one.service) == (person, service)]
    no = known[0].no if known else logs.next_no(turn.unit, turn.logg.id)
    return Participation(participant=no, person=person, role=Role.FAGPERSON, service=service)


def still_holds(turn: Turn, member: Member) -> bool:
    """Tell whether an invitation can be taken: the service may be here, and they work in it."""
    return member.service in open_services(turn) and member.service in turn.actor.services


def as_body(member: Member, why: str = "") -> Participation:
    """Give a participant as the body of an entry about their joining or leaving."""
    return Participation(
        participant=member.no,
        person=member.person,
        role=member.role,
        service=member.service,
        relation=member.relation,
        digital=member.digital,
        why=why,
    )
