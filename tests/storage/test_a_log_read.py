"""A log as it was written, read back through what the gate is asked with."""

from datetime import date

from domain.asking import Intent
from domain.bodies import Correction, Opened, Participation, Thanks, Written
from domain.body import AgeRule
from domain.codes import EntryType, LogState, Method, ParticipantState, Right, Role
from domain.consent_bodies import ConsentGiven, Term
from domain.entry import Author, Inside
from domain.gate import Allow, decide
from storage import log, logs, people, timeline
from storage.people import IdentityCard
from tests.support import rows

KARI = Author(participant=2, service="skole", role=Role.STAFETTHOLDER)
ROLES = {"emil": Role.PERSON, "kari": Role.STAFETTHOLDER, "marte": Role.FORESATT}


def note(unit, logg, type_, body):
    return log.append(unit, logg, Inside(type=type_, author=KARI, body=body), None)


def opened(unit):
    """Open a log for Emil with his teacher and his mother on it."""
    logg = log.create(
        unit,
        Opened(
            code=logs.new_code(unit),
            kind="barn",
            services=("skole",),
            purpose="samordning",
            policy="oslo-standard/1",
            ages=AgeRule(rule="barn"),
        ),
        KARI,
    )
    ids = {name: people.create(unit, IdentityCard(name, name)) for name in ROLES}
    for name, role in ROLES.items():
        service = "skole" if role is Role.STAFETTHOLDER else ""
        no = logs.next_no(unit, logg)
        body = Participation(participant=no, person=ids[name], role=role, service=service)
        note(unit, logg, EntryType.DELTAKER_MED, body)
        if service:
            rows.works(unit, ids[name], service)
    return logg, ids


def consent(unit, logg):
    body = ConsentGiven(
        giver=3,
        about=1,
        service="skole",
        terms=(Term(category="skole", purpose="samordning", rights=tuple(Right)),),
        start=date(2026, 1, 1),
        end=date(2026, 12, 31),
        method=Method.PAPIR,
        language="nb",
        text_version="2026-1",
        recorded_by=2,
    )
    return note(unit, logg, EntryType.SAMTYKKE_GITT, body)


def write(unit, logg, person, type_, body, to=None):
    viewer, ledger = logs.viewer(unit, logg, person), logs.ledger(unit, logg)
    yes = decide(viewer, Intent(type_, "skole", "samordning", to=to), ledger, unit.policy, unit.now)
    assert isinstance(yes, Allow)
    author = Author(participant=viewer.participant, service=viewer.service, role=viewer.role)
    scope = {"category": "skole", "purpose": "samordning", "consents": yes.consents}
    return log.append(unit, logg, Inside(type=type_, author=author, body=body, **scope), yes)


def test_a_log_and_its_people_are_met_as_they_were_written(database):
    logg, ids = database.do(opened)
    draft = database.do(lambda unit: logs.summary(unit, logg))
    assert (draft.state, draft.person_no, draft.stafettholder_no) == (LogState.UTKAST, 1, 2)
    assert database.do(lambda unit: logs.by_code(unit, draft.code)) == logg
    given = database.do(lambda unit: consent(unit, logg))
    ledger = database.do(lambda unit: logs.ledger(unit, logg))
    assert (ledger.state, ledger.guardians) == (LogState.AKTIV, {3})
    assert {(p.right, p.seq) for p in ledger.permits} == {(right, given) for right in Right}
    answer = database.do(lambda unit: logs.answers(unit, logg))[0]
    assert (answer.giver, answer.state, answer.method) == (3, "gitt", Method.PAPIR)
    mother = database.do(lambda unit: logs.viewer(unit, logg, ids["marte"]))
    assert (mother.participant, mother.role, mother.state) == (
        3,
        Role.FORESATT,
        ParticipantState.MED,
    )


def test_what_was_written_is_listed_with_its_replies_and_its_newest_text(database):
    logg, ids = database.do(opened)

    def story(unit):
        consent(unit, logg)
        first = write(unit, logg, ids["kari"], EntryType.LYSGLIMT, Written(text="Han lo"))
        item = timeline.item(unit, logg, first)
        thanks = write(unit, logg, ids["marte"], EntryType.TAKK, Thanks(to=first), item)
        fixed = Correction(to=first, text="Han lo i dag")
        return first, thanks, write(unit, logg, ids["kari"], EntryType.RETTING, fixed, item)

    first, thanks, fixed = database.do(story)
    glimpses = (EntryType.LYSGLIMT,)
    page = database.do(lambda unit: timeline.page(unit, logg, types=glimpses, category="skole"))
    assert [(item.seq, item.author, item.about) for item in page] == [(first, 2, ())]
    hanging = database.do(lambda unit: timeline.replies(unit, logg, first))
    assert [(item.seq, item.type) for item in hanging] == [
        (thanks, EntryType.TAKK),
        (fixed, EntryType.RETTING),
    ]
    assert database.do(lambda unit: timeline.newest_version(unit, logg, first)) == fixed
