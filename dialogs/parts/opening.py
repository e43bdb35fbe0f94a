"""Opening a log: what is checked, and the entries it begins with."""

from collections.abc import Iterator
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


def whom_errors(turn: Turn, form: card.Whom) -> dict[str, str]:
    """Give a sentence for each thing that is wrong with whom the log is for."""
    t, today = turn.t, oslo_day(turn.now)
    errors: dict[str, str] = {}
    if len(form.fornavn) > card.NAME_LIMIT:
        errors["fornavn"] = t("Navnet kan ha høyst {n} tegn.", n=card.NAME_LIMIT)
    if form.fodt > today:
        errors["fodt"] = t("Fødselsdatoen kan ikke være fram i tid.")
    elif birthday(form.fodt, 120) < today:
        errors["fodt"] = t("Se over årstallet i fødselsdatoen.")
    if form.tjeneste not in turn.actor.services:
        errors["tjeneste"] = t("Velg en tjeneste du arbeider i.")
    return errors


def whom_of_draft(turn: Turn, draft_id: str) -> Person:
    """Give what the form before kept; somebody else's draft answers as unknown."""
    draft = drafts.load(turn.unit, turn.actor.person, draft_id)
    if draft is None or draft.dialog != turn.dialog:
        raise Refused("utlopt")
    data = draft.data
    criteria = tuple(code for code in str(data["kriterier"]).split(",") if code)
    born = date.fromisoformat(data["fodt"])
    return Person(str(data["fornavn"]), born, str(data["tjeneste"]), criteria)


def family_errors(turn: Turn, whom: Person, form: card.Family) -> dict[str, str]:
    """Give a sentence for each thing that is wrong with the family and the services."""
    t = turn.t
    rule = age_rule(whom.born, oslo_day(turn.now), turn.policy).rule
    asks_guardians = "foresatte" in turn.policy.age_rows[rule].givere
    errors = _guardian_errors(turn, form) if asks_guardians else {}
    if not form.tjenester:
        errors["tjenester"] = t("Velg minst én tjeneste.")
    elif not set(form.tjenester) <= set(turn.policy.services):
        errors["tjenester"] = t("Velg en av mulighetene.")
    return errors


def _guardian_errors(turn: Turn, form: card.Family) -> dict[str, str]:
    t = turn.t
    errors: dict[str, str] = {}
    if not form.foresatt1:
        errors["foresatt1"] = t("Dette må fylles ut.")
    if not form.foresatt2 and not form.alene:
        errors["foresatt2"] = t("Skriv inn den andre, eller kryss av for bare én.")
    if form.foresatt2 and form.alene:
        errors["alene"] = t("Du har skrevet inn to. Ta bort krysset, eller den andre.")
    for no, (name, relation) in enumerate(_named(form), 1):
        if len(name) > card.NAME_LIMIT:
            errors[f"foresatt{no}"] = t("Navnet kan ha høyst {n} tegn.", n=card.NAME_LIMIT)
        if name and relation not in dict(card.RELATIONS):
            errors[f"relasjon{no}"] = t("Velg en av mulighetene.")
    return errors


def _named(form: card.Family) -> list[tuple[str, str]]:
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
    guardians = "foresatte" in turn.policy.age_rows[rule.rule].givere
    for body in _people(turn, whom, form, guardians=guardians):
        joined = Inside(
            type=EntryType.DELTAKER_MED, author=author, body=body.model_dump(mode="json")
        )
        log.append(turn.unit, logg, joined, None)
    return opened.code


def _people(
    turn: Turn, whom: Person, form: card.Family, *, guardians: bool
) -> Iterator[Participation]:
    """Give the first participants, in order of number; the family are made persons by it."""
    yield Participation(
        participant=1, person=turn.actor.person, role=Role.STAFETTHOLDER, service=whom.service
    )
    child = people.create(turn.unit, IdentityCard(whom.first_name, whom.first_name, whom.born))
    yield Participation(participant=2, person=child, role=Role.PERSON, digital=form.teams_selv)
    if not guardians:
        return
    named = [one for one in zip(_named(form), (form.teams1, form.teams2), strict=True) if one[0][0]]
    for no, ((name, relation), digital) in enumerate(named, 3):
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
