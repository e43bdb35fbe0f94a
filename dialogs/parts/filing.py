"""Filing an answer for somebody else: whose answers can be filed, and in whose voice."""

from collections.abc import Mapping
from typing import Any

from cards import samtykke_papir as card
from dialogs.parts.consent_questions import givers
from dialogs.parts.consenting import Voice
from dialogs.reply import Wrong
from dialogs.rule import LIVE
from dialogs.turn import Turn
from domain.codes import FAMILY, LogState, Method, ParticipantState
from storage import people

Whose = tuple[int, int]
"""A giver and whom the answer is about."""


def can_be_filed(turn: Turn) -> dict[str, Whose]:
    """Give by code whose answers the actor can file: any giver's of this log, never their own."""
    view, person = turn.logg, turn.logg.summary.person_no
    found = [(giver, person) for giver in sorted(givers(turn, person))]
    for member in view.roster:
        family = member.role in FAMILY and member.state is not ParticipantState.UT
        if family and member.no != person:
            found.append((member.no, member.no))
    found += sorted({(permit.giver, permit.about) for permit in view.ledger.permits})
    mine = set(people.same(turn.unit, turn.actor.person))
    own = {member.no for member in view.roster if member.person in mine}
    return {f"{giver}.{about}": (giver, about) for giver, about in found if giver not in own}


def options(turn: Turn) -> list[tuple[str, str]]:
    """Give the same as a choice, by first name."""
    view, person = turn.logg, turn.logg.summary.person_no
    found: list[tuple[str, str]] = []
    for code, (giver, about) in can_be_filed(turn).items():
        name = view.card_of(giver).first_name
        if about not in (person, giver):
            continue
        self_only = about == giver and about != person
        found.append((code, turn.t("{name}, om seg selv", name=name) if self_only else name))
    return found


def check(turn: Turn, form: card.Filed) -> None:
    """Raise `Wrong` for whatever is not offered."""
    offered = {
        "giver": can_be_filed(turn).keys(),
        "svar": dict(card.ANSWERS).keys(),
        "metode": dict(card.METHODS).keys(),
        "sprak": dict(card.LANGUAGES).keys(),
    }
    typed = form.model_dump()
    errors = {
        name: turn.t("Velg en av mulighetene.")
        for name, codes in offered.items()
        if typed[name] not in codes
    }
    if not errors and form.svar != "trekker":
        giver, about = can_be_filed(turn)[form.giver]
        if giver not in givers(turn, about):
            errors["giver"] = turn.t("Velg en som skal samtykke nå.")
        elif turn.logg.summary.state not in LIVE:
            errors["svar"] = turn.t("Loggen er avsluttet. Samtykke kan bare trekkes tilbake.")
    if errors:
        raise Wrong(errors)


def voice(turn: Turn, data: Mapping[str, Any]) -> Voice:
    """Give the voice that a draft holds, filed by the actor."""
    whose = can_be_filed(turn).get(str(data["giver"]))
    if whose is None:
        raise Wrong({"": turn.t("Skjemaet er endret. Åpne det på nytt.")})
    return Voice(
        giver=whose[0],
        about=whose[1],
        method=Method(data["metode"]),
        language=str(data["sprak"]),
        evidence=str(data["bevis"]),
        recorded_by=turn.me,
    )


def proof(turn: Turn, data: Mapping[str, Any]) -> card.Proof:
    """Give what a draft holds as it is read back, and whether filing it destroys a draft log."""
    whose, view = voice(turn, data), turn.logg
    is_no = data["svar"] == "nei" and whose.about == view.summary.person_no and not data["tjeneste"]
    return card.Proof(
        name=view.card_of(whose.giver).first_name,
        answer=str(data["svar"]),
        method=str(data["metode"]),
        evidence=str(data["bevis"]),
        language=str(data["sprak"]),
        discards=is_no and view.summary.state is LogState.UTKAST,
    )
