"""What a giver is asked about consent, and whether what they ticked can be kept."""

from cards import samtykke_parts as parts
from dialogs.parts.knowing import known, sees_whole
from dialogs.reply import Refused, Wrong
from dialogs.turn import Turn
from domain.asking import Reason
from domain.clock import oslo_day
from domain.codes import FAMILIEN, FAMILY, INNHOLD, LogState, ParticipantState, Role
from domain.consent_scopes import Scope, given, holder_ticked
from domain.consenting import Chosen, Question, Said, askable, family_asks, last_day
from storage import drafts, logs, timeline
from storage.drafts import Draft

READ_BACK = "bekreft"
"""The step of a draft that holds a whole answer, to be confirmed."""


def givers(turn: Turn, about: int) -> frozenset[int]:
    """Give the participants who must consent to what is about somebody on this log."""
    view = turn.logg
    member = view.member(about)
    if about != view.summary.person_no and (
        member is None or member.role not in FAMILY or member.state is ParticipantState.UT
    ):
        return frozenset()
    return view.ledger.required(about, oslo_day(turn.now), turn.policy)


def about_of(turn: Turn, om: str) -> int:
    """Give whom a form is about: the person the log is for, or the actor; nobody else."""
    person = turn.logg.summary.person_no
    if om in ("", str(person)):
        return person
    if om == str(turn.me):
        return turn.me
    raise Refused(Reason.UKJENT)


def question(turn: Turn, giver: int, about: int, named: str = "") -> Question:
    """Give what a giver is asked; `Refused` for whoever is none, or a service that is not known."""
    view, today, policy = turn.logg, oslo_day(turn.now), turn.policy
    if giver not in givers(turn, about):
        raise Refused(Reason.ROLLE)
    if named and named not in (*policy.services, FAMILIEN):
        raise Refused(Reason.UKJENT)
    relatives = any(member.role is Role.PARORENDE for member in view.active)
    family = family_asks(view.ledger, about, relatives, today, policy)
    topics = askable(services_asked(turn, named), family or named == FAMILIEN, policy)
    if named and said(turn, giver, about) is not Said.IKKE_SVART:
        topics = {named: topics[named]}
    about_person = about == view.summary.person_no
    return Question(
        giver=giver,
        about=about,
        topics=topics,
        first=today,
        last=last_day(today, policy),
        before=bool(timeline.page(turn.unit, view.id, types=sorted(INNHOLD), limit=1)),
        holder=about_person and not holder_ticked(view.ledger, giver, today),
        named=named,
    )


def services_asked(turn: Turn, named: str = "") -> list[str]:
    """List the services of a log that the actor knows: named, asked for, on it, answered."""
    view, whole = turn.logg, sees_whole(turn)
    on_it = [one.service for one in known(turn) if one.state is not ParticipantState.UT]
    answers = logs.answers(turn.unit, view.id)
    answered = [answer.service for answer in answers if whole or answer.giver == turn.me]
    found = dict.fromkeys([named, *view.summary.services, *on_it, *answered])
    return [code for code in found if code and code != FAMILIEN]


def stands(turn: Turn, giver: int, about: int) -> list[Scope]:
    """Give what a giver has given that still stands, whatever the others have said."""
    view = turn.logg
    today, purpose = oslo_day(turn.now), view.summary.purpose
    return given(view.ledger, {giver}, about, purpose, today, turn.policy)


def said(turn: Turn, giver: int, about: int) -> Said:
    """Tell where a giver stands with what is about somebody."""
    if stands(turn, giver, about):
        return Said.GITT
    answers = [
        answer
        for answer in logs.answers(turn.unit, turn.logg.id)
        if (answer.giver, answer.about) == (giver, about)
    ]
    if not answers:
        return Said.IKKE_SVART
    last = max(answers, key=lambda answer: answer.seq).state
    return Said.UTLOPT if last == Said.GITT else Said(last)


def chosen(turn: Turn, asked: Question, form: parts.Scopes) -> Chosen:
    """Give what was ticked as a scope for each service; raises `Wrong` for what was not offered."""
    errors = _topic_errors(turn, asked, form)
    scopes = tuple(
        Scope(service, form.les.get(service, ()), form.skriv.get(service, ()))
        for service in asked.topics
        if form.les.get(service) or form.skriv.get(service)
    )
    if not scopes and not errors:
        errors[""] = turn.t("Kryss av for minst ett tema.")
    if not asked.first <= form.til <= asked.last:
        until = turn.t("Velg en dag fra i dag til {day}.", day=turn.t.day(asked.last))
        errors["til"] = until
    if errors:
        raise Wrong(errors)
    before, holder = form.tidligere and asked.before, form.alt and asked.holder
    return Chosen(scopes, form.til, before, holder)


def _topic_errors(turn: Turn, asked: Question, form: parts.Scopes) -> dict[str, str]:
    errors: dict[str, str] = {}
    ticked = {"les": form.les, "skriv": form.skriv}
    for right, by_service in ticked.items():
        for service, topics in by_service.items():
            offered = asked.topics.get(service)
            if offered is None:
                errors[""] = turn.t("Skjemaet er endret. Åpne det på nytt.")
            elif not set(topics) <= set(offered) or (service == FAMILIEN and right == "skriv"):
                errors[f"{right}_{service}"] = turn.t("Velg en av mulighetene.")
    return errors


def draft_of(turn: Turn, draft_id: str, *steps: str) -> Draft:
    """Give the actor's own draft of this dialog and log, at one of the steps; else `Refused`."""
    draft = drafts.load(turn.unit, turn.actor.person, draft_id)
    place = (turn.logg.id, turn.dialog)
    if draft is None or (draft.logg, draft.dialog) != place or draft.step not in steps:
        raise Refused("utlopt")
    return draft


def is_open(turn: Turn) -> bool | None:
    """Tell whether the log is open, to somebody who is still on it; None to anybody else."""
    viewer = turn.view.viewer if turn.view else None
    if viewer is None or viewer.state is not ParticipantState.MED:
        return None
    return turn.logg.summary.state is not LogState.UTKAST
