"""Asking for consent: first whether it is a matter for a report, then whom to ask."""

from dataclasses import dataclass

from cards.fields import Options, choice, group
from cards.form import Form, Many, OptionalLine, Typed
from cards.kit import Json, card, form_error, heading, link_step, para, plain, submit
from cards.words import N_, Words

TITLE = N_("Be om samtykke")
ABOUT = N_("Spør dem som kan samtykke, når samtykket ikke dekker det du vil dele.")


class Wanted(Form):
    """What consent is wanted for; `om` names others that it is about, `utkast` what waits."""

    tjeneste: OptionalLine = ""
    tema: OptionalLine = ""
    om: Many = ()
    utkast: OptionalLine = ""


@dataclass(frozen=True, slots=True)
class Asked:
    """Who is to be asked, by first name: those who have Teams, and those who have not."""

    told: list[str]
    paper: list[str]


def first(t: Words, sent: dict[str, str]) -> Json:
    """Ask whether it is about violence, abuse or grave neglect."""
    return card(
        heading(t("Handler dette om vold, overgrep eller grov omsorgssvikt?")),
        para(t("Da skal du ikke spørre foreldrene først. Vi viser deg hva du gjør.")),
        actions=[
            link_step(t("Ja"), "bekymringsmelding", "apne"),
            link_step(t("Nei"), "be_om_samtykke", "videre", **sent),
        ],
    )


@dataclass(frozen=True, slots=True)
class Matter:
    """What is asked about: a chosen service and topic by name, or services to choose among."""

    service: str
    topic: str
    services: Options


def ask(
    t: Words, matter: Matter, asked: Asked, typed: Typed, sent: dict[str, str], nonce: str
) -> Json:
    """Draw what will be asked of whom."""
    pieces: list[Json | None] = [form_error(typed), para(_said(t, matter))]
    if matter.services:
        label = t("Hvilken tjeneste gjelder det?")
        pieces.append(group(choice(t, "tjeneste", label, matter.services, typed, compact=True)))
    button = submit(t("Be om samtykke"), "be_om_samtykke", "be", style="positive", nonce=nonce)
    button["data"] |= sent
    # A text can wait for an answer on paper too.
    actions = [button] if asked.told or (asked.paper and sent.get("utkast")) else []
    return card(*pieces, *who(t, asked, done=False), actions=actions)


def _said(t: Words, matter: Matter) -> str:
    if matter.service and matter.topic:
        return t(
            "Det gjelder {service} og temaet «{topic}».", service=matter.service, topic=matter.topic
        )
    if matter.service:
        return t("Det gjelder {service}.", service=matter.service)
    return t("De som samtykker, velger selv hvilke temaer det gjelder.")


def who(t: Words, asked: Asked, *, done: bool) -> list[Json]:
    """Say who is told in their own chat and who must be asked on paper or aloud."""
    told, paper = (t.listing(plain(name) for name in names) for names in (asked.told, asked.paper))
    pieces: list[Json] = []
    if told and done:
        pieces.append(para(t("{names} er spurt i sin egen chat.", names=told)))
    elif told:
        pieces.append(para(t("{names} blir spurt i sin egen chat.", names=told)))
    if paper:
        pieces.append(para(t("{names} må spørres på papir eller muntlig.", names=paper)))
    if not told and not paper:
        pieces.append(para(t("Ingen i loggen kan gi dette samtykket ennå.")))
    return pieces


def asked_now(t: Words, asked: Asked, waits: bool, file: Json | None) -> Json:
    """Say who was asked, and what becomes of a text that waits."""
    waiting = para(t("Teksten din ligger som utkast. Du får beskjed når den kan sendes."))
    return card(
        heading(t("Det er spurt om samtykke")),
        *who(t, asked, done=True),
        waiting if waits else None,
        actions=[file] if file else None,
    )
