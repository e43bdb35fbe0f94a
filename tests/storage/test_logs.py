"""What a log is now, as its projections say."""

from datetime import UTC, date, datetime, timedelta

import pytest

from domain.asking import Viewer
from domain.bodies import Opened
from domain.body import AgeRule
from domain.codes import LogState, Method, ParticipantState, Right, Role
from domain.entry import Author
from domain.ledger import Permit
from storage import crockford, log, logs, memberships, tables
from storage.errors import NoSuchLog
from storage.log_rows import RunOut
from storage.types import EPOCH
from tests.support import rows

MED, INVITERT, UT = ParticipantState.MED, ParticipantState.INVITERT, ParticipantState.UT


def test_a_log_is_found_by_its_code_however_it_is_typed(database):
    database.do(lambda unit: rows.logg(unit, "a", code="SL-7F0K"))
    typed = ("SL-7F0K", " sl-7f0k ", "7FOK", "sl-7fok")
    assert [database.do(lambda unit, c=code: logs.by_code(unit, c)) for code in typed] == ["a"] * 4
    for wrong in ("SL-7F0", "", "SL-7F0K\0", "😀", "%"):
        assert database.do(lambda unit, code=wrong: logs.by_code(unit, code)) is None


def test_a_summary_is_the_logs_row_and_an_unknown_log_has_none(database):
    until = date(2027, 3, 1)
    said = {"services": "skole,ppt", "rule_until": until, "rule_then": "barn_hort"}
    database.do(lambda unit: rows.logg(unit, "a", state="utkast", **said))
    found = database.do(lambda unit: logs.summary(unit, "a"))
    assert (found.id, found.code, found.state) == ("a", "SL-A", LogState.UTKAST)
    assert found.services == ("skole", "ppt")
    assert found.ages == AgeRule(rule="barn", until=until, then="barn_hort")
    assert found.created.tzinfo is not None
    for ask in (logs.summary, logs.ledger, logs.next_no):
        with pytest.raises(NoSuchLog):
            database.do(lambda unit, ask=ask: ask(unit, "b"))


def test_a_log_asked_for_no_service_has_none(database):
    database.do(lambda unit: rows.logg(unit, "a", services=""))
    assert database.do(lambda unit: logs.summary(unit, "a")).services == ()


def test_the_roster_is_of_this_log_alone_and_in_order(database):
    def fill(unit):
        rows.participant(unit, "a", 2, "kari", "stafettholder", service="skole")
        rows.participant(unit, "a", 1, "lille", "person", digital=False, state="ut")
        rows.participant(unit, "b", 1, "nora", "fagperson")
        rows.works(unit, "kari", "skole")

    database.do(fill)
    roster = database.do(lambda unit: logs.roster(unit, "a"))
    assert [(m.no, m.person, m.role, m.service, m.state, m.digital) for m in roster] == [
        (1, "lille", Role.PERSON, "", UT, False),
        (2, "kari", Role.STAFETTHOLDER, "skole", MED, True),
    ]
    assert roster[1].viewer() == Viewer("kari", 2, Role.STAFETTHOLDER, "skole", MED)


def test_whoever_works_there_no_more_is_out_until_they_do_again(database, clock):
    def fill(unit):
        rows.person(unit, "nora")
        rows.person(unit, "nora2", same_as="nora")
        rows.participant(unit, "a", 3, "nora", "fagperson", service="helsestasjon")
        rows.participant(unit, "a", 4, "ida", "fagperson", service="helsestasjon", state="invitert")
        rows.logg(unit, "a")
        rows.works(unit, "nora2", "helsestasjon")
        rows.works(unit, "nora", "skole")

    def stands(unit):
        viewer = logs.viewer(unit, "a", "nora")
        states = [(member.no, member.state) for member in logs.roster(unit, "a")]
        return viewer.state, states, [one.id for one in logs.of_person(unit, "nora")]

    invited = (4, INVITERT)
    database.do(fill)
    assert database.do(stands) == (MED, [(3, MED), invited], ["a"])
    last = clock().date()
    database.do(lambda unit: memberships.leave(unit, "nora", "helsestasjon", last))
    assert database.do(stands) == (MED, [(3, MED), invited], ["a"])
    clock.move(days=1)
    assert database.do(stands) == (UT, [(3, UT), invited], [])
    database.do(lambda unit: rows.works(unit, "nora", "helsestasjon"))
    assert database.do(stands) == (MED, [(3, MED), invited], ["a"])


def test_a_viewer_is_met_by_any_id_that_means_them_and_by_no_other(database):
    def fill(unit):
        rows.person(unit, "marte")
        rows.person(unit, "mor", same_as="marte")
        rows.person(unit, "nora")
        rows.participant(unit, "a", 3, "mor", "foresatt")
        rows.participant(unit, "b", 1, "nora", "fagperson")

    database.do(fill)
    found = database.do(lambda unit: logs.viewer(unit, "a", "marte"))
    assert found == Viewer("marte", 3, Role.FORESATT, "", MED)
    assert database.do(lambda unit: logs.viewer(unit, "a", "mor")) == found
    assert database.do(lambda unit: logs.viewer(unit, "a", "nora")) is None
    assert database.do(lambda unit: logs.viewer(unit, "a", "")) is None
    assert database.do(lambda unit: logs.viewer(unit, "finnes-ikke", "marte")) is None


def test_whoever_is_there_twice_is_met_as_the_one_that_takes_part(database):
    def fill(unit):
        rows.participant(unit, "a", 1, "kari", "foresatt", state="ut")
        rows.participant(unit, "a", 2, "kari", "fagperson", state="invitert")
        rows.participant(unit, "a", 3, "kari", "vara", state="med")

    database.do(fill)
    assert database.do(lambda unit: logs.viewer(unit, "a", "kari")).participant == 3


def test_ones_own_logs_are_those_one_takes_part_in_or_is_invited_to(database):
    early, late = datetime(2026, 1, 1, tzinfo=UTC), datetime(2026, 5, 1, tzinfo=UTC)

    def fill(unit):
        rows.person(unit, "marte")
        rows.person(unit, "mor", same_as="marte")
        for id_, at in (("a", early), ("b", late), ("c", late), ("d", late)):
            rows.logg(unit, id_, created=at)
        rows.participant(unit, "a", 1, "mor", "foresatt", state="invitert")
        rows.participant(unit, "b", 1, "marte", "foresatt")
        rows.participant(unit, "c", 1, "marte", "foresatt", state="ut")
        rows.participant(unit, "d", 1, "nora", "fagperson")

    database.do(fill)
    mine = database.do(lambda unit: logs.of_person(unit, "marte"))
    assert [log.id for log in mine] == ["b", "a"]
    assert database.do(lambda unit: logs.of_person(unit, "fremmed")) == []


def test_the_ledger_is_what_the_gate_decides_by(database):
    def fill(unit):
        rows.logg(unit, "a")
        rows.logg(unit, "b")
        for no, role, state in (
            (1, "person", "med"),
            (2, "stafettholder", "med"),
            (3, "foresatt", "med"),
            (4, "foresatt", "invitert"),
            (5, "foresatt", "ut"),
            (6, "verge", "med"),
            (7, "parorende", "med"),
        ):
            rows.participant(unit, "a", no, f"p{no}", role, state=state)
        rows.permit(unit, "a", 3, right="skriver", holder_reads_all=True)
        rows.permit(unit, "b", 3)

    database.do(fill)
    ledger = database.do(lambda unit: logs.ledger(unit, "a"))
    assert (ledger.logg, ledger.state) == ("a", LogState.AKTIV)
    assert (ledger.person, ledger.stafettholder) == (1, 2)
    assert ledger.guardians == {3, 4, 6}
    assert ledger.permits == (
        Permit(
            giver=3,
            about=1,
            service="skole",
            category="skole",
            purpose="samordning",
            right=Right.SKRIVER,
            **rows.YEAR,
            reads_from=EPOCH,
            seq=3,
            holder_reads_all=True,
        ),
    )


def test_the_next_participant_gets_the_next_number(database):
    opened = Opened(
        code="SL-NY",
        kind="barn",
        services=("skole",),
        purpose="samordning",
        policy="1",
        ages=AgeRule(rule="barn"),
    )
    author = Author(participant=1, service="skole", role=Role.STAFETTHOLDER)
    made = database.do(lambda unit: log.create(unit, opened, author))
    assert database.do(lambda unit: logs.next_no(unit, made)) == 1
    database.do(lambda unit: rows.participant(unit, made, 4, "kari", "fagperson"))
    assert database.do(lambda unit: logs.next_no(unit, made)) == 5
    assert database.do(lambda unit: logs.by_code(unit, "SL-NY")) == made


def test_a_new_code_is_free_and_grows_when_the_short_ones_are_taken(database, monkeypatch):
    code = database.do(logs.new_code)
    assert code.startswith("SL-")
    assert len(code) == 7
    assert set(code[3:]) <= set(crockford.ALPHABET)
    database.do(lambda unit: rows.logg(unit, "a", code="SL-7777"))
    monkeypatch.setattr(crockford, "draw", lambda length: "7" * length)
    assert database.do(logs.new_code) == "SL-77777"


def test_answers_are_each_givers_last_word_in_the_order_they_were_said(database):
    def fill(unit):
        known = {"about": 1, "at": unit.now, "end": None}
        for in_logg, giver, service, state, method, seq in (
            ("a", 4, "", "avslatt", "papir", 9),
            ("a", 3, "skole", "gitt", "digitalt", 5),
            ("b", 3, "skole", "trukket", "muntlig", 5),
        ):
            said = {"giver": giver, "service": service, "state": state, "method": method}
            rows.put(unit, tables.Answer, logg=in_logg, seq=seq, **said, **known)

    database.do(fill)
    answers = database.do(lambda unit: logs.answers(unit, "a"))
    assert [(a.giver, a.service, a.state, a.method, a.seq) for a in answers] == [
        (3, "skole", "gitt", Method.DIGITALT, 5),
        (4, "", "avslatt", Method.PAPIR, 9),
    ]


def test_a_consent_has_run_out_on_the_day_after_its_last(database):
    last = rows.YEAR["end"]

    def fill(unit):
        for right in ("leser", "skriver"):
            rows.permit(unit, "a", 3, right=right)
        rows.permit(unit, "a", 4, end=last + timedelta(days=1))

    database.do(fill)
    assert database.do(lambda unit: logs.run_out(unit, last)) == []
    found = database.do(lambda unit: logs.run_out(unit, last + timedelta(days=1)))
    assert found == [RunOut("a", 3, 1, "skole")]
