"""The overview of a log's consents: who has answered, what holds now, what oneself has given."""

from dataclasses import dataclass, field

from cards.deltaker_parts import log_line
from cards.kit import Json, card, facts, link_step, para, plain, subheading
from cards.samtykke_linjer import scope_lines
from cards.words import N_, Words
from domain.consent_scopes import Scope
from domain.consenting import Said
from domain.policy import Policy

SAID = {
    Said.GITT: N_("har sagt ja"),
    Said.IKKE_SVART: N_("har ikke svart"),
    Said.AVSLATT: N_("har sagt nei"),
    Said.TRUKKET: N_("har trukket samtykket"),
    Said.UTLOPT: N_("samtykket har gått ut"),
    Said.IKKE_GITT: N_("har ikke samtykket"),
}


@dataclass(frozen=True, slots=True)
class Overview:
    """What one viewer may see of the consents of a log; `mine` is what they gave themselves."""

    code: str
    log_name: str
    draft: bool
    answers: list[tuple[str, Said]]
    holds: list[Scope]
    holder_reads_all: bool = False
    others: list[tuple[str, list[Scope]]] = field(default_factory=list[tuple[str, list[Scope]]])
    mine: list[Scope] = field(default_factory=list[Scope])
    giver: bool = False
    may_withdraw: bool = False
    about_self: int = 0
    holder: bool = False


def overview(t: Words, policy: Policy, seen: Overview) -> Json:
    """Draw it."""
    return card(
        log_line(t, seen.log_name),
        facts([(name, t(SAID[said])) for name, said in seen.answers]) if seen.answers else None,
        *_holds(t, policy, seen),
        *_mine(t, policy, seen),
        actions=_actions(t, seen),
    )


def _holds(t: Words, policy: Policy, seen: Overview) -> list[Json]:
    if not seen.holds:
        nothing = t("Ingen tjeneste kan lese eller skrive nå. Alle som er spurt, må ha sagt ja.")
        waiting = t("Loggen åpner når alle som er spurt, har sagt ja til det samme.")
        pieces = [para(waiting if seen.draft else nothing)]
    else:
        pieces = scope_lines(t, policy, seen.holds)
    if seen.holder_reads_all:
        pieces.append(para(t("Stafettholderen kan lese alt som deles.")))
    for name, scopes in seen.others:
        pieces.append(subheading(t("Om {name}", name=plain(name))))
        pieces += scope_lines(t, policy, scopes)
    return pieces


def _mine(t: Words, policy: Policy, seen: Overview) -> list[Json]:
    if not seen.mine or seen.mine == seen.holds:
        return []
    waits = para(t("Det gjelder når alle har sagt ja til det samme."))
    head = subheading(t("Dette har du sagt ja til"))
    return [head, *([] if seen.draft else [waits]), *scope_lines(t, policy, seen.mine)]


def _actions(t: Words, seen: Overview) -> list[Json]:
    code = seen.code
    found: list[Json] = []
    if seen.giver:
        found.append(link_step(t("Endre"), "samtykke", "apne", logg=code, endre="ja"))
    if seen.may_withdraw:
        found.append(link_step(t("Trekk tilbake"), "trekk_samtykke", "apne", logg=code))
    if seen.about_self:
        about = seen.about_self
        found.append(link_step(t("Samtykk om deg selv"), "samtykke", "apne", logg=code, om=about))
    if seen.holder:
        paper = t("Før inn svar på papir eller muntlig")
        found.append(link_step(paper, "samtykke_papir", "apne", logg=code))
        found.append(link_step(t("Be om samtykke"), "be_om_samtykke", "apne", logg=code))
    return found
