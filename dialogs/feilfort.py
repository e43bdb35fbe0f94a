"""Say that an entry stands in the wrong log; a second person's yes destroys its content."""

from cards import feilfort as card
from cards.form import Typed
from cards.velg_logg import named
from dialogs.base import Dialog, Ids
from dialogs.parts import misfiling
from dialogs.reply import Done, Drawn, Notice, Reply, Say, Show
from dialogs.rule import WRITERS, Rule
from dialogs.turn import Turn
from domain.bodies import Misfiled
from domain.codes import FAMILY, HELPERS, EntryType
from domain.codes import LogState as State

RULE = Rule(roles=FAMILY | HELPERS, states=WRITERS.states | {State.HVILENDE})

dialog = Dialog(__name__, rule=RULE, title=card.TITLE, about=card.ABOUT)


@dialog.open
def ask(turn: Turn, typed: Typed) -> Reply:
    """Show the form for the first word, or, when a word is named, for the second."""
    view = turn.logg
    name = named(view.code, view.label, view.first_name)
    title = turn.t(card.TITLE)
    if typed.value("ord"):
        word, target = misfiling.word_to_confirm(turn, typed.value("ord"))
        sent = {"logg": view.code, "seq": str(word.seq), "nonce": turn.nonce()}
        written = misfiling.written(turn, target)
        readers = misfiling.readings(turn, target)
        said = misfiling.name(turn, word.author)
        return Show(title, card.confirm(turn.t, name, written, said, readers, sent))
    item = misfiling.target(turn, typed.value("seq"))
    sent = {"logg": view.code, "seq": str(item.seq), "nonce": turn.nonce()}
    return Show(title, card.form(turn.t, name, misfiling.readings(turn, item), typed, sent))


@dialog.step("skjul", card.Answers)
def hide(turn: Turn, form: card.Answers) -> Reply:
    """Hide the entry at once and ask the others for a second word."""
    item = misfiling.target(turn, form.seq)
    seq = turn.note(EntryType.FEILFORT, Misfiled(to=item.seq, why=form.grunn))
    turn.refresh_posted(seq)
    for person in misfiling.seconds(turn, item):
        turn.tell(person, "bekreft", f"feilfort:{turn.logg.id}:{seq}:{person}", seq=seq)
    return Done("skjult")


@dialog.outcome("skjult")
def hidden(turn: Turn, ids: Ids) -> Drawn:
    """Say that it is hidden and what remains."""
    return Say(turn.t("Innslaget er skjult. Når en til sier ja, slettes innholdet for godt."))


@dialog.notice("bekreft")
def asked(turn: Turn, ids: Ids) -> Notice:
    """Ask for the second word, while it is still wanted of whoever is asked; else `Refused`."""
    word, _ = misfiling.word_to_confirm(turn, ids["seq"])
    return Notice(card.asked(turn.t, turn.logg.code, word.seq), turn.t("Et innslag venter på deg"))


@dialog.step("slett", card.Yes)
def destroy(turn: Turn, form: card.Yes) -> Reply:
    """Keep the second word; storage destroys the entry's key after the commit."""
    word, target = misfiling.word_to_confirm(turn, form.seq)
    turn.note(EntryType.FEILFORT, Misfiled(to=target.seq, yes_to=word.seq))
    return Done("slettet")


@dialog.outcome("slettet")
def destroyed(turn: Turn, ids: Ids) -> Drawn:
    """Say that it is gone."""
    return Say(turn.t("Innholdet er slettet for godt. At det sto noe der, står fortsatt i loggen."))
