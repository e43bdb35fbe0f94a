"""Consent, by the one who gives it: what it is about, what to tick, and what was ticked."""

from dataclasses import dataclass

from cards import samtykke_linjer as lines
from cards import samtykke_parts as parts
from cards.form import OptionalLine, Typed
from cards.kit import Json, box, card, form_error, heading, link_step, para, plain, submit
from cards.words import N_, Words
from domain.consent_scopes import Scope
from domain.consenting import Chosen, Question
from domain.policy import Policy

TITLE = N_("Samtykke")
ABOUT = N_("Se hvem som kan lese og skrive, og gi eller endre samtykke.")


class Answers(parts.Scopes):
    """What a giver ticks; `om` is whom it is about, `tjeneste` the one service asked about."""

    om: OptionalLine = ""
    tjeneste: OptionalLine = ""
    endre: OptionalLine = ""
    utkast: OptionalLine = ""

    def kept(self) -> dict[str, str]:
        """Give the answers for a draft."""
        kept = {"om": self.om, "tjeneste": self.tjeneste, "endre": self.endre}
        return super().kept() | {name: value for name, value in kept.items() if value}


class No(parts.Form):
    """What the no is to."""

    om: OptionalLine = ""
    tjeneste: OptionalLine = ""


@dataclass(frozen=True, slots=True)
class Asked:
    """What the form says: whom it is about ("": the giver), the log's purpose, what stands now."""

    question: Question
    whom: str
    purpose: str
    stands: list[Scope]
    sent: dict[str, str]
    may_refuse: bool


def about_consent(t: Words, whom: str, purpose: str) -> Json:
    """Say the six things that whoever consents must know first."""
    name = plain(whom) or t("deg")
    return box(
        para(
            t(
                "**Hvorfor:** for å samle hjelpen rundt {name}. Formål: {purpose}.",
                name=name,
                purpose=purpose,
            ),
            spacing="None",
        ),
        para(t("**Hva:** korte oppdateringer og lysglimt om temaene du krysser av, ikke journal.")),
        para(t("**Med hvem:** bare tjenestene du sier ja til.")),
        para(t("**Fra hvem:** de samme tjenestene, og dere i familien.")),
        para(t("**Ansvarlig:** kommunen.")),
        para(t("**Trekke tilbake:** når som helst og på hvilken måte du vil.")),
        para(t("**Du får hjelp uansett**, også om du sier nei.")),
    )


def form(t: Words, policy: Policy, asked: Asked, typed: Typed) -> Json:
    """Draw what it is about and what to tick."""
    question = asked.question
    title = t("Hvem kan lese og skrive om {name}?", name=plain(asked.whom) or t("deg"))
    actions = [submit(t("Neste"), "samtykke", "neste", style="positive", **asked.sent)]
    if asked.may_refuse:
        sent = {name: value for name, value in asked.sent.items() if name != "utkast"}
        actions.append(link_step(t("Jeg sier nei"), "samtykke", "nei", **sent))
    return card(
        form_error(typed),
        heading(title),
        about_consent(t, asked.whom, asked.purpose),
        *_stands(t, policy, asked.stands),
        para(t("Kryss av for det du sier ja til. Ingenting er krysset av på forhånd.")),
        *parts.scope_fields(t, policy, question, typed),
        actions=actions,
    )


def _stands(t: Words, policy: Policy, scopes: list[Scope]) -> list[Json]:
    if not scopes:
        return []
    said = t(
        "Dette har du sagt ja til før. Det du krysser av for en tjeneste nå, gjelder i stedet. "
        "Lar du en tjeneste stå tom, gjelder det du sa før."
    )
    return [box(para(said, spacing="None"), *lines.scope_lines(t, policy, scopes))]


def read_back(t: Words, policy: Policy, chosen: Chosen, sent: dict[str, str], nonce: str) -> Json:
    """Read the answers back before the yes."""
    return card(
        heading(t("Stemmer dette?")),
        *lines.three_lines(t, policy, chosen),
        para(t("Du kan endre eller trekke det tilbake når som helst."), subtle=True),
        actions=[
            submit(t("Ja, jeg samtykker"), "samtykke", "ja", style="positive", nonce=nonce, **sent),
            link_step(t("Endre svarene"), "samtykke", "tilbake", **sent),
        ],
    )


def refuse(t: Words, effect: str, sent: dict[str, str], nonce: str) -> Json:
    """Ask once more before a no, and say what it does."""
    return card(
        heading(t("Vil du si nei?")),
        para(effect),
        para(t("Du får hjelp uansett.")),
        actions=[
            submit(
                t("Ja, jeg sier nei"),
                "samtykke",
                "avslatt",
                style="destructive",
                nonce=nonce,
                **sent,
            ),
            link_step(t("Tilbake"), "samtykke", "apne", **sent),
        ],
    )


def effect_of_no(t: Words, service: str, draft: bool) -> str:
    """Say what a no does: to one service, to a draft, or to a log that runs."""
    if service:
        return t("{service} får ikke være med. Resten er som før.", service=service)
    if draft:
        return t("Utkastet til logg blir slettet for godt. Ingen kan lese det etterpå.")
    return t("Tjenestene kan ikke lese eller skrive i loggen så lenge du sier nei.")
