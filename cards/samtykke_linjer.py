"""What was said yes to, in lines: read back before the yes, and what holds afterwards."""

from cards.kit import Json, para, subheading
from cards.samtykke_parts import service_name, topic_name
from cards.words import N_, Words
from domain.consent_scopes import Scope
from domain.consenting import Chosen
from domain.policy import Policy


def three_lines(t: Words, policy: Policy, chosen: Chosen) -> list[Json]:
    """Read back who may read what, who may write what, and until when."""
    reads = _who_what(t, policy, [(scope.service, scope.reads) for scope in chosen.scopes])
    writes = _who_what(t, policy, [(scope.service, scope.writes) for scope in chosen.scopes])
    if chosen.holder:
        reads = [*reads, t("Stafettholderen kan lese alt som deles")]
    until = t("Til og med {day}.", day=t.day(chosen.end))
    if chosen.before:
        until = t("Til og med {day}, også det som er skrevet før.", day=t.day(chosen.end))
    return [
        *_listed(t, t("**Kan lese:**"), reads),
        *_listed(t, t("**Kan skrive:**"), writes),
        para(t("**Gjelder:** {until}", until=until)),
    ]


def _listed(t: Words, head: str, lines: list[str]) -> list[Json]:
    if not lines:
        return [para(f"{head} {t('ingen')}")]
    return [para(head), para("\n".join(f"- {line}" for line in lines), spacing="None")]


def _who_what(t: Words, policy: Policy, pairs: list[tuple[str, tuple[str, ...]]]) -> list[str]:
    return [
        t("{service}: {topics}", service=service_name(t, policy, service), topics=said)
        for service, topics in pairs
        if (said := ", ".join(topic_name(t, policy, topic) for topic in topics))
    ]


HELD = (N_("Kan lese om: {topics}"), N_("Kan skrive om: {topics}"))
LOST = (N_("Kan ikke lenger lese om: {topics}"), N_("Kan ikke lenger skrive om: {topics}"))


def scope_lines(
    t: Words, policy: Policy, scopes: list[Scope], said: tuple[str, str] = HELD
) -> list[Json]:
    """Draw what each service may read and write about (or no longer may), and until when."""
    pieces: list[Json] = []
    ends = {scope.until for scope in scopes}
    for scope in scopes:
        name = service_name(t, policy, scope.service)
        pieces.append(subheading(name) | {"size": "Default", "spacing": "Medium"})
        for text, topics in zip(said, (scope.reads, scope.writes), strict=True):
            if topics:
                names = ", ".join(topic_name(t, policy, topic) for topic in topics)
                pieces.append(para(t(text, topics=names)))
        if len(ends) > 1:
            pieces += _until(t, scope, "None")
    return pieces + (_until(t, scopes[0], "Medium") if len(ends) == 1 else [])


def _until(t: Words, scope: Scope, spacing: str) -> list[Json]:
    if scope.until is None:
        return []
    said = t("Til og med {day}", day=t.day(scope.until))
    return [para(said, subtle=True, spacing=spacing)]
