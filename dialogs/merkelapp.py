"""Give a log a merkelapp that nobody else sees."""

from cards import merkelapp as card
from cards.form import Typed
from cards.velg_logg import named
from dialogs.base import Dialog, Ids
from dialogs.reply import Done, Reply, Say, Show
from dialogs.rule import ANY_PARTICIPANT
from dialogs.turn import Turn
from storage import labels

dialog = Dialog(
    __name__,
    rule=ANY_PARTICIPANT,
    title=card.TITLE,
    about=card.ABOUT,
    commands={"nb": ("merkelapp",), "nn": ("merkelapp",), "en": ("label",)},
)


@dialog.open
def ask(turn: Turn, typed: Typed) -> Reply:
    """Show the merkelapp that the log has now."""
    view = turn.logg
    typed = Typed({"merkelapp": view.label, **typed.values}, typed.errors)
    name = named(view.code, "", view.first_name)
    return Show(
        turn.t(card.TITLE), card.form(turn.t, view.code, name, typed, turn.nonce()), "small"
    )


@dialog.step("lagre", card.Label)
def keep(turn: Turn, form: card.Label) -> Reply:
    """Keep the merkelapp, or take it away."""
    labels.set(turn.unit, turn.logg.id, turn.actor.person, form.merkelapp)
    return Done("lagret")


@dialog.outcome("lagret")
def kept(turn: Turn, ids: Ids) -> Say:
    """Say how it stands now."""
    mine = labels.get(turn.unit, turn.logg.id, turn.actor.person)
    return Say(card.kept(turn.t, gone=not mine))
