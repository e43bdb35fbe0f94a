"""Keeping what a giver says of consent, and telling those whom it concerns, without content."""

from dataclasses import dataclass
from datetime import date

from dialogs.turn import Turn
from domain.ages import age_rule
from domain.body import AgeRule
from domain.clock import oslo_day
from domain.codes import EntryType, LogState, Method
from domain.consent_bodies import ConsentGiven, ConsentRefused
from domain.consent_scopes import Scope, holder_ticked
from domain.consenting import Chosen, terms
from storage import drafts, erasures


@dataclass(frozen=True, slots=True)
class Voice:
    """Whose word it is, about whom, and how it was given; `recorded_by` filed it for them."""

    giver: int
    about: int
    method: Method
    language: str
    evidence: str = ""
    recorded_by: int | None = None


def own_voice(turn: Turn, about: int) -> Voice:
    """Give the actor's own voice, heard in their own chat."""
    return Voice(turn.me, about, Method.DIGITALT, turn.t.language)


def keep_yes(turn: Turn, voice: Voice, chosen: Chosen) -> int:
    """Keep a yes for each service and tell who must know; give the last entry's number."""
    view, was = turn.logg, turn.logg.summary.state
    about_person = voice.about == view.summary.person_no
    stood = about_person and holder_ticked(view.ledger, voice.giver, oslo_day(turn.now))
    holder = about_person and (chosen.holder or stood)
    seq = 0
    for scope in chosen.scopes:
        seq = keep_scope(turn, voice, scope, chosen.end, before=chosen.before, holder=holder)
    if was is LogState.UTKAST and turn.logg.summary.state is LogState.AKTIV:
        for member in turn.logg.helpers():
            turn.tell(member.person, "apnet", f"apnet:{view.id}:{member.no}", dialog="samtykke")
    _tell(turn, voice, "svar", seq)
    after_change(turn, seq)
    return seq


def keep_scope(
    turn: Turn, voice: Voice, scope: Scope, end: date, *, before: bool = False, holder: bool = False
) -> int:
    """Keep one giver's yes for one service in place of what they said of it before."""
    body = ConsentGiven(
        giver=voice.giver,
        about=voice.about,
        service=scope.service,
        terms=terms(scope, turn.logg.summary.purpose),
        start=oslo_day(turn.now),
        end=end,
        before=before,
        holder_reads_all=holder,
        method=voice.method,
        evidence=voice.evidence,
        language=voice.language,
        text_version=turn.policy.samtykke.tekst_versjon,
        recorded_by=voice.recorded_by,
        ages=_ages(turn) if voice.about == turn.logg.summary.person_no else None,
    )
    return turn.note(EntryType.SAMTYKKE_GITT, body)


def _ages(turn: Turn) -> AgeRule | None:
    born = turn.logg.card_of(turn.logg.summary.person_no).born
    return age_rule(born, oslo_day(turn.now), turn.policy) if born else None


def keep_no(turn: Turn, voice: Voice, service: str = "") -> bool:
    """Keep a no to one service or to the log; tell whether a draft was destroyed by it."""
    view = turn.logg
    body = ConsentRefused(
        giver=voice.giver,
        about=voice.about,
        service=service,
        method=voice.method,
        evidence=voice.evidence,
        language=voice.language,
        text_version=turn.policy.samtykke.tekst_versjon,
        recorded_by=voice.recorded_by,
    )
    seq = turn.note(EntryType.SAMTYKKE_AVSLATT, body)
    to_the_log = not service and voice.about == view.summary.person_no
    if to_the_log and view.summary.state is LogState.UTKAST:
        _discard(turn, voice)
        return True
    _tell(turn, voice, "svar", seq)
    after_change(turn, seq)
    return False


def _discard(turn: Turn, voice: Voice) -> None:
    """Destroy a draft; from here on the turn has no log, and the log's code is unknown."""
    view = turn.logg
    told = [view.member(no) for no in (view.summary.stafettholder_no, voice.giver) if no != turn.me]
    erasures.discard_log(turn.unit, view.id)
    turn.view = None
    for member in told:
        if member is not None:
            key = f"ikke_apnet:{view.id}:{member.no}"
            turn.tell(member.person, "ikke_apnet", key, dialog="samtykke", kode=view.code)


def _tell(turn: Turn, voice: Voice, notice: str, seq: int) -> None:
    """Tell the stafettholder that something was said, and whoever it was filed for."""
    view = turn.logg
    for no, said in ((view.summary.stafettholder_no, notice), (voice.giver, "fort")):
        member = view.member(no)
        if member is not None and no != turn.me and (no != voice.giver or voice.recorded_by):
            turn.tell(member.person, said, f"{said}:{view.id}:{seq}:{no}", dialog="samtykke")


def tell_changed(turn: Turn, voice: Voice, seq: int) -> None:
    """Tell the stafettholder, content-free, that something was taken back."""
    _tell(turn, voice, "endret", seq)


def after_change(turn: Turn, seq: int) -> None:
    """Follow up a consent that changed: posted cards are drawn anew, drafts that wait may go."""
    view = turn.logg
    turn.refresh_posted(seq)
    if view.summary.state is not LogState.AKTIV:
        return
    for draft, owner in drafts.waiting(turn.unit, view.id):
        turn.tell(owner, "utkast", f"utkast:{draft}:{seq}", dialog="samtykke", utkast=draft)
