"""Admission: the one place where a dialog's rule is checked, at every step."""

from bot.call import COMMAND, Call
from cards import velg_logg
from dialogs.base import Dialog, Step
from dialogs.logview import LogView
from dialogs.reply import Refused, Show
from dialogs.rule import Rule
from dialogs.turn import Turn
from domain.asking import Reason
from domain.codes import ParticipantState
from storage import heads, logs
from storage.errors import NoSuchLog


def admit(turn: Turn, dialog: Dialog, step: Step, call: Call) -> Show | None:
    """Let a step pass, its log in hand, or refuse; gives a chooser when no log was named."""
    rule = step.rule
    if rule.personal and not call.place.personal:
        raise Refused("bare_chat")
    if rule.known and not turn.actor.person:
        raise Refused(Reason.UKJENT)
    if rule.works and not turn.actor.services:
        raise Refused("ansatt")
    code = call.data.get("logg")
    if turn.room and not code:
        return _in_room(turn, step, call)
    if rule.roles is None or call.step == COMMAND:
        return None
    if code:
        turn.view = _named(turn, str(code)[:32], lock=step.writes)
        _hold(turn.view, rule)
        return None
    fitting = _fitting(turn, rule)
    if not fitting:
        raise Refused("ingen_logg")
    if len(fitting) > 1:
        return _chooser(turn, dialog, fitting)
    turn.view = _named(turn, fitting[0].code, lock=step.writes)
    _hold(turn.view, rule)
    return None


def _in_room(turn: Turn, step: Step, call: Call) -> None:
    """Take the room's own log; a stranger there learns nothing, and may ask what needs no log."""
    asks = step.rule.roles is not None and call.step != COMMAND
    viewer = logs.viewer(turn.unit, turn.room, turn.actor.person)
    if viewer is None or viewer.state is not ParticipantState.MED:
        if asks:
            raise Refused(Reason.UKJENT)
        return
    code = logs.summary(turn.unit, turn.room).code
    turn.view = _named(turn, code, lock=asks and step.writes)
    if asks:
        _hold(turn.view, step.rule)


def _named(turn: Turn, code: str, *, lock: bool) -> LogView:
    """Give a log by its code; a step that writes locks it before anything about it is read."""
    unit, person = turn.unit, turn.actor.person
    logg = logs.known_to(unit, code, person)  # nobody else may as much as lock it
    if logg is None:
        raise Refused(Reason.UKJENT)
    if lock:
        _lock(turn, logg)
    view = LogView.met(unit, logs.summary(unit, logg), person)
    if view.viewer is None:
        raise Refused(Reason.UKJENT)
    return view


def _lock(turn: Turn, logg: str) -> None:
    try:
        heads.lock(turn.unit, logg)
    except NoSuchLog:  # a draft that was refused at this moment
        raise Refused(Reason.UKJENT) from None


def _hold(view: LogView, rule: Rule) -> None:
    viewer = view.viewer
    if viewer is None or viewer.state not in rule.taking_part:
        raise Refused(Reason.UKJENT)
    if rule.roles is not None and viewer.role not in rule.roles:
        raise Refused(Reason.ROLLE)
    if view.summary.state not in rule.states:
        raise Refused(Reason.IKKE_AKTIV)


def _fitting(turn: Turn, rule: Rule) -> list[LogView]:
    found: list[LogView] = []
    for summary in logs.of_person(turn.unit, turn.actor.person):
        view = LogView.met(turn.unit, summary, turn.actor.person)
        try:
            _hold(view, rule)
        except Refused:
            continue
        found.append(view)
    return found


def _chooser(turn: Turn, dialog: Dialog, views: list[LogView]) -> Show:
    options = [(view.code, _name(view)) for view in views]
    kept = {
        name: value
        for name, value in turn.data.items()
        if name in ("tekst", "utkast") and isinstance(value, str)
    }
    card = velg_logg.chooser(turn.t, dialog.name, options, kept)
    return Show(turn.t(dialog.title), card, "small")


def _name(view: LogView) -> str:
    """Name a log to choose; whoever is only invited is not told whom it is for."""
    if view.viewer is None or view.viewer.state is not ParticipantState.MED:
        return view.code
    return velg_logg.named(view.code, view.label, view.first_name)
