"""What the consent dialogs share: a form of topics, the three lines, the names of services."""

from typing import Any, cast

from pydantic import Field, model_validator

from cards.fields import choice, day, group, tick
from cards.form import Choice, Day, Form, Many, Tick, Typed
from cards.kit import Json, box, error
from cards.words import Words
from domain.codes import FAMILIEN
from domain.consenting import Question
from domain.policy import Policy

RIGHTS = ("les", "skriv")
"""The first part of a field's name; the service comes after it: «les_skole»."""


class Scopes(Form):
    """The topics of each service (fields «les_skole», «skriv_skole» …), the last day, two ticks."""

    les: dict[str, Many] = Field(default={}, max_length=40)
    skriv: dict[str, Many] = Field(default={}, max_length=40)
    til: Day
    tidligere: Tick = False
    alt: Tick = False

    @model_validator(mode="before")
    @classmethod
    def by_service(cls, data: Any) -> Any:
        """Gather the fields of all services."""
        if not isinstance(data, dict):
            return data
        sent = cast("dict[str, Any]", data)
        found: dict[str, Any] = {**sent}
        for right in RIGHTS:
            head = f"{right}_"
            names = [name for name in sent if name.startswith(head)]
            found[right] = {name.removeprefix(head): sent[name] for name in names}
        return found

    def kept(self) -> dict[str, str]:
        """Give the answers as their fields hold them, for a draft."""
        fields = {"til": self.til.isoformat()}
        fields |= {f"les_{service}": ",".join(topics) for service, topics in self.les.items()}
        fields |= {f"skriv_{service}": ",".join(topics) for service, topics in self.skriv.items()}
        ticks = {"tidligere": self.tidligere, "alt": self.alt}
        return fields | {name: "true" for name, ticked in ticks.items() if ticked}


class Confirmed(Form):
    """That what was read back is right; the draft holds it."""

    utkast: Choice


def service_name(t: Words, policy: Policy, code: str) -> str:
    """Name a service, or the family where it stands as one."""
    if code == FAMILIEN:
        return t("Familien")
    service = policy.services.get(code)
    return service.name(t.language) if service else code


def topic_name(t: Words, policy: Policy, code: str) -> str:
    """Name a topic."""
    topic = policy.topics.get(code)
    return topic.name(t.language) if topic else code


def scope_fields(t: Words, policy: Policy, question: Question, typed: Typed) -> list[Json | None]:
    """Draw the questions: for each service what it may read and write about, then how long."""
    until = Typed({"til": question.last.isoformat(), **typed.values}, typed.errors)
    more = [day(t, "til", t("Gjelder til og med"), until, span=(question.first, question.last))]
    if question.before:
        earlier = t("Også det som er skrevet før")
        more.append(tick(t, "tidligere", earlier, typed, label=t("Fra før")))
    if question.holder:
        everything = t("Kan lese alt som deles")
        more.append(tick(t, "alt", everything, typed, label=t("Stafettholderen")))
    services = [
        _service(t, policy, service, topics, typed) for service, topics in question.topics.items()
    ]
    return [error("les", typed), error("skriv", typed), *services, group(*more)]


def _service(t: Words, policy: Policy, code: str, topics: tuple[str, ...], typed: Typed) -> Json:
    name = service_name(t, policy, code)
    options = [(topic, topic_name(t, policy, topic)) for topic in topics]
    reads = t("{service} kan lese om", service=name)
    fields = [choice(t, f"les_{code}", reads, options, typed, many=True, required=False)]
    if code != FAMILIEN:
        writes = t("{service} kan skrive om", service=name)
        fields.append(choice(t, f"skriv_{code}", writes, options, typed, many=True, required=False))
    return box(group(*fields))
