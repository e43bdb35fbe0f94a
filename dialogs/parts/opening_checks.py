"""What is checked before a log is opened: whom it is for, the family, the services."""

from cards import ny_logg as card
from dialogs.parts.opening import Person, named
from dialogs.turn import Turn
from domain.ages import age_rule, birthday
from domain.clock import oslo_day


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


def family_errors(turn: Turn, whom: Person, form: card.Family) -> dict[str, str]:
    """Give a sentence for each thing that is wrong with the family and the services."""
    t = turn.t
    rule = age_rule(whom.born, oslo_day(turn.now), turn.policy).rule
    asks_guardians = "foresatte" in turn.policy.age_rows[rule].givere
    errors = _guardian_errors(turn, form) if asks_guardians else {}
    if whom.service not in turn.actor.services:
        errors[""] = t("Velg en tjeneste du arbeider i.")
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
    for no, (name, relation) in enumerate(named(form), 1):
        if len(name) > card.NAME_LIMIT:
            errors[f"foresatt{no}"] = t("Navnet kan ha høyst {n} tegn.", n=card.NAME_LIMIT)
        if name and relation not in dict(card.RELATIONS):
            errors[f"relasjon{no}"] = t("Velg en av mulighetene.")
    return errors
