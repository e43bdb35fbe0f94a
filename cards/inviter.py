"""Inviting a service: which one, then whom of it."""

from cards.deltaker_parts import log_line
from cards.fields import Options, choice, group
from cards.form import Choice, Form, Typed
from cards.kit import (
    Json,
    buttons,
    card,
    form_error,
    heading,
    link_step,
    para,
    quoted,
    subheading,
    submit,
)
from cards.words import N_, Words

TITLE = N_("Inviter en tjeneste")
ABOUT = N_("Spør en tjeneste som familien har samtykket til, om å bli med.")


class Service(Form):
    """Which service is asked."""

    tjeneste: Choice


class Invited(Form):
    """Whom of a service is asked."""

    tjeneste: Choice
    hvem: Choice


def services(
    t: Words,
    code: str,
    log_name: str,
    ready: Options,
    asked: Options,
    typed: Typed,
) -> Json:
    """Draw the choice of a service; those without consent can only be asked consent for."""
    rows = [piece for one in asked for piece in _closed(t, code, *one)]
    return card(
        log_line(t, log_name),
        form_error(typed),
        group(choice(t, "tjeneste", t("Hvilken tjeneste?"), ready, typed)),
        buttons(submit(t("Neste"), "inviter", "hvem", style="positive", logg=code)),
        subheading(t("Trenger samtykke først")) if rows else None,
        *rows,
        actions=[link_step(t("Spør om flere tjenester"), "be_om_samtykke", "apne", logg=code)],
    )


def _closed(t: Words, code: str, service: str, name: str) -> list[Json]:
    title, sent = t("Be om samtykke først"), {"logg": code, "tjeneste": service}
    button = link_step(title, "be_om_samtykke", "apne", **sent)
    return [para(name), {"type": "ActionSet", "actions": [button], "spacing": "Small"}]


def members(
    t: Words, code: str, service: tuple[str, str], people: Options, typed: Typed, nonce: str
) -> Json:
    """Draw the choice of somebody who works in the service."""
    back = link_step(t("Tilbake"), "inviter", "apne", logg=code)
    if not people:
        none = t("Det er ingen flere å invitere fra {service}.", service=service[1])
        leader = t("Mangler det noen? Lederen i tjenesten gir dem tilgang.")
        return card(form_error(typed), para(none), para(leader), actions=[back])
    send = submit(
        t("Inviter"),
        "inviter",
        "send",
        style="positive",
        logg=code,
        tjeneste=service[0],
        nonce=nonce,
    )
    label = t("Hvem vil du spørre fra {service}?", service=service[1])
    return card(
        form_error(typed),
        group(choice(t, "hvem", label, people, typed, compact=True)),
        para(t("Den du spør, får ikke vite hvem loggen gjelder før svaret er ja."), subtle=True),
        actions=[send, back],
    )


def sent(t: Words, code: str, name: str, service: str) -> Json:
    """Draw that the invitation is sent."""
    return card(
        heading(t("Invitasjonen er sendt")),
        quoted(f"{name} · {service}"),
        para(t("Du får beskjed når den er besvart.")),
        actions=[link_step(t("Se deltakere"), "deltakere", "apne", logg=code)],
    )


def was_sent(t: Words) -> str:
    """Say that an invitation is sent, and no more."""
    return t("Invitasjonen er sendt.")
