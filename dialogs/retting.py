"""Correct an entry that one has written oneself."""

from cards import retting as card
from cards.form import Typed
from cards.velg_logg import named
from dialogs.base import Dialog, Ids
from dialogs.parts import showing
from dialogs.reply import Done, Refused, Reply, Say, Show
from dialogs.rule import WRITERS
from dialogs.turn import Turn
from domain.asking import Intent, Item, Reason
from domain.bodies import Correction
from domain.codes import EntryType

dialog = Dialog(__name__, rule=WRITERS, title=card.TITLE, about=card.ABOUT)


@dialog.open
def ask(turn: Turn, typed: Typed) -> Reply:
    """Show the form with the present text."""
    view = turn.logg
    item = _mine(turn, typed.value("seq"))
    found = showing.shown(turn, [item])
    if "tekst" not in typed.values:
        typed = Typed({**typed.values, "tekst": found[0].text or ""}, typed.errors)
    sent = {"logg": view.code, "seq": str(item.seq), "nonce": turn.nonce()}
    name = named(view.code, view.label, view.first_name)
    return Show(turn.t(card.TITLE), card.form(turn.t, name, typed, sent))


def _mine(turn: Turn, seq: str) -> Item:
    item = turn.item(seq)
    if item.type not in showing.TEXTS or item.author != turn.me:
        raise Refused(Reason.ROLLE)
    return item


@dialog.step("send", card.Answers)
def send(turn: Turn, form: card.Answers) -> Reply:
    """Keep the new version; open views of the old one fall back."""
    item = _mine(turn, form.seq)
    intent = Intent(EntryType.RETTING, item.category, item.purpose, item.hidden, item.about, item)
    seq = turn.write(intent, Correction(to=item.seq, text=form.tekst, why=form.grunn))
    turn.refresh_posted(seq)
    return Done("rettet", {"seq": item.seq})


@dialog.outcome("rettet")
def corrected(turn: Turn, ids: Ids) -> Say:
    """Say that it is corrected."""
    turn.item(ids["seq"])
    return Say(turn.t("Innslaget er rettet."))
