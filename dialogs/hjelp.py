"""Help: what I can do here by who I am; it answers whatever the bot did not understand."""

import re
from collections.abc import Iterable

from cards import hjelp as card
from cards.form import Typed
from cards.kit import Json
from dialogs.actor import Offer
from dialogs.base import Dialog
from dialogs.reply import Reply, Say, Show
from dialogs.rule import ANYBODY, Rule
from dialogs.turn import Turn
from domain.asking import Viewer
from domain.codes import LogState
from storage import logs

FIRST = ("mine_logger", "ny_logg", "oppdatering", "lysglimt", "logg", "samtykke", "deltakere")
LAST = ("sprak", "bekymringsmelding")
WORRIES = ("bekymr", "uro", "concern", "worr")
"""How the everyday words for a worry begin, in nb, nn and en."""
MOST_LOGS = 20
"""Logs that are looked at to see what somebody may do."""

dialog = Dialog(
    __name__,
    rule=ANYBODY,
    title=card.TITLE,
    about=card.ABOUT,
    commands={"nb": ("hjelp",), "nn": ("hjelp",), "en": ("help",)},
)


@dialog.open
def show(turn: Turn, typed: Typed) -> Reply:
    """Show what this person can do, or the advice for a wonder."""
    if typed.value("vis") == "undring":
        return Show(turn.t("Jeg undrer meg"), card.wonder(turn.t))
    return Show(turn.t(card.TITLE), _overview(turn, posted=False))


@dialog.command
def answer(turn: Turn, typed: Typed) -> Reply:
    """Answer in the chat at once and keep nothing: it may have been a word for a worry.

    In a room a worry is not answered at all, and whoever asks there leaves no row on its log.
    """
    turn.view = None
    if not turn.personal and _worried(f"{typed.value('naer')} {typed.value('tekst')}"):
        return Say("")
    if _worried(typed.value("tekst")) and turn.personal:
        return Show(turn.t(card.TITLE), card.worry(turn.t, posted=True))
    near = _offer(turn, typed.value("naer"))
    if near is not None:
        word, title = near.command(turn.t.language), turn.t(near.title)
        return Show(turn.t(card.TITLE), card.nearest(turn.t, word, title, near.dialog))
    return Show(turn.t(card.TITLE), _overview(turn, posted=True))


def _worried(text: str) -> bool:
    return any(word.startswith(WORRIES) for word in re.findall(r"\w+", text.casefold()))


def _offer(turn: Turn, command: str) -> Offer | None:
    """Give what a command opens, if its word is one and this person may know of it."""
    for offer in turn.commands:
        if command and any(command in words for words in offer.commands.values()):
            return offer if offer in _open(turn) else None
    return None


def _overview(turn: Turn, *, posted: bool) -> Json:
    t, offers = turn.t, _open(turn)
    lines = [(offer.command(t.language), t(offer.about)) for offer in offers]
    near = [offer for offer in offers if offer.dialog in ("mine_logger", "kode")]
    buttons = [(t(offer.title), offer.dialog) for offer in near[:1]]
    return card.overview(t, _who(turn), lines, buttons, posted=posted)


def _who(turn: Turn) -> str:
    if not turn.actor.person:
        return "ukjent"
    return "ansatt" if turn.actor.services else "familie"


def _open(turn: Turn) -> list[Offer]:
    """List what this person may do, the most used first."""
    on_logs = list(_on_logs(turn))
    offers = [one for one in turn.commands if _may(turn, one.rule, on_logs)]
    return sorted((one for one in offers if one.dialog != turn.dialog), key=_place)


def _place(offer: Offer) -> tuple[int, str]:
    if offer.dialog in FIRST:
        return FIRST.index(offer.dialog), ""
    return len(FIRST) + (1 + LAST.index(offer.dialog) if offer.dialog in LAST else 0), offer.dialog


def _on_logs(turn: Turn) -> Iterable[tuple[Viewer, LogState]]:
    if turn.actor.person:
        for summary in logs.of_person(turn.unit, turn.actor.person)[:MOST_LOGS]:
            viewer = logs.viewer(turn.unit, summary.id, turn.actor.person)
            if viewer is not None:
                yield viewer, summary.state


def _may(turn: Turn, rule: Rule, on_logs: list[tuple[Viewer, LogState]]) -> bool:
    if rule.known and not turn.actor.person:
        return False
    if rule.works and not turn.actor.services:
        return False
    if rule.personal and not turn.personal:
        return False
    roles = rule.roles
    return roles is None or any(
        viewer.role in roles and viewer.state in rule.taking_part and state in rule.states
        for viewer, state in on_logs
    )
