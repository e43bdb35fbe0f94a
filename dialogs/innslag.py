"""Read one entry, opened or in place; thank for it, answer it in one line."""

from cards import innslag as card
from cards.form import Typed
from cards.innslag_parts import kind_name
from cards.velg_logg import named
from dialogs.base import Dialog, Ids
from dialogs.parts import replying, showing
from dialogs.reply import Done, Drawn, Notice, Refused, Reply, Show, Swap
from dialogs.rule import ANY_PARTICIPANT
from dialogs.turn import Turn
from domain.asking import Item, Reason
from domain.codes import Door
from domain.gate import Allow
from storage import timeline

dialog = Dialog(__name__, rule=ANY_PARTICIPANT, title=card.TITLE, about=card.ABOUT)


@dialog.open
def ask(turn: Turn, typed: Typed) -> Reply:
    """Open an entry."""
    older = typed.value("eldre")
    before = int(older) if older.isascii() and older.isdecimal() and len(older) < 10 else 0
    return _opened(turn, turn.item(typed.value("seq")), before)


def _opened(turn: Turn, item: Item, before: int = 0) -> Show:
    turn.door = Door.APNET
    view = turn.logg
    found = showing.shown(turn, [item])
    if item.type not in showing.TEXTS or not found:
        raise Refused(Reason.UKJENT)
    name = named(view.code, view.label, view.first_name)
    place = card.Place(name, view.code, before)
    drawn = card.opened(turn.t, place, found[0], replying.may(turn, item), turn.nonce())
    return Show(kind_name(turn.t, item.type), drawn)


@dialog.step("takk", card.Pick)
def thank(turn: Turn, form: card.Pick) -> Reply:
    """Say «Takk» in the dialog; a second time changes nothing."""
    item = turn.item(form.seq)
    replying.thank(turn, item)
    return Done("takket", {"seq": item.seq})


@dialog.outcome("takket")
def thanked(turn: Turn, ids: Ids) -> Drawn:
    """Show the entry again."""
    return _opened(turn, turn.item(ids["seq"]))


@dialog.action("vis", card.Pick, writes=False)
def show(turn: Turn, form: card.Pick) -> Reply:
    """Show the entry in place to those who may read it, else the card as it was posted."""
    return _in_place(turn, form.seq)


def _in_place(turn: Turn, seq: object) -> Swap:
    view = turn.logg
    if not (str(seq).isascii() and str(seq).isdecimal()):
        raise Refused(Reason.UKJENT)
    item = timeline.item(turn.unit, view.id, int(str(seq)))
    found = showing.shown(turn, [item]) if item and item.type in showing.TEXTS else []
    if item is None or not found:
        return Swap(card.news(turn.t, view.code, int(str(seq)), ""))
    place = card.Place(named(view.code, view.label, view.first_name), view.code)
    may = replying.may(turn, item)
    return Swap(card.in_place(turn.t, place, found[0], may, turn.nonce()))


@dialog.action("takk_her", card.Pick)
def thank_here(turn: Turn, form: card.Pick) -> Reply:
    """Say «Takk» in place."""
    item = turn.item(form.seq)
    replying.thank(turn, item)
    return Done("svart_her", {"seq": item.seq})


@dialog.action("svar", card.Answer)
def answer_here(turn: Turn, form: card.Answer) -> Reply:
    """Answer in one line, in place."""
    item = turn.item(form.seq)
    if not form.svar:
        return _in_place(turn, item.seq)
    replying.answer(turn, item, form.svar)
    return Done("svart_her", {"seq": item.seq})


@dialog.outcome("svart_her")
def answered_here(turn: Turn, ids: Ids) -> Drawn:
    """Show the entry in place again."""
    return _in_place(turn, ids["seq"])


@dialog.notice("nytt")
def news(turn: Turn, ids: Ids) -> Notice | None:
    """Draw «Nytt i loggen» for somebody who may read the entry at this moment."""
    view = turn.logg
    item = timeline.item(turn.unit, view.id, int(ids["seq"]))
    if item is None or not isinstance(turn.decide(item), Allow):
        return None
    drawn = card.news(turn.t, view.code, item.seq, turn.t.short_day(item.at))
    return Notice(drawn, turn.t("Nytt i loggen"))
