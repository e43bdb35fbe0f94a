"""Where a log stands: one card in the room, the viewer's own view in place or in a dialog."""

from cards import du_er_her as card
from cards.form import Form, Typed
from cards.innslag_parts import Shown
from cards.velg_logg import named
from dialogs.base import Dialog, Ids
from dialogs.parts import owing, rostering, showing
from dialogs.reply import Notice, Reply, Show, Swap
from dialogs.rule import ANY_PARTICIPANT, WRITERS
from dialogs.turn import Turn
from domain.codes import HELPERS, EntryType
from storage import room_people, timeline

DRAFTS = 2
LOOKED_AT = 20
"""Lysglimt that are looked through for the newest one that the viewer may read."""

dialog = Dialog(
    __name__,
    rule=ANY_PARTICIPANT,
    title=card.TITLE,
    about=card.ABOUT,
    commands={
        "nb": ("du er her", "status"),
        "nn": ("du er her", "status"),
        "en": ("where are we", "status"),
    },
)


@dialog.open
def ask(turn: Turn, typed: Typed) -> Reply:
    """Show the viewer's own view."""
    return Show(turn.t(card.TITLE), _own(turn, posted=False))


@dialog.action("vis", Form, writes=False)
def show(turn: Turn, form: Form) -> Reply:
    """Show the viewer's own view in the posted card's place."""
    return Swap(_own(turn, posted=True))


@dialog.notice("hjem")
def home(turn: Turn, ids: Ids) -> Notice:
    """Draw the card as it stands in the room."""
    return Notice(card.base(turn.t, _standing(turn)), turn.t(card.TITLE))


def _standing(turn: Turn) -> card.Standing:
    log, viewer = turn.logg.summary, turn.logg.viewer
    told = viewer is None or viewer.role in HELPERS  # the room itself, or who works there
    family = told and room_people.family_inside(turn.unit, log.id)
    return card.Standing(log.code, log.state, log.level, family)


def _own(turn: Turn, *, posted: bool) -> card.Json:
    view = turn.logg
    writes = view.summary.state in WRITERS.states and (
        view.viewer is not None and view.viewer.role in (WRITERS.roles or ())
    )
    mine = card.Own(
        log_name=named(view.code, view.label, view.first_name),
        holder=rostering.holder_said(turn),
        asked=owing.asked(turn),
        drafts=owing.waiting(turn).get(view.id, [])[:DRAFTS],
        lysglimt=_latest(turn),
        writes=writes,
    )
    return card.own(turn.t, _standing(turn), mine, posted=posted)


def _latest(turn: Turn) -> Shown | None:
    """Give the newest lysglimt that the viewer may read."""
    types = (EntryType.LYSGLIMT,)
    for item in timeline.page(turn.unit, turn.logg.id, types=types, limit=LOOKED_AT):
        found = showing.shown(turn, [item])
        if found:
            return found[0]
    return None
