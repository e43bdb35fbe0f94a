"""People of a log as several cards show them: names letter for letter, roles in plain words."""

from dataclasses import dataclass

from cards.kit import Json, para, quoted
from cards.words import N_, Words

ROLES = {
    "person": N_("den loggen gjelder"),
    "foresatt": N_("foresatt"),
    "parorende": N_("pårørende"),
    "stafettholder": N_("stafettholder"),
    "vara": N_("vara for stafettholderen"),
    "fagperson": N_("fagperson"),
    "verge": N_("verge"),
    "tolk": N_("tolk"),
}


def role_name(t: Words, role: str) -> str:
    """Say a role."""
    return t(ROLES[role])


@dataclass(frozen=True, slots=True)
class Shown:
    """One participant: the name, what is said below it, and how they are marked."""

    name: str
    said: str
    holder: bool = False
    invited: bool = False


def person_row(t: Words, one: Shown, *buttons: Json) -> Json:
    """Draw one participant, with what can be done about them below."""
    items = [quoted(one.name, strong=True, spacing="None")]
    items.append(quoted(one.said, subtle=True, spacing="None"))
    if one.holder:
        items.append(para(t("Stafettholder"), color="Accent", spacing="None"))
    if one.invited:
        items.append(para(t("Har ikke svart ennå"), color="Warning", spacing="None"))
    if buttons:
        items.append({"type": "ActionSet", "actions": list(buttons), "spacing": "Small"})
    return {"type": "Container", "items": items, "spacing": "Medium"}


def log_line(t: Words, name: str) -> Json:
    """Draw which log it is about; a merkelapp and a name are people's own words."""
    return quoted(t("Logg: {name}", name=name), subtle=True, spacing="None")
