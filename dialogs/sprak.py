"""Choose the language that the bot speaks to me."""

from cards import sprak as card
from cards.form import Typed
from cards.words import words
from dialogs.base import Dialog, Ids
from dialogs.reply import Done, Reply, Say, Show
from dialogs.rule import Rule
from dialogs.turn import Turn
from storage import people

dialog = Dialog(
    __name__,
    rule=Rule(),
    title=card.TITLE,
    about=card.ABOUT,
    commands={"nb": ("språk",), "nn": ("språk",), "en": ("language",)},
)


@dialog.open
def ask(turn: Turn, typed: Typed) -> Reply:
    """Show the choice, with the present language chosen."""
    typed = Typed({"sprak": turn.actor.language, **typed.values}, typed.errors)
    return Show(turn.t(card.TITLE), card.form(turn.t, typed, turn.nonce()), "small")


@dialog.step("lagre", card.Language)
def choose(turn: Turn, form: card.Language) -> Reply:
    """Keep the language on the person."""
    people.set_language(turn.unit, turn.actor.person, form.sprak)
    return Done("valgt", {"sprak": form.sprak})


@dialog.outcome("valgt")
def chosen(turn: Turn, ids: Ids) -> Say:
    """Say so in the language that was chosen."""
    return Say(card.chosen(words(str(ids["sprak"]))))
