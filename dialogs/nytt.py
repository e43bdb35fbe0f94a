"""What is new in a room: read in place by those who may, thanked for, answered in one line."""

from pydantic import ValidationError

from cards import festet, start
from cards import nytt as card
from cards.form import Typed
from cards.innslag import Answer
from cards.velg_logg import named
from dialogs.base import Dialog, Ids
from dialogs.parts import replying, room_news, rostering, showing
from dialogs.reply import Done, Drawn, Notice, Refused, Reply, Show, Swap
from dialogs.rule import ANY_PARTICIPANT
from dialogs.turn import Turn
from domain.asking import Item, Reason
from domain.codes import Door

dialog = Dialog(__name__, rule=ANY_PARTICIPANT, title=card.TITLE, about=card.ABOUT)


def _name(turn: Turn) -> str:
    view = turn.logg
    return named(view.code, view.label, view.first_name)


def _readable(turn: Turn, card_id: str) -> list[card.Read]:
    """Give the entries of a posted card that the viewer may read."""
    items = room_news.items(turn, card_id)
    shown = showing.shown(turn, items)
    by_seq = {item.seq: item for item in items}
    return [
        card.Read(one, replying.may(turn, by_seq[one.seq]), turn.nonce())
        for one in shown[-card.MOST :]
    ]


@dialog.open
def ask(turn: Turn, typed: Typed) -> Reply:
    """Show what is new to this viewer, or say kindly that nothing here is shared with them."""
    turn.door = Door.APNET
    entries, code = _readable(turn, typed.value("kort")), turn.logg.code
    if not entries:
        return Show(turn.t(card.TITLE), card.not_for_you(turn.t, _name(turn), code), "small")
    return Show(turn.t(card.TITLE), card.opened(turn.t, _name(turn), code, entries))


@dialog.action("vis", card.Card, writes=False)
def show(turn: Turn, form: card.Card) -> Reply:
    """Show in place what the viewer may read, else the card as it stands in the room."""
    return _in_place(turn, form.kort)


def _in_place(turn: Turn, card_id: str) -> Swap:
    entries, news = _readable(turn, card_id), room_news.news(turn, card_id)
    if not entries:
        return Swap(card.base(turn.t, news) if news.count else start.gone(turn.t))
    return Swap(card.in_place(turn.t, _name(turn), news, entries))


@dialog.action("takk", card.Pick)
def thank(turn: Turn, form: card.Pick) -> Reply:
    """Say «Takk» in place; a second time changes nothing."""
    replying.thank(turn, _picked(turn, form))
    return Done("her", {"kort": form.kort})


@dialog.action("svar", card.Pick)
def answer(turn: Turn, form: card.Pick) -> Reply:
    """Answer an entry in one line, in place; an empty line says nothing."""
    typed = turn.data.get(f"svar_{int(form.seq)}")
    try:
        said = Answer.model_validate({"seq": form.seq, "svar": typed or ""}).svar
    except ValidationError:
        said = ""
    if not said:
        return _in_place(turn, form.kort)
    replying.answer(turn, _picked(turn, form), said)
    return Done("her", {"kort": form.kort})


def _picked(turn: Turn, form: card.Pick) -> Item:
    """Give one of the entries that the card stands for; «unknown» for any other."""
    item = turn.item(form.seq)
    if item not in room_news.items(turn, form.kort):
        raise Refused(Reason.UKJENT)
    return item


@dialog.outcome("her")
def here(turn: Turn, ids: Ids) -> Drawn:
    """Show the card in place again, to whoever still takes part."""
    if not rostering.takes_part(turn):
        raise Refused(Reason.UKJENT)
    return _in_place(turn, str(ids["kort"]))


@dialog.notice(room_news.NOTICE)
def posted(turn: Turn, ids: Ids) -> Notice | None:
    """Draw the card as it stands in the room; None when nothing of it stands any more."""
    news = room_news.counted(turn, ids)
    return Notice(card.base(turn.t, news), turn.t(card.TITLE)) if news.count else None


@dialog.notice("festet")
def pinned(turn: Turn, ids: Ids) -> Notice:
    """Draw the card that stands first in a room."""
    drawn = festet.pinned(turn.t, turn.logg.code)
    return Notice(drawn, turn.t("Chatten er ikke loggen"))
