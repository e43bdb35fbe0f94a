"""File what a giver answered on paper or aloud, with its proof; for the stafettholder."""

from collections.abc import Mapping

from cards import samtykke_papir as card
from cards import samtykke_varsler as say
from cards import trekk_samtykke as withdrawal
from cards.form import Typed
from cards.samtykke_parts import Confirmed
from dialogs.base import Dialog, Ids
from dialogs.parts import consent_questions as questions
from dialogs.parts import consenting, filing, withdrawing
from dialogs.reply import Done, Reply, Say, Show
from dialogs.rule import Rule
from dialogs.turn import Turn
from domain.codes import LogState, Role
from domain.consent_scopes import taken_from
from storage import drafts

dialog = Dialog(
    __name__,
    # What stands in a closed log can be taken back there too.
    rule=Rule(roles=frozenset({Role.STAFETTHOLDER}), states=frozenset(LogState)),
    title=card.TITLE,
    about=card.ABOUT,
    commands={"nb": ("papirsamtykke",), "nn": ("papirsamtykke",), "en": ("paper consent",)},
)
BEGUN = "svar"
"""The step of a draft that knows who answered and how, but not yet what."""


@dialog.open
def ask(turn: Turn, typed: Typed) -> Reply:
    """Ask who answered, what and how; go on from a draft when one is named."""
    typed = _as_left(turn, typed, "bevis")
    sent = {"logg": turn.logg.code} | {n: typed.value(n) for n in ("tjeneste", "utkast")}
    return Show(turn.t(card.TITLE), card.form(turn.t, filing.options(turn), typed, sent))


def _as_left(turn: Turn, typed: Typed, field: str) -> Typed:
    """Fill a form from its draft, unless it comes back as it was typed."""
    draft = drafts.load(turn.unit, turn.actor.person, typed.value("utkast"))
    mine = draft is not None and (draft.logg, draft.dialog) == (turn.logg.id, turn.dialog)
    if draft is None or not mine or field in typed.values:
        return typed
    return Typed({**draft.data, **typed.values}, typed.errors)


@dialog.step("neste", card.Filed, spends=False)
def filed(turn: Turn, form: card.Filed) -> Reply:
    """Keep who and how as a draft, and go on to what."""
    filing.check(turn, form)
    before = _as_left(turn, Typed({"utkast": form.utkast}), "bevis").values
    data = {**before, **form.kept()}
    step = questions.READ_BACK if form.svar == "nei" else BEGUN
    draft = _save(turn, step, data, form.utkast)
    if form.svar == "ja":
        return _scopes(turn, Typed({"utkast": draft}))
    if form.svar == "trekker":
        return _withdrawal(turn, Typed({"utkast": draft}))
    proof, sent = filing.proof(turn, data), _sent(turn, draft, nonce=True)
    return Show(turn.t(card.TITLE), card.read_back(turn.t, turn.policy, proof, None, sent))


def _save(turn: Turn, step: str, data: Mapping[str, str], draft: str) -> str:
    owner, logg = turn.actor.person, turn.logg.id
    kept = {name: value for name, value in data.items() if name != "utkast"}
    return drafts.save(turn.unit, owner, logg, turn.dialog, step, kept, draft or None)


def _sent(turn: Turn, draft: str, *, nonce: bool = False) -> dict[str, str]:
    sent = {"logg": turn.logg.code, "utkast": draft}
    return sent | {"nonce": turn.nonce()} if nonce else sent


def _begun(turn: Turn, draft_id: str) -> tuple[dict[str, str], consenting.Voice]:
    draft = questions.draft_of(turn, draft_id, BEGUN, questions.READ_BACK)
    return draft.data, filing.voice(turn, draft.data)


def _scopes(turn: Turn, typed: Typed) -> Reply:
    data, voice = _begun(turn, typed.value("utkast"))
    asked = questions.question(turn, voice.giver, voice.about, data["tjeneste"])
    name, sent = turn.logg.card_of(voice.giver).first_name, _sent(turn, typed.value("utkast"))
    typed = _as_left(turn, typed, "til")
    drawn = card.scopes(turn.t, turn.policy, asked, name, typed, sent)
    return Show(turn.t(card.TITLE), drawn, "large")


@dialog.step("omfang", card.Ticked, again=_scopes, spends=False)
def ticked(turn: Turn, form: card.Ticked) -> Reply:
    """Keep what the yes is to, and read it back."""
    data, voice = _begun(turn, form.utkast)
    asked = questions.question(turn, voice.giver, voice.about, data["tjeneste"])
    chosen = questions.chosen(turn, asked, form)
    first = {name: data[name] for name in (*card.Filed.model_fields,) if name in data}
    draft = _save(turn, questions.READ_BACK, first | form.kept(), form.utkast)
    proof, sent = filing.proof(turn, data), _sent(turn, draft, nonce=True)
    return Show(turn.t(card.TITLE), card.read_back(turn.t, turn.policy, proof, chosen, sent))


def _withdrawal(turn: Turn, typed: Typed) -> Reply:
    _, voice = _begun(turn, typed.value("utkast"))
    sent = _sent(turn, typed.value("utkast"))
    asked = withdrawing.asked(turn, voice.giver, "trekk", sent)
    if not asked.stands:
        return Show(turn.t(card.TITLE), card.nothing(turn.t), "small")
    return Show(turn.t(card.TITLE), withdrawal.form(turn.t, turn.policy, asked, typed))


@dialog.step("trekk", withdrawal.What, again=_withdrawal, spends=False)
def taken(turn: Turn, form: withdrawal.What) -> Reply:
    """Keep what is taken back, and say what happens before it does."""
    data, voice = _begun(turn, form.utkast)
    back = withdrawing.taken_of(turn, voice.giver, form)
    draft = _save(turn, questions.READ_BACK, data | {"hva": back.written()}, form.utkast)
    effects = withdrawing.effects(turn, voice.giver, back)
    button = card.file_button(turn.t, _sent(turn, draft, nonce=True))
    return Show(turn.t(card.TITLE), withdrawal.confirm(turn.t, turn.policy, effects, button))


@dialog.step("lagre", Confirmed)
def keep(turn: Turn, form: Confirmed) -> Reply:
    """File what was read back."""
    draft = questions.draft_of(turn, form.utkast, questions.READ_BACK)
    data, voice, gone = draft.data, filing.voice(turn, draft.data), False
    if data["svar"] == "ja":
        asked = questions.question(turn, voice.giver, voice.about, data["tjeneste"])
        answers = card.Ticked.model_validate({**data, "utkast": draft.id})
        consenting.keep_yes(turn, voice, questions.chosen(turn, asked, answers))
    elif data["svar"] == "trekker":
        withdrawing.keep(turn, voice, taken_from(data["hva"]))
    else:
        gone = consenting.keep_no(turn, voice, data["tjeneste"])
    drafts.drop(turn.unit, turn.actor.person, draft.id)
    return Done("slettet" if gone else "fort")


@dialog.outcome("fort")
def kept(turn: Turn, ids: Ids) -> Say:
    """Say that it is filed, and whether the log is open to somebody who is still on it."""
    return Say(say.filed(turn.t, questions.is_open(turn)))


@dialog.outcome("slettet")
def discarded(turn: Turn, ids: Ids) -> Say:
    """Say that the draft is gone."""
    return Say(say.filed_and_gone(turn.t))
