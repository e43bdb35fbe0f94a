"""Answer an invitation: whoever is asked learns who asks, and of whom only after a yes."""

from cards import invitasjon as card
from cards.form import Typed
from cards.velg_logg import named
from dialogs.base import Dialog, Ids
from dialogs.parts import inviting, rostering
from dialogs.parts.reach import service_name, topic_name
from dialogs.reply import Done, Notice, Refused, Reply, Say, Show, Wrong
from dialogs.rule import RUNNING, Rule
from dialogs.turn import Turn
from domain.asking import Reason
from domain.codes import HELPERS, EntryType, ParticipantState
from domain.consent_scopes import Scope
from storage.log_rows import Member

ASKED = frozenset({ParticipantState.INVITERT})

dialog = Dialog(
    __name__,
    rule=Rule(roles=HELPERS, states=RUNNING, taking_part=ASKED),
    title=card.TITLE,
    about=card.ABOUT,
)


def _me(turn: Turn) -> Member:
    member = turn.logg.member(turn.me)
    if member is None:
        raise Refused(Reason.UKJENT)
    return member


@dialog.open
def ask(turn: Turn, typed: Typed) -> Reply:
    """Show who asks and what the consent covers."""
    member = _me(turn)
    scope = inviting.scopes(turn).get(member.service, Scope(member.service))
    asked = card.Asked(
        code=turn.logg.code,
        service=service_name(turn, member.service),
        holder=rostering.holder_said(turn),
        reads=tuple(topic_name(turn, topic) for topic in scope.reads),
        writes=tuple(topic_name(turn, topic) for topic in scope.writes),
        open=inviting.still_holds(turn, member),
    )
    return Show(turn.t(card.TITLE), card.question(turn.t, asked, typed, turn.nonce()))


@dialog.step("ja")
def join(turn: Turn) -> Reply:
    """Let whoever was asked take part, if the service may still be here."""
    member = _me(turn)
    if not inviting.still_holds(turn, member):
        raise Wrong({"": turn.t("Svaret er ikke lagret, for noe er endret siden du ble spurt.")})
    seq = turn.note(EntryType.DELTAKER_MED, inviting.as_body(member))
    rostering.tell_holder(turn, "svar", seq)
    return Done("med")


@dialog.outcome("med")
def joined(turn: Turn, ids: Ids) -> Show | Say:
    """Say that they take part, and now whom it is about."""
    view = turn.logg
    if not rostering.takes_part(turn):
        return Say(card.was_joined(turn.t))
    drawn = card.joined(turn.t, view.code, named(view.code, view.label, view.first_name))
    return Show(turn.t(card.TITLE), drawn, "small")


@dialog.step("nei", spends=False)
def ask_why(turn: Turn) -> Reply:
    """Ask for a reason, which may be left out."""
    return _reason(turn, Typed())


def _reason(turn: Turn, typed: Typed) -> Show:
    drawn = card.reason(turn.t, turn.logg.code, typed, turn.nonce())
    return Show(turn.t(card.TITLE), drawn, "small")


@dialog.step("avsla", card.No, again=_reason)
def decline(turn: Turn, form: card.No) -> Reply:
    """Keep the no, and tell the stafettholder that there is an answer."""
    body = inviting.as_body(_me(turn), form.grunn)
    rostering.tell_holder(turn, "svar", turn.note(EntryType.DELTAKER_UT, body))
    return Done("avslatt")


@dialog.outcome("avslatt")
def declined(turn: Turn, ids: Ids) -> Say:
    """Say that the no stands."""
    return Say(card.declined(turn.t))


@dialog.notice("invitert")
def asked_to_join(turn: Turn, ids: Ids) -> Notice | None:
    """Ask somebody to join, as long as they have not answered."""
    viewer = turn.logg.viewer
    if viewer is None or viewer.state is not ParticipantState.INVITERT:
        return None
    return Notice(card.asked_notice(turn.t, turn.logg.code), turn.t(card.ASKED))


@dialog.notice("svar")
def answered(turn: Turn, ids: Ids) -> Notice | None:
    """Tell the stafettholder that there is an answer, not whose nor which."""
    if not rostering.takes_part(turn):
        return None
    return Notice(card.answered_notice(turn.t, turn.logg.code), turn.t(card.ANSWERED))
