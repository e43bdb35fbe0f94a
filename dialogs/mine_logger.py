"""My logs: invitations first, then those I take part in, with what waits for me."""

from dataclasses import replace

from cards import mine_logger as card
from cards.form import Typed
from cards.velg_logg import named
from dialogs.base import Dialog
from dialogs.logview import LogView
from dialogs.parts import owing, rostering
from dialogs.reply import Reply, Show
from dialogs.rule import LIVE, WRITERS, Rule
from dialogs.turn import Turn
from domain.codes import LogState, ParticipantState
from storage import logs

PAGE = 6
"""Logs on one page, so that a card stays small."""
DRAFTS = 2
"""Texts of one log that are offered."""

dialog = Dialog(
    __name__,
    rule=Rule(),
    title=card.TITLE,
    about=card.ABOUT,
    commands={"nb": ("mine logger",), "nn": ("mine loggar",), "en": ("my logs",)},
)


@dialog.open
def ask(turn: Turn, typed: Typed) -> Reply:
    """Show the first page."""
    return _page(turn, 0)


@dialog.step("bla", card.Page, spends=False)
def turn_page(turn: Turn, form: card.Page) -> Reply:
    """Show the page that begins with a log."""
    return _page(turn, max(form.fra, 0))


def _page(turn: Turn, start: int) -> Reply:
    views = sorted(_views(turn), key=_order)
    waiting = owing.waiting(turn)
    boxes = [_box(turn, view, waiting) for view in views[start : start + PAGE]]
    more = start + PAGE if len(views) > start + PAGE else 0
    loose = waiting.get("", []) if start == 0 else []
    turn.view = None  # several logs: the page is about none of them
    return Show(turn.t(card.TITLE), card.page(turn.t, boxes, loose[:DRAFTS], more))


def _views(turn: Turn) -> list[LogView]:
    unit, person = turn.unit, turn.actor.person
    return [
        LogView(unit, summary, logs.viewer(unit, summary.id, person), person)
        for summary in logs.of_person(unit, person)
    ]


def _invited(view: LogView) -> bool:
    return view.viewer is None or view.viewer.state is ParticipantState.INVITERT


def _order(view: LogView) -> int:
    if _invited(view):
        return 0
    return 1 if view.summary.state in LIVE else 2


def _box(turn: Turn, view: LogView, waiting: dict[str, list[card.Waiting]]) -> card.Box:
    box = card.Box(view.code, view.code, view.summary.state)
    if _invited(view):
        return replace(box, invited=True)
    turn.view = view
    name = named(view.code, view.label, view.first_name)
    box = replace(box, name=name, holder=rostering.holder_said(turn))
    if view.summary.state not in LIVE:
        return box
    asked = owing.asked(turn)
    near, far = _open_to(view, asked)
    mine = waiting.get(view.id, [])[:DRAFTS]
    return replace(box, asked=asked, drafts=mine, near=near, far=far)


def _open_to(view: LogView, asked: bool) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Give the dialogs that lie near, and those behind «Mer»."""
    if view.summary.state is LogState.UTKAST:
        return ("samtykke", "deltakere", "merkelapp"), ()
    near = ["samtykke"] if asked else []
    near.append("logg")
    writes = view.viewer is not None and view.viewer.role in (WRITERS.roles or ())
    if writes and view.summary.state in WRITERS.states:
        near += ["oppdatering", "lysglimt"]
    far = [name for name in ("samtykke", "deltakere", "merkelapp") if name not in near]
    return tuple(near), tuple(far)
