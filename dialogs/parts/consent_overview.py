"""What one viewer may see of a log's consents."""

from cards.samtykke_oversikt import Overview
from cards.velg_logg import named
from dialogs.parts.consent_questions import givers, said, stands
from dialogs.parts.knowing import sees_whole
from dialogs.parts.withdrawing import standing
from dialogs.turn import Turn
from domain.clock import oslo_day
from domain.codes import FAMILIEN, FAMILY, LogState
from domain.consent_scopes import Scope, effective, holder_reads_all
from domain.consenting import Said


def overview(turn: Turn) -> Overview:
    """Gather who has answered and what holds; what was answered is for givers and stafettholder.

    Others see whether each giver has consented, as they could tell from what holds.
    """
    view, person = turn.logg, turn.logg.summary.person_no
    required = givers(turn, person)
    family = view.viewer is not None and view.viewer.role in FAMILY
    whole = sees_whole(turn)
    return Overview(
        code=view.code,
        log_name=named(view.code, view.label, view.first_name),
        draft=view.summary.state is LogState.UTKAST,
        answers=_answers(turn, required) if whole else [],
        holds=[one for one in holds(turn, person) if whole or one.service == FAMILIEN],
        holder_reads_all=whole and holder_reads_all(view.ledger, oslo_day(turn.now), turn.policy),
        others=_others(turn, {turn.me} if family else None),
        mine=stands(turn, turn.me, person) if turn.me in required else [],
        giver=turn.me in required,
        may_withdraw=bool(standing(turn, turn.me)),
        about_self=turn.me if family and turn.me != person else 0,
        holder=view.holds_pinne(),
    )


def _answers(turn: Turn, required: frozenset[int]) -> list[tuple[str, Said]]:
    view, person = turn.logg, turn.logg.summary.person_no
    answers = [(view.card_of(no).first_name, said(turn, no, person)) for no in sorted(required)]
    if view.holds_pinne() or turn.me in required:
        return answers
    return [(name, one if one is Said.GITT else Said.IKKE_GITT) for name, one in answers]


def holds(turn: Turn, about: int) -> list[Scope]:
    """Give what holds now about somebody."""
    ledger, policy = turn.logg.ledger, turn.policy
    return effective(ledger, about, turn.logg.summary.purpose, oslo_day(turn.now), policy)


def _others(turn: Turn, among: set[int] | None) -> list[tuple[str, list[Scope]]]:
    """Give what holds about others than the person the log is for, all of them or some."""
    view = turn.logg
    abouts = {permit.about for permit in view.ledger.permits} - {view.summary.person_no}
    shown = sorted(abouts if among is None else abouts & among)
    found = [(view.card_of(about).first_name, holds(turn, about)) for about in shown]
    return [(name, scopes) for name, scopes in found if scopes]
