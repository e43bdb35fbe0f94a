"""What stands in the wrong log: hidden at once, destroyed by a second person's yes."""

import pytest

from storage.errors import KeyGone
from tests.support.story import Active, active, writes
from tests.support.team import Seen, Team

TEXT = "Dette gjelder et annet barn."


@pytest.fixture
def log(team: Team) -> Active:
    made = active(team)
    writes(made.teacher, made.code, TEXT, "skole")
    return made


def hidden(log: Active) -> Seen:
    log.nurse.inbox()[-1].presses("Les")
    opened = log.teacher.opens("logg", logg=log.code).presses("Åpne")
    form = opened.presses("Feilført")
    assert "Nora Dahl" in form
    assert "skjult" in form.presses("Skjul innslaget", grunn="Feil logg")
    return form


def test_it_is_hidden_at_once_for_everybody(log: Active):
    hidden(log)
    for person in (log.teacher, log.nurse, log.mother):
        assert TEXT not in person.opens("logg", logg=log.code)
        assert TEXT not in person.inbox()[-1].text


def test_the_content_is_destroyed_when_a_second_person_agrees(log: Active):
    hidden(log)
    ask = log.nurse.inbox()[-1].presses("Se på det")
    assert "Kari Lærer" in ask
    seq = next(a["data"]["seq"] for a in ask.actions() if "slett" in a["title"])
    assert "slettet for godt" in ask.presses("Ja, slett innholdet")
    target = _target(log, int(seq))
    with pytest.raises(KeyGone):
        log.team.database.do(lambda unit: unit.keys.for_entry(target[0], target[1]))


def _target(log: Active, word: int) -> tuple[str, int]:
    from storage import logs, timeline

    def find(unit):  # type: ignore[no-untyped-def]
        logg = logs.by_code(unit, log.code)
        assert logg
        return logg, timeline.target_of(unit, logg, word)

    return log.team.database.do(find)


def test_the_one_who_said_it_cannot_also_agree(log: Active):
    hidden(log)
    ask = log.nurse.inbox()[-1]
    word = ask.actions()[0]["data"]["ord"]
    assert "Vi finner ikke dette" in log.teacher.opens("feilfort", logg=log.code, ord=word)
    form = ask.presses("Se på det")
    nonce = next(a["data"]["nonce"] for a in form.actions() if "slett" in a["title"])
    forged = log.teacher.sends("feilfort", "slett", logg=log.code, seq=word, nonce=nonce)
    assert "slettet for godt" not in forged


def test_a_reader_who_neither_wrote_nor_holds_the_pinne_cannot_hide_it(log: Active):
    opened = log.nurse.inbox()[-1].presses("Les")
    assert "Feilført" not in opened.buttons()
    seq = opened.actions()[0]["data"]["seq"]
    assert "andre" in log.nurse.opens("feilfort", logg=log.code, seq=seq)
