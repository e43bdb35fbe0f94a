"""Ask for consent where it is missing, after asking whether the parents should be asked at all."""

from cards import be_om_samtykke as card
from cards.form import Typed
from cards.kit import link_step
from cards.samtykke_parts import service_name, topic_name
from dialogs.base import Dialog, Ids
from dialogs.parts.consent_questions import givers
from dialogs.reply import Done, Refused, Reply, Show
from dialogs.rule import HELPERS_ONLY
from dialogs.turn import Turn
from domain.asking import Reason
from domain.clock import oslo_day
from domain.codes import FAMILIEN, ParticipantState
from domain.consenting import askable
from storage import drafts, people
from storage.log_rows import Member

dialog = Dialog(__name__, rule=HELPERS_ONLY, title=card.TITLE, about=card.ABOUT)


@dialog.open
def ask(turn: Turn, typed: Typed) -> Reply:
    """Ask the first question."""
    sent = {name: typed.value(name) for name in ("tjeneste", "tema", "om", "utkast")}
    return Show(turn.t(card.TITLE), card.first(turn.t, sent | {"logg": turn.logg.code}), "small")


@dialog.step("videre", card.Wanted, spends=False)
def matter(turn: Turn, form: card.Wanted) -> Reply:
    """Show what will be asked of whom."""
    return _shown(turn, form, Typed())


def _shown(turn: Turn, form: card.Wanted, typed: Typed) -> Show:
    t, policy = turn.t, turn.policy
    abouts = _checked(turn, form)
    service = service_name(t, policy, form.tjeneste) if form.tjeneste else ""
    topic = topic_name(t, policy, form.tema) if form.tema else ""
    services = [] if service else [(one, service_name(t, policy, one)) for one in _may_ask(turn)]
    sent = {"logg": turn.logg.code, "tjeneste": form.tjeneste, "tema": form.tema}
    sent |= {"om": ",".join(form.om), "utkast": form.utkast}
    sent = {name: value for name, value in sent.items() if value}
    drawn = card.ask(
        t,
        card.Matter(service, topic, services),
        _reached(turn, abouts),
        typed,
        sent,
        turn.nonce(),
    )
    return Show(t(card.TITLE), drawn)


def _checked(turn: Turn, form: card.Wanted) -> tuple[int, ...]:
    """Give whom it is about; `Refused` for what is not of this log or not the actor's to ask."""
    topics = askable([form.tjeneste], False, turn.policy).get(form.tjeneste, ())
    if form.tjeneste and form.tjeneste not in _may_ask(turn):
        raise Refused(Reason.ROLLE)
    if form.tema and form.tema not in (topics or turn.policy.topics):
        raise Refused(Reason.TEMA)
    known = {str(member.no) for member in turn.logg.roster}
    if not known >= set(form.om):
        raise Refused(Reason.UKJENT)
    return tuple(int(no) for no in form.om) or (turn.logg.summary.person_no,)


def _may_ask(turn: Turn) -> list[str]:
    """Give the services that the actor may ask for: their own, or as stafettholder any."""
    viewer = turn.logg.viewer
    if turn.logg.holds_pinne():
        return [*turn.policy.services, FAMILIEN]
    return [viewer.service] if viewer else []


def _asked(turn: Turn, abouts: tuple[int, ...]) -> list[tuple[Member, int]]:
    """List the givers of what is about somebody, each with whom it is about."""
    found = [(turn.logg.member(no), about) for about in abouts for no in givers(turn, about)]
    return [(member, about) for member, about in found if member is not None]


def _in_teams(turn: Turn, member: Member) -> bool:
    here = member.state is ParticipantState.MED
    return here and bool(people.identities(turn.unit, member.person))


def _reached(turn: Turn, abouts: tuple[int, ...]) -> card.Asked:
    told: dict[int, str] = {}
    paper: dict[int, str] = {}
    for member, _ in _asked(turn, abouts):
        names = told if _in_teams(turn, member) else paper
        names[member.no] = turn.logg.card_of(member.no).first_name
    return card.Asked(list(told.values()), list(paper.values()))


@dialog.step("be", card.Wanted)
def wish(turn: Turn, form: card.Wanted) -> Reply:
    """Tell the givers, once a day for each service and topic, and let the draft wait."""
    abouts = _checked(turn, form)
    if not form.tjeneste:
        return _shown(turn, form, Typed(errors={"tjeneste": turn.t("Velg en av mulighetene.")}))
    waits = _let_wait(turn, form.utkast)
    day = oslo_day(turn.now).isoformat()
    for member, about in _asked(turn, abouts):
        if _in_teams(turn, member):
            key = f"be:{turn.logg.id}:{member.no}:{about}:{form.tjeneste}:{form.tema}:{day}"
            ids = {"tjeneste": form.tjeneste, "om": about}
            turn.tell(member.person, "be", key, dialog="samtykke", **ids)
    return Done("bedt", {"om": list(abouts), "tjeneste": form.tjeneste, "venter": waits})


def _let_wait(turn: Turn, draft_id: str) -> int:
    """Mark the actor's own draft of this log as waiting; 0 when there is none."""
    draft = drafts.load(turn.unit, turn.actor.person, draft_id) if draft_id else None
    if draft is None:
        return 0
    if draft.logg != turn.logg.id:
        raise Refused(Reason.UKJENT)
    drafts.save(
        turn.unit, draft.owner, draft.logg, draft.dialog, drafts.WAITING, draft.data, draft.id
    )
    return 1


@dialog.outcome("bedt")
def wished(turn: Turn, ids: Ids) -> Show:
    """Say who was asked, to somebody who is still on the log."""
    viewer = turn.logg.viewer
    if viewer is None or viewer.state is not ParticipantState.MED:
        raise Refused(Reason.UKJENT)
    reached = _reached(turn, tuple(ids["om"]))
    file = None
    if reached.paper and turn.logg.holds_pinne():
        data = {"logg": turn.logg.code, "tjeneste": ids["tjeneste"]}
        file = link_step(turn.t("Før inn svar"), "samtykke_papir", "apne", **data)
    drawn = card.asked_now(turn.t, reached, bool(ids["venter"]), file)
    return Show(turn.t(card.TITLE), drawn)
