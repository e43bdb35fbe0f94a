"""Open a log: decide, say whom it is for, and whom to ask; until all consent it is a draft."""

from cards import ny_logg as card
from cards.form import Typed, typed_of
from dialogs.base import Dialog, Ids
from dialogs.parts import opening, opening_checks
from dialogs.reply import Done, Refused, Reply, Show, Wrong
from dialogs.rule import ANY_WORKER
from dialogs.turn import Turn
from domain.ages import age_rule
from domain.clock import oslo_day
from storage import drafts

dialog = Dialog(
    __name__,
    rule=ANY_WORKER,
    title=card.TITLE,
    about=card.ABOUT,
    commands={"nb": ("ny logg",), "nn": ("ny logg",), "en": ("new log",)},
)


@dialog.open
def ask(turn: Turn, typed: Typed) -> Reply:
    """Show the decision card."""
    criteria = [(one.kode, one.name(turn.t.language)) for one in turn.policy.opprettelse.kriterium]
    return Show(turn.t(card.TITLE), card.decision(turn.t, criteria, typed))


@dialog.step("nei", spends=False)
def no(turn: Turn) -> Reply:
    """Say that nothing was opened."""
    return Show(turn.t(card.TITLE), card.not_opened(turn.t), "small")


@dialog.step("hvem", card.Decision, spends=False)
def decided(turn: Turn, form: card.Decision) -> Reply:
    """Go on to whom the log is for."""
    known = {one.kode for one in turn.policy.opprettelse.kriterium}
    if not known >= set(form.kriterier):
        raise Wrong({"kriterier": turn.t("Velg en av mulighetene.")})
    return _whom(turn, typed_of({"kriterier": ",".join(form.kriterier)}))


def _whom(turn: Turn, typed: Typed) -> Show:
    mine = [
        (code, turn.policy.services[code].name(turn.t.language))
        for code in turn.actor.services
        if code in turn.policy.services
    ]
    if not mine:
        raise Refused("ansatt")
    if "tjeneste" not in typed.values:
        typed = Typed({**typed.values, "tjeneste": mine[0][0]}, typed.errors)
    criteria = tuple(typed.value("kriterier").split(",")) if typed.value("kriterier") else ()
    return Show(turn.t(card.TITLE), card.whom(turn.t, mine, criteria, typed), "large")


@dialog.step("familie", card.Whom, again=_whom, spends=False)
def whom(turn: Turn, form: card.Whom) -> Reply:
    """Keep whom it is for in a draft and ask for family and services."""
    errors = opening_checks.whom_errors(turn, form)
    if errors:
        raise Wrong(errors)
    kept = {"fornavn": form.fornavn, "fodt": form.fodt.isoformat(), "tjeneste": form.tjeneste}
    kept["kriterier"] = ",".join(form.kriterier)
    draft = drafts.save(turn.unit, turn.actor.person, "", turn.dialog, "familie", kept)
    return _family(turn, typed_of({"utkast": draft}))


def _family(turn: Turn, typed: Typed) -> Show:
    whom = opening.whom_of_draft(turn, typed.value("utkast"))
    rule = age_rule(whom.born, oslo_day(turn.now), turn.policy)
    givers = turn.policy.age_rows[rule.rule].givere
    asked = card.Asked(
        first_name=whom.first_name,
        guardians="foresatte" in givers,
        person="personen" in givers,
        services=[(s.kode, s.name(turn.t.language)) for s in turn.policy.tjenester.tjeneste],
        draft=typed.value("utkast"),
        nonce=turn.nonce(),
    )
    if "tjenester" not in typed.values:
        typed = Typed({**typed.values, "tjenester": whom.service}, typed.errors)
    return Show(turn.t(card.TITLE), card.family(turn.t, asked, typed), "large")


@dialog.step("opprett", card.Family, again=_family)
def create(turn: Turn, form: card.Family) -> Reply:
    """Open the log as a draft, with its people as participants."""
    whom = opening.whom_of_draft(turn, form.utkast)
    errors = opening_checks.family_errors(turn, whom, form)
    if errors:
        raise Wrong(errors)
    code = opening.open_log(turn, whom, form)
    drafts.drop(turn.unit, turn.actor.person, form.utkast)
    return Done("opprettet", {"code": code})


@dialog.outcome("opprettet")
def created(turn: Turn, ids: Ids) -> Show:
    """Show what must happen before the log opens."""
    view = opening.view_of(turn, str(ids["code"]))
    asked: list[tuple[str, str]] = []
    ways: set[bool] = set()
    for member in view.active:
        if member.no not in opening.givers(turn, view):
            continue
        ways.add(member.digital)
        asked.append((view.card_of(member.no).first_name, _way(turn, member.digital)))
    drawn = card.opened(turn.t, view.code, view.first_name, asked, (True in ways, False in ways))
    return Show(turn.t(card.TITLE), drawn)


def _way(turn: Turn, digital: bool) -> str:
    t = turn.t
    return (
        t("får en kode av deg og svarer i Teams") if digital else t("svarer på papir eller muntlig")
    )
