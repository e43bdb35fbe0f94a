"""Take consent back: all of it, a service, or some topics; it holds at once."""

from cards import trekk_samtykke as card
from cards.form import Typed
from cards.kit import submit
from cards.samtykke_parts import Confirmed
from dialogs.base import Dialog, Ids
from dialogs.parts import withdrawing
from dialogs.parts.consent_questions import READ_BACK, draft_of
from dialogs.parts.consenting import own_voice
from dialogs.reply import Done, Reply, Say, Show
from dialogs.rule import Rule
from dialogs.turn import Turn
from domain.codes import FAMILY, LogState
from domain.consent_scopes import taken_from
from storage import drafts

dialog = Dialog(
    __name__,
    # What stands in a closed log can be read there, so it can be taken back there too.
    rule=Rule(roles=FAMILY, states=frozenset(LogState)),
    title=card.TITLE,
    about=card.ABOUT,
    commands={"nb": ("trekk samtykke",), "nn": ("trekk samtykke",), "en": ("withdraw consent",)},
)


@dialog.open
def ask(turn: Turn, typed: Typed) -> Reply:
    """Show what can be taken back; everything is one press."""
    asked = withdrawing.asked(turn, turn.me, "neste", {"logg": turn.logg.code})
    if not asked.stands:
        return Show(turn.t(card.TITLE), card.nothing(turn.t), "small")
    return Show(turn.t(card.TITLE), card.form(turn.t, turn.policy, asked, typed))


@dialog.step("neste", card.What, spends=False)
def chosen(turn: Turn, form: card.What) -> Reply:
    """Say what happens before it does."""
    taken = withdrawing.taken_of(turn, turn.me, form)
    kept = {"hva": taken.written()}
    draft = drafts.save(turn.unit, turn.actor.person, turn.logg.id, turn.dialog, READ_BACK, kept)
    button = submit(
        turn.t("Trekk tilbake"),
        turn.dialog,
        "trekk",
        style="destructive",
        logg=turn.logg.code,
        utkast=draft,
        nonce=turn.nonce(),
    )
    effects = withdrawing.effects(turn, turn.me, taken)
    return Show(turn.t(card.TITLE), card.confirm(turn.t, turn.policy, effects, button))


@dialog.step("trekk", Confirmed)
def withdraw(turn: Turn, form: Confirmed) -> Reply:
    """Keep it."""
    draft = draft_of(turn, form.utkast, READ_BACK)
    taken = taken_from(str(draft.data["hva"]))
    withdrawing.keep(turn, own_voice(turn, turn.me), taken)
    drafts.drop(turn.unit, turn.actor.person, draft.id)
    return Done("trukket")


@dialog.outcome("trukket")
def withdrawn(turn: Turn, ids: Ids) -> Say:
    """Say that it is done."""
    return Say(card.withdrawn(turn.t))
