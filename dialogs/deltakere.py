"""See who is on the log, give the family their codes, leave."""

from cards import deltakere as card
from cards.form import Typed
from cards.kit import Json
from cards.velg_logg import named
from dialogs.base import Dialog, Ids
from dialogs.parts import knowing, rostering
from dialogs.parts.inviting import as_body
from dialogs.reply import Done, Notice, Refused, Reply, Say, Show
from dialogs.rule import ANY_PARTICIPANT, RUNNING, Rule
from dialogs.turn import Turn
from domain.asking import Reason
from domain.codes import FAMILY, EntryType, ParticipantState, Role
from storage import invitations, people
from storage.log_rows import Member

HOLDER = Rule(roles=frozenset({Role.STAFETTHOLDER}))
LEAVERS = Rule(roles=frozenset({Role.VARA, Role.FAGPERSON, Role.TOLK}))

dialog = Dialog(
    __name__,
    rule=ANY_PARTICIPANT,
    title=card.TITLE,
    about=card.ABOUT,
    commands={"nb": ("deltakere",), "nn": ("deltakarar",), "en": ("participants",)},
)


@dialog.open
def ask(turn: Turn, typed: Typed) -> Reply:
    """Show the roster, with what this participant can do."""
    here = [one for one in knowing.known(turn) if one.state is not ParticipantState.UT]
    helpers = [rostering.shown(turn, one) for one in here if one.role not in FAMILY]
    family = [
        (rostering.shown(turn, one), _code_buttons(turn, one)) for one in here if one.role in FAMILY
    ]
    drawn = card.roster(turn.t, _log_name(turn), helpers, family, _actions(turn))
    return Show(turn.t(card.TITLE), drawn)


def _log_name(turn: Turn) -> str:
    view = turn.logg
    return named(view.code, view.label, view.first_name)


def _actions(turn: Turn) -> list[Json]:
    view = turn.logg
    if view.holds_pinne():
        running = view.summary.state in RUNNING
        return [card.invite_button(turn.t, view.code)] if running else []
    leaves = view.viewer is not None and view.viewer.role in (LEAVERS.roles or ())
    return [card.leave_button(turn.t, view.code)] if leaves else []


def _code_buttons(turn: Turn, member: Member) -> list[Json]:
    if not turn.logg.holds_pinne() or not _waits_for_code(turn, member):
        return []
    name = rostering.name_of(turn, member)
    return [card.code_button(turn.t, turn.logg.code, name, member.no, turn.nonce())]


def _waits_for_code(turn: Turn, member: Member) -> bool:
    takes_part = member.role in FAMILY and member.state is ParticipantState.MED
    return takes_part and member.digital and not people.is_claimed(turn.unit, member.person)


@dialog.step("kode", card.Whom, rule=HOLDER)
def make_code(turn: Turn, form: card.Whom) -> Reply:
    """Make a one-time code for somebody in the family who has not signed in yet."""
    member = turn.logg.member(form.deltaker)
    if member is None or not _waits_for_code(turn, member):
        raise Refused(Reason.UKJENT)
    turn.once["kode"] = invitations.make(turn.unit, member.person, turn.logg.id)
    return Done("kode", {"no": member.no})


@dialog.outcome("kode")
def code(turn: Turn, ids: Ids) -> Show:
    """Show the code once; afterwards only that it was made, for no more than its digest is kept."""
    t, view, made = turn.t, turn.logg, turn.once.get("kode")
    member = view.member(int(ids["no"]))
    if made is None or member is None:
        return Show(t(card.TITLE), card.code_is_made(t, view.code), "small")
    days = turn.policy.samtykke.kode_dager
    name = rostering.name_of(turn, member)
    return Show(t("Ny kode"), card.new_code(t, view.code, name, made, days))


@dialog.step("ut", rule=LEAVERS, spends=False)
def ask_to_leave(turn: Turn) -> Reply:
    """Say what leaving means, and ask."""
    return _leaving(turn, Typed())


def _leaving(turn: Turn, typed: Typed) -> Show:
    t, view = turn.t, turn.logg
    drawn = card.leaving(t, view.code, _log_name(turn), typed, turn.nonce())
    return Show(t(card.LEAVE), drawn)


@dialog.step("ga_ut", card.Leaving, rule=LEAVERS, again=_leaving)
def leave(turn: Turn, form: card.Leaving) -> Reply:
    """Let a helper leave, and tell the stafettholder."""
    member = turn.logg.member(turn.me)
    if member is None:
        raise Refused(Reason.UKJENT)
    body = as_body(member, form.grunn)
    rostering.tell_holder(turn, "ut", turn.note(EntryType.DELTAKER_UT, body))
    return Done("ute")


@dialog.outcome("ute")
def has_left(turn: Turn, ids: Ids) -> Say:
    """Say that it is done."""
    return Say(card.has_left(turn.t))


@dialog.notice("ut")
def somebody_left(turn: Turn, ids: Ids) -> Notice | None:
    """Tell the stafettholder that somebody has left, not who."""
    if not rostering.takes_part(turn):
        return None
    drawn = card.left_notice(turn.t, turn.logg.code)
    return Notice(drawn, turn.t(card.LEFT))
