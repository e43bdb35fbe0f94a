"""Who will read, said in words: the services and the family, never why somebody will not."""

from cards import skrive_parts as parts
from dialogs.parts.knowing import known_services
from dialogs.turn import Turn
from domain.asking import Intent
from domain.audience import Audience
from domain.codes import FAMILY, EntryType
from domain.gate import Allow


def readers_said(turn: Turn, who: Audience) -> str:
    """Say an audience in the actor's language, by the services that they may know of."""
    told = known_services(turn)
    names = [service_name(turn, code) for code in who.services if code in told]
    if not told.issuperset(who.services):
        names.append(turn.t("andre hjelpere i loggen"))
    return parts.readers(turn.t, names, who.family, who.everybody)


def mark_of(turn: Turn, who: Audience) -> str:
    """Give what a form carries of the audience that its writer was told of; it tells nobody who."""
    said = turn.nonces.mark(turn.actor.person, turn.dialog, turn.logg.code, who.digest())
    return said[:12]


def service_name(turn: Turn, code: str) -> str:
    """Name a service inside a sentence; its code when the policy has it no more."""
    service = turn.policy.services.get(code)
    return service.said(turn.t.language) if service else code


def service_title(turn: Turn, code: str) -> str:
    """Name a service in a list or a heading."""
    service = turn.policy.services.get(code)
    return service.name(turn.t.language) if service else code


def topic_name(turn: Turn, code: str) -> str:
    """Name a topic in the actor's language."""
    topic = turn.policy.topics.get(code)
    return topic.name(turn.t.language) if topic else code


def topics_of_actor(turn: Turn) -> list[str]:
    """Give the topics that the actor could write about on this log, consent or not."""
    view = turn.logg
    viewer = view.viewer
    if viewer and viewer.role not in FAMILY and viewer.service in turn.policy.services:
        return list(turn.policy.services[viewer.service].temaer)
    asked = [turn.policy.services[s] for s in view.summary.services if s in turn.policy.services]
    return list(dict.fromkeys(topic for service in asked for topic in service.temaer))


def topics_for(
    turn: Turn, type_: EntryType, about: tuple[int, ...], hidden: bool
) -> tuple[list[tuple[str, str]], str]:
    """Give each topic with its readers as a choice, and the marks of what was said."""
    options: list[tuple[str, str]] = []
    marks: list[str] = []
    for code in topics_of_actor(turn):
        intent = Intent(type_, code, turn.logg.summary.purpose, hidden, about)
        name = topic_name(turn, code)
        if isinstance(turn.decide(intent), Allow):
            who = turn.audience(intent)
            marks.append(f"{code}={mark_of(turn, who)}")
            said = turn.t("{topic} – leses av {who}", topic=name, who=readers_said(turn, who))
            options.append((code, said))
        else:
            options.append((code, turn.t("{topic} – mangler samtykke", topic=name)))
    return options, ";".join(marks)
