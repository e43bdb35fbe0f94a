"""Taking consent back: what to take, and what it does."""

from dataclasses import dataclass
from typing import Any, cast

from pydantic import Field, model_validator

from cards import samtykke_parts as parts
from cards.fields import choice, group, tick
from cards.form import Form, Many, OptionalLine, Tick, Typed
from cards.kit import Json, box, card, form_error, heading, link_step, para, plain, submit
from cards.samtykke_linjer import LOST, scope_lines
from cards.words import N_, Words
from domain.consent_scopes import Scope
from domain.policy import Policy

TITLE = N_("Trekk samtykke")
ABOUT = N_("Trekk tilbake hele samtykket ditt, eller deler av det. Det gjelder med en gang.")
_FIELD = "tema_"


class What(Form):
    """What is ticked: topics by «about_service» (fields «tema_1_skole» …), or everything."""

    tema: dict[str, Many] = Field(default={}, max_length=200)
    alt: Tick = False
    leser_alt: Tick = False
    utkast: OptionalLine = ""

    @model_validator(mode="before")
    @classmethod
    def by_service(cls, data: Any) -> Any:
        """Gather the fields of all services."""
        if not isinstance(data, dict):
            return data
        sent = cast("dict[str, Any]", data)
        names = [name for name in sent if name.startswith(_FIELD) and "_" in name[len(_FIELD) :]]
        return {**sent, "tema": {name.removeprefix(_FIELD): sent[name] for name in names}}


@dataclass(frozen=True, slots=True)
class Effects:
    """Who loses what: by whom it is about ("": the person the log is for)."""

    lost: list[tuple[str, list[Scope]]]
    reads_all: bool


@dataclass(frozen=True, slots=True)
class Asked:
    """What can be taken back, and where the form goes (another dialog files it for the giver)."""

    stands: list[tuple[int, str, list[Scope]]]
    reads_all: bool
    dialog: str
    step: str
    sent: dict[str, str]


def form(t: Words, policy: Policy, asked: Asked, typed: Typed) -> Json:
    """Draw what can be taken back; everything is one press."""
    fields = [
        choice(
            t,
            f"{_FIELD}{about}_{scope.service}",
            _label(t, policy, scope.service, name),
            _topics(t, policy, scope),
            typed,
            many=True,
            required=False,
        )
        for about, name, scopes in asked.stands
        for scope in scopes
    ]
    if asked.reads_all:
        everything = t("Kan lese alt som deles")
        fields.append(tick(t, "leser_alt", everything, typed, label=t("Stafettholderen")))
    return card(
        form_error(typed),
        para(t("Kryss av for det som skal trekkes tilbake. Det stopper med en gang.")),
        group(*fields),
        actions=[
            submit(t("Neste"), asked.dialog, asked.step, style="positive", **asked.sent),
            link_step(t("Trekk alt tilbake"), asked.dialog, asked.step, alt="true", **asked.sent),
        ],
    )


def _label(t: Words, policy: Policy, service: str, name: str) -> str:
    said = parts.service_name(t, policy, service)
    return t("{service} – om {name}", service=said, name=name) if name else said


def _topics(t: Words, policy: Policy, scope: Scope) -> list[tuple[str, str]]:
    topics = dict.fromkeys([*scope.reads, *scope.writes])
    return [(topic, parts.topic_name(t, policy, topic)) for topic in topics]


def nothing(t: Words) -> Json:
    """Say that there is nothing to take back."""
    return card(para(t("Du har ikke gitt noe samtykke som gjelder nå.")))


def confirm(t: Words, policy: Policy, effects: Effects, button: Json) -> Json:
    """List what happens before it does."""
    return card(
        heading(t("Dette skjer når samtykket trekkes")),
        *_lost(t, policy, effects),
        box(
            para(t("Ingenting nytt om dette deles."), spacing="None"),
            para(t("Det som alt er skrevet, blir arkivert. Det blir ikke slettet.")),
            para(t("Du får hjelp uansett.")),
        ),
        actions=[button],
    )


def _lost(t: Words, policy: Policy, effects: Effects) -> list[Json]:
    pieces: list[Json] = []
    for name, scopes in effects.lost:
        who = t("Disse mister tilgang til det som er om {name}:", name=plain(name))
        pieces.append(para(who if name else t("Disse mister tilgang:")))
        pieces += scope_lines(t, policy, scopes, LOST)
    if effects.reads_all:
        pieces.append(para(t("Stafettholderen kan ikke lenger lese alt som deles.")))
    if not pieces:
        pieces.append(para(t("Ingen mister tilgang, for dette gjelder ikke ennå.")))
    return pieces


def withdrawn(t: Words) -> str:
    """Say that it is done."""
    return t("Samtykket er trukket tilbake. Det gjelder fra nå.")
