"""Comment on an entry."""

from cards import kommentar as card
from cards.form import Typed
from cards.velg_logg import named
from dialogs.base import Dialog, Ids
from dialogs.parts import replying, showing
from dialogs.reply import Done, Refused, Reply, Say, Show
from dialogs.rule import WRITERS
from dialogs.turn import Turn
from domain.asking import Reason

dialog = Dialog(__name__, rule=WRITERS, title=card.TITLE, about=card.ABOUT)


@dialog.open
def ask(turn: Turn, typed: Typed) -> Reply:
    """Show the form under the entry."""
    view = turn.logg
    item = turn.item(typed.value("seq"))
    found = showing.shown(turn, [item])
    if item.type not in showing.TEXTS or not found:
        raise Refused(Reason.UKJENT)
    sent = {"logg": view.code, "seq": str(item.seq), "nonce": turn.nonce()}
    name = named(view.code, view.label, view.first_name)
    return Show(turn.t(card.TITLE), card.form(turn.t, name, found[0], typed, sent))


@dialog.step("send", card.Answers)
def send(turn: Turn, form: card.Answers) -> Reply:
    """Keep the comment with the scope of its entry."""
    item = turn.item(form.seq)
    if item.type not in showing.TEXTS:
        raise Refused(Reason.UKJENT)
    seq = replying.answer(turn, item, form.tekst)
    return Done("sendt", {"seq": seq})


@dialog.outcome("sendt")
def sent(turn: Turn, ids: Ids) -> Say:
    """Say that it stands."""
    turn.item(ids["seq"])
    return Say(turn.t("Kommentaren står i loggen nå."))
