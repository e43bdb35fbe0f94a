"""Answering an invitation: who asks and what the consent covers, nothing of whom it is about."""

from dataclasses import dataclass

from cards.deltaker_parts import log_line
from cards.fields import group, line
from cards.form import Form, OptionalLine, Typed
from cards.kit import (
    Json,
    card,
    form_error,
    heading,
    launcher,
    link_step,
    open_button,
    para,
    quoted,
    submit,
)
from cards.words import N_, Words

TITLE = N_("Invitasjon til en logg")
ABOUT = N_("Svar på om du vil bli med i en logg for tjenesten din.")
ASKED = N_("Du er spurt om å bli med i en logg")
ANSWERED = N_("Noen har svart på en invitasjon")


class No(Form):
    """Why somebody says no, if they want to say."""

    grunn: OptionalLine = ""


@dataclass(frozen=True, slots=True)
class Asked:
    """What is told before a yes: the code, who asks, for which service, and what it may do."""

    code: str
    service: str
    holder: str
    reads: tuple[str, ...]
    writes: tuple[str, ...]
    open: bool


def question(t: Words, asked: Asked, typed: Typed, nonce: str) -> Json:
    """Draw the invitation; one that no longer holds can only be declined."""
    nothing = t("ingenting ennå")
    covers = [
        para(t("**Dere kan lese om:** {topics}", topics=", ".join(asked.reads) or nothing)),
        para(t("**Dere kan skrive om:** {topics}", topics=", ".join(asked.writes) or nothing)),
        para(t("Du får vite hvem loggen gjelder når du har sagt ja."), subtle=True),
    ]
    yes = link_step(
        t("Ja, jeg blir med"), "invitasjon", "ja", style="positive", logg=asked.code, nonce=nonce
    )
    no = link_step(t("Nei"), "invitasjon", "nei", logg=asked.code)
    return card(
        form_error(typed),
        para(t("Logg {code}", code=asked.code), subtle=True, spacing="None"),
        para(t("Du er spurt om å bli med for {service}.", service=asked.service)),
        quoted(t("Stafettholder er {name}.", name=asked.holder)),
        *(covers if asked.open else [para(t("Invitasjonen gjelder ikke lenger."))]),
        actions=[yes, no] if asked.open else [no],
    )


def reason(t: Words, code: str, typed: Typed, nonce: str) -> Json:
    """Draw the form for a no."""
    label = t("Hvorfor? Du kan la feltet stå tomt.")
    return card(
        form_error(typed),
        para(t("Logg {code}", code=code), subtle=True),
        para(t("Skriv ikke noe om personen. Stafettholderen kan lese grunnen.")),
        group(line(t, "grunn", label, typed, required=False)),
        actions=[
            submit(t("Send nei"), "invitasjon", "avsla", logg=code, nonce=nonce),
            link_step(t("Tilbake"), "invitasjon", "apne", logg=code),
        ],
    )


def joined(t: Words, code: str, log_name: str) -> Json:
    """Draw that somebody has joined: now they may know whom it is about."""
    go = {
        "logg": t("Se loggen"),
        "lysglimt": t("Del et lysglimt"),
        "merkelapp": t("Gi loggen en merkelapp"),
    }
    return card(
        heading(t("Du er med i loggen")),
        log_line(t, log_name),
        para(t("De andre i loggen ser navnet ditt og hvilken tjeneste du kommer fra.")),
        actions=[link_step(title, dialog, "apne", logg=code) for dialog, title in go.items()],
    )


def was_joined(t: Words) -> str:
    """Say that the yes stands, and no more."""
    return t("Svaret ditt er lagret.")


def declined(t: Words) -> str:
    """Say that the no stands."""
    return t("Du har takket nei. Stafettholderen får beskjed.")


def asked_notice(t: Words, code: str) -> Json:
    """Draw the posted card that asks somebody to join."""
    return _launcher(t, t(ASKED), code, open_button(t("Se og svar"), "invitasjon", code))


def answered_notice(t: Words, code: str) -> Json:
    """Draw the posted card that tells the stafettholder of an answer."""
    return _launcher(t, t(ANSWERED), code, open_button(t("Se deltakere"), "deltakere", code))


def _launcher(t: Words, title: str, code: str, button: Json) -> Json:
    return launcher(title, para(t("Logg {code}", code=code)), actions=[button])
