"""Invite a service to the log: only one that the consent is for, and somebody who works there."""

from cards import inviter as card
from cards.form import Typed, typed_of
from cards.velg_logg import named
from dialogs.base import Dialog, Ids
from dialogs.parts import inviting, rostering
from dialogs.parts.reach import service_name, service_title
from dialogs.reply import Done, Reply, Say, Show, Wrong
from dialogs.rule import RUNNING, Rule
from dialogs.turn import Turn
from domain.codes import EntryType, Role

dialog = Dialog(
    __name__,
    rule=Rule(roles=frozenset({Role.STAFETTHOLDER}), states=RUNNING),
    title=card.TITLE,
    about=card.ABOUT,
)


@dialog.open
def ask(turn: Turn, typed: Typed) -> Reply:
    """Show which services can be invited now."""
    view = turn.logg
    drawn = card.services(
        turn.t,
        view.code,
        named(view.code, view.label, view.first_name),
        _named(turn, inviting.open_services(turn)),
        _named(turn, inviting.closed_services(turn)),
        typed,
    )
    return Show(turn.t(card.TITLE), drawn)


def _named(turn: Turn, services: list[str]) -> list[tuple[str, str]]:
    return [(code, service_title(turn, code)) for code in services]


@dialog.step("hvem", card.Service, spends=False)
def whom(turn: Turn, form: card.Service) -> Reply:
    """Go on to whom of the service."""
    if form.tjeneste not in inviting.open_services(turn):
        raise Wrong({"tjeneste": turn.t("Velg en av mulighetene.")})
    return _whom(turn, typed_of({"tjeneste": form.tjeneste}))


def _whom(turn: Turn, typed: Typed) -> Reply:
    service = typed.value("tjeneste")
    if service not in inviting.open_services(turn):
        gone = turn.t("Samtykket til tjenesten gjelder ikke lenger.")
        return ask(turn, Typed(errors={"": gone}))
    people = [
        (person, " · ".join(filter(None, (one.full_name or turn.t("Uten navn"), one.title))))
        for person, one in inviting.candidates(turn, service).items()
    ]
    people.sort(key=lambda one: one[1].casefold())
    named_service = (service, service_name(turn, service))
    drawn = card.members(turn.t, turn.logg.code, named_service, people, typed, turn.nonce())
    return Show(turn.t(card.TITLE), drawn)


@dialog.step("send", card.Invited, again=_whom)
def send(turn: Turn, form: card.Invited) -> Reply:
    """Invite somebody, if the service may still be here and they still work in it."""
    service = form.tjeneste
    if service not in inviting.open_services(turn):
        raise Wrong({"tjeneste": turn.t("Velg en av mulighetene.")})
    if form.hvem not in inviting.candidates(turn, service):
        raise Wrong({"hvem": turn.t("Velg en av mulighetene.")})
    body = inviting.place_for(turn, form.hvem, service)
    seq = turn.note(EntryType.DELTAKER_INVITERT, body)
    key = f"invitert:{turn.logg.id}:{seq}"
    turn.tell(form.hvem, "invitert", key, dialog="invitasjon")
    return Done("invitert", {"no": body.participant})


@dialog.outcome("invitert")
def invited(turn: Turn, ids: Ids) -> Show | Say:
    """Say that the invitation is sent, to the stafettholder by name."""
    member = turn.logg.member(int(ids["no"]))
    if member is None or not (turn.logg.holds_pinne() and rostering.takes_part(turn)):
        return Say(card.was_sent(turn.t))
    name, service = rostering.name_of(turn, member), service_name(turn, member.service)
    return Show(turn.t(card.TITLE), card.sent(turn.t, turn.logg.code, name, service), "small")
