"""See who may read and write; give consent, change it, or say no."""

from cards import samtykke as card
from cards import samtykke_varsler as say
from cards.form import Typed, typed_of
from cards.samtykke_oversikt import overview as draw_overview
from cards.samtykke_parts import Confirmed, service_name
from dialogs.base import Dialog, Ids
from dialogs.parts import consent_notices, consenting
from dialogs.parts import consent_questions as questions
from dialogs.parts.consent_matter import unmarked
from dialogs.parts.consent_overview import overview
from dialogs.reply import Done, Reply, Say, Show
from dialogs.rule import ANY_PARTICIPANT
from dialogs.turn import Turn
from domain.codes import LogState
from domain.consenting import Said
from storage import drafts

dialog = Dialog(
    __name__,
    rule=ANY_PARTICIPANT,
    title=card.TITLE,
    about=card.ABOUT,
    commands={"nb": ("samtykke",), "nn": ("samtykke",), "en": ("consent",)},
)
dialog.notices |= consent_notices.makers()


@dialog.open
def ask(turn: Turn, typed: Typed) -> Reply:
    """Ask a giver who is to answer; show everybody else, and who has answered, the overview."""
    typed = unmarked(turn, typed)
    about = questions.about_of(turn, typed.value("om"))
    if turn.me in questions.givers(turn, about):
        asked = typed.value("tjeneste") or typed.value("endre")
        about_self = about != turn.logg.summary.person_no
        unanswered = (Said.IKKE_SVART, Said.UTLOPT)
        if asked or about_self or questions.said(turn, turn.me, about) in unanswered:
            return _form(turn, typed)
    return Show(turn.t(card.TITLE), draw_overview(turn.t, turn.policy, overview(turn)))


def _form(turn: Turn, typed: Typed) -> Reply:
    typed = _as_left(turn, typed)
    view, policy = turn.logg, turn.policy
    about = questions.about_of(turn, typed.value("om"))
    asked = questions.question(turn, turn.me, about, typed.value("tjeneste"))
    sent = {name: typed.value(name) for name in ("om", "tjeneste", "endre", "utkast")}
    stands = questions.stands(turn, turn.me, about)
    form = card.Asked(
        question=asked,
        whom="" if about == turn.me else view.first_name,
        purpose=policy.purposes[view.summary.purpose].name(turn.t.language),
        stands=[scope for scope in stands if scope.service in asked.topics],
        sent=sent | {"logg": view.code},
        may_refuse=bool(asked.named) or not stands,
    )
    return Show(turn.t(card.TITLE), card.form(turn.t, policy, form, typed), "large")


def _as_left(turn: Turn, typed: Typed) -> Typed:
    """Go on from what was ticked before, if the same was asked; what comes back stays as typed."""
    if "til" in typed.values:
        return typed
    for draft in drafts.of_owner(turn.unit, turn.actor.person, turn.logg.id, turn.dialog):
        same = all(draft.data.get(key, "") == typed.value(key) for key in ("om", "tjeneste"))
        if draft.id == typed.value("utkast") or (same and not typed.value("utkast")):
            return Typed({**draft.data, **typed.values, "utkast": draft.id}, typed.errors)
    return Typed({**typed.values, "utkast": ""}, typed.errors)


@dialog.step("neste", card.Answers, again=_form, spends=False)
def ticked(turn: Turn, form: card.Answers) -> Reply:
    """Keep what was ticked as a draft and read it back."""
    asked = questions.question(turn, turn.me, questions.about_of(turn, form.om), form.tjeneste)
    chosen = questions.chosen(turn, asked, form)
    draft = drafts.save(
        turn.unit,
        turn.actor.person,
        turn.logg.id,
        turn.dialog,
        questions.READ_BACK,
        form.kept(),
        form.utkast or None,
    )
    sent = {"logg": turn.logg.code, "utkast": draft}
    drawn = card.read_back(turn.t, turn.policy, chosen, sent, turn.nonce())
    return Show(turn.t(card.TITLE), drawn)


@dialog.step("tilbake", Confirmed, spends=False)
def back(turn: Turn, form: Confirmed) -> Reply:
    """Show the form as it was ticked."""
    return _form(
        turn, typed_of({"utkast": questions.draft_of(turn, form.utkast, questions.READ_BACK).id})
    )


@dialog.step("ja", Confirmed, again=_form)
def yes(turn: Turn, form: Confirmed) -> Reply:
    """Keep the yes that was read back, if it can still be given."""
    draft = questions.draft_of(turn, form.utkast, questions.READ_BACK)
    answers = card.Answers.model_validate(draft.data)
    about = questions.about_of(turn, answers.om)
    chosen = questions.chosen(
        turn, questions.question(turn, turn.me, about, answers.tjeneste), answers
    )
    consenting.keep_yes(turn, consenting.own_voice(turn, about), chosen)
    drafts.drop(turn.unit, turn.actor.person, draft.id)
    return Done("gitt")


@dialog.step("nei", card.No, spends=False)
def unwilling(turn: Turn, form: card.No) -> Reply:
    """Ask once more, and say what a no does."""
    about = questions.about_of(turn, form.om)
    asked = questions.question(turn, turn.me, about, form.tjeneste)
    draft = turn.logg.summary.state is LogState.UTKAST
    service = service_name(turn.t, turn.policy, asked.named) if asked.named else ""
    effect = card.effect_of_no(turn.t, service, draft and about == turn.logg.summary.person_no)
    sent = {"logg": turn.logg.code, "om": form.om, "tjeneste": form.tjeneste}
    return Show(turn.t(card.TITLE), card.refuse(turn.t, effect, sent, turn.nonce()), "small")


@dialog.step("avslatt", card.No)
def no(turn: Turn, form: card.No) -> Reply:
    """Keep the no; a draft of a log is destroyed by it."""
    about = questions.about_of(turn, form.om)
    asked = questions.question(turn, turn.me, about, form.tjeneste)
    gone = consenting.keep_no(turn, consenting.own_voice(turn, about), asked.named)
    return Done("slettet" if gone else "avslatt")


@dialog.outcome("gitt")
def given(turn: Turn, ids: Ids) -> Say:
    """Thank, and say whether the log is open to somebody who is still on it."""
    return Say(say.given(turn.t, questions.is_open(turn)))


@dialog.outcome("avslatt")
def refused(turn: Turn, ids: Ids) -> Say:
    """Say that the no is kept."""
    return Say(say.refused(turn.t, discarded=False))


@dialog.outcome("slettet")
def discarded(turn: Turn, ids: Ids) -> Say:
    """Say that the draft is gone."""
    return Say(say.refused(turn.t, discarded=True))
