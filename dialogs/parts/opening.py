"""Opening a log: whom it is for, and the entries it begins with."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date

from cards import ny_logg as card
from dialogs.logview import LogView
from dialogs.reply import Refused
from dialogs.turn import Turn
from domain.ages import age_rule, birthday
from domain.asking import Reason
from domain.bodies import Opened, Participation, PersonKind
from domain.clock import oslo_day
from domain.codes import EntryType, Role
from domain.entry import Author, Inside
from storage import drafts, log, logs, people
from storage.identity_cards import IdentityCard


@dataclass(frozen=True, slots=True)
class Person:
    """Whom a log is to be opened for, by the draft of the form before."""

    first_name: str
    born: date
    service: str
    criteria: tuple[str, ...]


def whom_of_draft(turn: Turn, draft_id: str) -> Person:
    """Give what the form before kept; somebody else's draft answers as unknown."""
    draft = drafts.load(turn.unit, turn.actor.person, draft_id)
    if draft is None or draft.dialog != turn.dialog:
        raise Refused("utlopt")
    data = draft.data
    criteria = tuple(code for code in str(data["kriterier"]).split(",") if code)
    born = date.fromisoformat(data["fodt"])
    return Person(str(data["fornavn"]), born, str(data["tjeneste"]), criteria)


def named(form: card.Family) -> list[tuple[str, str]]:
    """Give each guardian of a form by name and relation."""
    return [(form.foresatt1, form.relasjon1), (form.foresatt2, form.relasjon2)]


def open_log(turn: Turn, whom: Person, form: card.Family) -> str:
    """Write the first entries: opprettet, the stafettholder, the person, the guardians."""
    today = oslo_day(turn.now)
    rule = age_rule(whom.born, today, turn.policy)
    author = Author(participant=1, service=whom.service, role=Role.STAFETTHOLDER)
    opened = Opened(
        code=logs.new_code(turn.unit),
        kind=_kind(whom.born, today),
        criteria=whom.criteria,
        services=tuple(dict.fromkeys((whom.service, *form.tjenester))),
        purpose=turn.policy.purpose,
        policy=f"{turn.policy.aldersregler.policy}/{turn.policy.aldersregler.version}",
        ages=rule,
    )
    logg = log.create(turn.unit, opened, author)
    for body in _people(turn, whom, form, turn.policy.age_rows[rule.rule].givere):
        joined = Inside(
            type=EntryType.DELTAKER_MED, author=author, body=body.model_dump(mode="json")
        )
        log.append(turn.unit, logg, joined, None)
    return opened.code


def _people(
    turn: Turn, whom: Person, form: card.Family, givers: Collection[str]
) -> Iterator[Participation]:
    """Give the first participants, in order of number; the family are made persons by it.

    Whoever is too young to consent signs in nowhere, so that nobody else can do so as them.
    """
    yield Participation(
        participant=1, person=turn.actor.person, role=Role.STAFETTHOLDER, service=whom.service
    )
    own_chat = form.teams_selv and "personen" in givers
    child = people.create(turn.unit, IdentityCard(whom.first_name, whom.first_name, whom.born))
    yield Participation(participant=2, person=child, role=Role.PERSON, digital=own_chat)
    if "foresatte" not in givers:
        return
    there = [one for one in zip(named(form), (form.teams1, form.teams2), strict=True) if one[0][0]]
    for no, ((name, relation), digital) in enumerate(there, 3):
        yield Participation(
            participant=no,
            person=people.create(turn.unit, IdentityCard(name.split()[0], name)),
            role=Role.FORESATT,
            relation=relation,
            digital=digital,
        )


def _kind(born: date, today: date) -> PersonKind:
    if today < birthday(born, 13):
        return "barn"
    return "ungdom" if today < birthday(born, 18) else "voksen"


def view_of(turn: Turn, code: str) -> LogView:
    """Give a log that the actor has just opened, as they meet it now."""
    logg = logs.by_code(turn.unit, code)
    viewer = logs.viewer(turn.unit, logg, turn.actor.person) if logg else None
    if logg is None or viewer is None:
        raise Refused(Reason.UKJENT)
    turn.view = LogView(turn.unit, logs.summary(turn.unit, logg), viewer, turn.actor.person)
    return turn.view


def givers(turn: Turn, view: LogView) -> frozenset[int]:
    """Give the participants who must consent before the log opens."""
    return view.ledger.required(view.summary.person_no, oslo_day(turn.now), turn.policy)
