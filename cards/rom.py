"""A log's room in Teams: how it stands, who is in it, and the way in or out for the family."""

from dataclasses import dataclass, field

from cards.deltaker_parts import Shown, log_line, person_row
from cards.kit import (
    Json,
    box,
    card,
    link_step,
    para,
    plain,
    subheading,
    submit,
)
from cards.rom_varsler import NEW
from cards.words import N_, Words

TITLE = N_("Rommet i Teams")
ABOUT = N_("Se om loggen har et rom i Teams, og hvem som er der.")
NONE = N_("Loggen har ikke noe rom i Teams nå.")
STATES = {
    "lages": N_("Rommet «{room}» blir laget nå. Det kan ta noen minutter."),
    "klar": N_("Rommet heter «{room}»."),
    "stanset": N_("Rommet «{room}» er stanset: noen der er ikke med i loggen."),
    "borte": N_("Rommet «{room}» er borte. Alt i loggen er trygt."),
}
UNKNOWN = N_("noen som ikke er med i loggen")


@dataclass(frozen=True, slots=True)
class Standing:
    """How a room stands; without a state there is none."""

    code: str
    log_name: str
    room: str
    state: str


@dataclass(frozen=True, slots=True)
class Inside:
    """Whom a helper may know of: those in the room, those not, strangers by name where known."""

    present: list[Shown] = field(default_factory=list[Shown])
    absent: list[Shown] = field(default_factory=list[Shown])
    strangers: list[str] = field(default_factory=list[str])
    holder: bool = False


def for_helper(t: Words, standing: Standing, inside: Inside, nonce: str) -> Json:
    """Draw the room for somebody who acts for a service."""
    return card(
        *_stands(t, standing),
        _strangers(t, inside) if inside.strangers else None,
        *_people(t, t("I rommet"), inside.present),
        *_people(t, t("Ikke i rommet, får beskjed i sin egen chat"), inside.absent),
        actions=_mending(t, standing, nonce) if inside.holder else None,
    )


def _stands(t: Words, standing: Standing) -> list[Json]:
    said = STATES.get(standing.state)
    text = t(said, room=standing.room) if said else t(NONE)
    return [log_line(t, standing.log_name), para(text)]


def _people(t: Words, title: str, people: list[Shown]) -> list[Json]:
    return [subheading(title), *(person_row(t, one) for one in people)] if people else []


def _strangers(t: Words, inside: Inside) -> Json:
    who = t.listing(inside.strangers)
    do = t("Ta dem ut av kanalen i Teams. Skal de være med, inviter dem i loggen først.")
    return box(
        para(t("I rommet er også {who}.", who=plain(who)), spacing="None"),
        para(do if inside.holder else t("Stafettholderen har fått beskjed.")),
        para(t("Imens får alle beskjed om nytt i loggen i sin egen chat."), subtle=True),
        style="warning",
    )


def _mending(t: Words, standing: Standing, nonce: str) -> list[Json]:
    """Draw what the stafettholder can do about the room."""
    code = standing.code
    again = link_step(t("Se etter på nytt"), "rom", "se", logg=code, nonce=nonce)
    if standing.state == "stanset":
        return [again, link_step(t("Inviter en tjeneste"), "inviter", "apne", logg=code)]
    if standing.state == "borte":
        return [submit(t(NEW), "rom", "nytt", style="positive", logg=code), again]
    return [again]


def for_family(t: Words, standing: Standing, *, wants: bool, present: bool, nonce: str) -> Json:
    """Draw the room for somebody of the family who may be in it."""
    code = standing.code
    if wants or present:
        out = submit(t("Gå ut av rommet"), "rom", "ga_ut", logg=code, nonce=nonce)
        said = (
            t("Du er med i rommet.") if present else t("Du slippes inn så snart rommet er klart.")
        )
        return card(*_stands(t, standing), para(said), _means(t), actions=[out])
    come = submit(t("Bli med i rommet"), "rom", "bli_med", logg=code, nonce=nonce)
    return card(
        *_stands(t, standing),
        para(t("Rommet er der hjelperne samordner seg. Du kan be om å bli med.")),
        _means(t),
        para(t("Du trenger ikke være med der. Alt du kan lese i loggen, leser du som før.")),
        actions=[come],
    )


def _means(t: Words) -> Json:
    return box(
        para(t("Alle som er i rommet, ser det som skrives og legges ut der."), spacing="None"),
        para(t("De ser også at du er der. Hjelperne får beskjed når du kommer.")),
    )


def for_others(t: Words, standing: Standing) -> Json:
    """Draw what somebody sees who has no place in the room, or when there is none."""
    helpers = para(t("Rommet er for hjelperne i loggen.")) if standing.state else None
    return card(log_line(t, standing.log_name), helpers or para(t(NONE)))


def comes(t: Words, code: str) -> Json:
    """Draw that somebody is let in."""
    return card(
        para(t("Du slippes inn i rommet om litt. Du finner det i Teams under kanaler.")),
        actions=[link_step(t("Se rommet"), "rom", "apne", logg=code)],
    )


def goes(t: Words) -> str:
    """Say that somebody is taken out."""
    return t("Du tas ut av rommet om litt. I loggen er alt som før.")


def is_looked_at(t: Words) -> str:
    """Say that the room is looked at again."""
    return t("Vi ser etter på nytt nå. Du får beskjed hvis noe har endret seg.")
