"""Opening a log."""

import pytest

from tests.support.story import opened
from tests.support.team import Team


def test_a_teacher_opens_a_log_and_is_told_who_must_answer(team: Team):
    kari = team.worker("Kari Lærer", "skole")
    assert "Skal vi opprette logg?" in kari.opens("ny_logg")
    log = opened(team, kari)
    roster = kari.opens("logg", logg=log.code)
    assert "Emil" in roster


def test_somebody_without_a_service_cannot_open_a_log(team: Team):
    assert "ansatte" in team.worker("Marte Berg").opens("ny_logg")


def test_a_draft_answers_others_like_a_log_that_does_not_exist(team: Team):
    log = opened(team, team.worker("Kari Lærer", "skole"))
    nora = team.worker("Nora Nurse", "helsestasjon")
    real = nora.opens("logg", logg=log.code)
    assert real.card == nora.opens("logg", logg="SL-ZZZZ").card


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("fodt", "2030-01-01"),
        ("fodt", "1850-01-01"),
        ("fodt", "i går"),
        ("fornavn", "x" * 201),
        ("fornavn", "Emil\u0007"),
        ("tjeneste", "nav"),
    ],
)
def test_a_wrong_field_comes_back_as_typed_with_a_sentence(team: Team, field: str, value: str):
    kari = team.worker("Kari Lærer", "skole")
    form = kari.opens("ny_logg").presses("Ja")
    good = {"fornavn": "Emil", "fodt": "2017-05-04", "tjeneste": "skole"}
    again = form.presses("Neste", **(good | {field: value}))
    assert "Neste" in again.buttons()
    assert again.inputs()[field]["value"] == value
    said = [n["text"] for n in again.card["body"][-1]["items"] if n.get("color") == "Attention"]
    assert len(said) == 1


def test_the_same_delivery_twice_opens_one_log(team: Team):
    kari = team.worker("Kari Lærer", "skole")
    form = kari.opens("ny_logg").presses("Ja")
    form = form.presses("Neste", fornavn="Emil", fodt="2017-05-04", tjeneste="skole")
    family = {"foresatt1": "Marte Berg", "relasjon1": "mor", "alene": "true"}
    first = form.presses("Opprett", tjenester="skole", **family)
    second = form.presses("Opprett", tjenester="skole", **family)
    assert first.card == second.card
