"""Connect to a log by a one-time code: the verified sign-in comes to mean the person on the log."""

from cards import kode as card
from cards.form import Typed
from dialogs.base import Dialog, Ids
from dialogs.reply import Done, Notice, Post, Reply, Show, Wrong
from dialogs.rule import Rule
from dialogs.turn import Turn
from storage import identities, invitations, logs, people
from storage.errors import NoSuchLog

dialog = Dialog(
    __name__,
    rule=Rule(known=False, personal=True),
    title=card.TITLE,
    about=card.ABOUT,
    commands={"nb": ("kode",), "nn": ("kode",), "en": ("code",)},
)


@dialog.open
def ask(turn: Turn, typed: Typed) -> Reply:
    """Show the form."""
    return Show(turn.t(card.TITLE), card.form(turn.t, typed, turn.nonce()), "small")


@dialog.command
def write(turn: Turn, typed: Typed) -> Reply:
    """Use the code that follows the command; without one, answer with the card that asks."""
    code = typed.value("tekst").strip()
    if not code:
        return Post("start")
    logg = _used(turn, code)
    return Post("koblet", {"kode": logg}) if logg else Post("feil")


@dialog.step("bruk", card.Code)
def use(turn: Turn, form: card.Code) -> Reply:
    """Use the code of the form."""
    logg = _used(turn, form.kode)
    if not logg:
        raise Wrong({"kode": turn.t(card.WRONG)})
    return Done("koblet", {"kode": logg})


def _used(turn: Turn, code: str) -> str:
    """Bind the sign-in to the code's person; give the log's code, or nothing for whatever reason.

    `invitations` counts the wrong ones, so that nobody finds a code by trying.
    """
    unit, identity = turn.unit, turn.actor.identity
    found = invitations.redeem(unit, code[: card.CODE_LIMIT], identity)
    if found is None:
        return ""
    person, logg = found
    try:
        summary = logs.summary(unit, logg)
    except NoSuchLog:  # a draft that was refused after the code was made
        return ""
    known = people.by_id(unit, identities.bind(unit, person, *identity))
    if known.language is None:
        people.set_language(unit, known.id, turn.actor.language)
    return summary.code


@dialog.outcome("koblet")
def connected(turn: Turn, ids: Ids) -> Show:
    """Show the way to the consent."""
    return Show(turn.t(card.TITLE), card.bound(turn.t, str(ids["kode"]), posted=False), "small")


@dialog.notice("koblet")
def connected_notice(turn: Turn, ids: Ids) -> Notice:
    """Answer a code that was written in the chat."""
    return Notice(card.bound(turn.t, str(ids["kode"])), turn.t(card.BOUND))


@dialog.notice("feil")
def wrong_notice(turn: Turn, ids: Ids) -> Notice:
    """Answer a code that does not work; never why."""
    return Notice(card.wrong(turn.t), turn.t(card.TITLE))
