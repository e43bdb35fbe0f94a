"""Read the log: its timeline for this viewer, by filter and page."""

from cards import logg as card
from cards.form import Typed, typed_of
from cards.velg_logg import named
from dialogs.base import Dialog
from dialogs.parts import paging
from dialogs.parts.reach import topic_name
from dialogs.reply import Reply, Show, Wrong
from dialogs.rule import ANY_PARTICIPANT, WRITERS
from dialogs.turn import Turn

dialog = Dialog(
    __name__,
    rule=ANY_PARTICIPANT,
    title=card.TITLE,
    about=card.ABOUT,
    commands={"nb": ("logg",), "nn": ("logg",), "en": ("log",)},
    in_compose=True,
)


@dialog.open
def ask(turn: Turn, typed: Typed) -> Reply:
    """Show the newest page."""
    return _page(turn, card.Filter(), Typed())


@dialog.step("bla", card.Filter, spends=False)
def turn_page(turn: Turn, form: card.Filter) -> Reply:
    """Show the page that a filter and a place ask for."""
    if form.vis and form.vis not in dict(card.FILTERS):
        raise Wrong({"vis": turn.t("Velg en av mulighetene.")})
    return _page(turn, form, typed_of(form.model_dump()))


def _page(turn: Turn, form: card.Filter, typed: Typed) -> Show:
    view = turn.logg
    page = paging.page(turn, form)
    topics = [(code, topic_name(turn, code)) for code in paging.readable_topics(turn)]
    name = named(view.code, view.label, view.first_name)
    writes = view.summary.state in WRITERS.states and (
        view.viewer is not None and view.viewer.role in (WRITERS.roles or ())
    )
    look = card.Look(name, view.code, topics, writes)
    drawn = card.timeline(turn.t, look, page, typed)
    return Show(turn.t(card.TITLE), drawn, "large")
