"""What somebody who pries could get out of a log's room, and does not."""

import json
from collections.abc import Callable
from dataclasses import replace

import pytest

from bot.call import COMMAND, Kind
from bot.rooms.roster import settle
from storage import drafts, posted, room_people, rooms
from tests.support.clocks import StillClock
from tests.support.consents import inside_log, signed_in
from tests.support.looking import everything, takes_back
from tests.support.story import Active, Opened, active, joins, on_paper, opened, writes
from tests.support.story import consents as says_yes
from tests.support.team import OTHER_TENANT, TENANT, Room, Seen, Someone, Team

TEXT = "Han kom presis hver dag."
SLEEP = "Han sover igjen om natta."
UNKNOWN = "Vi finner ikke dette"
NAMES = ("Emil", "Kari", "Nora", "Marte", "Jonas", "skolen", "helsestasjon")


@pytest.fixture
def log(team: Team) -> Active:
    return active(team)


@pytest.fixture
def room(log: Active) -> Room:
    return log.team.room(log.code, log.teacher, log.nurse)


def newest(room: Room, who: Someone) -> Seen:
    return room.seen_by(who)[-1]


def whole(seen: Seen) -> str:
    return json.dumps([seen.answer.card, seen.text], ensure_ascii=False)


def card_id(room: Room, who: Someone) -> str:
    return newest(room, who).card["refresh"]["action"]["data"]["kort"]


def seq_of(seen: Seen) -> int:
    return next(a["data"]["seq"] for a in seen.actions() if "seq" in a.get("data", {}))


def every_press(room: Room, who: Someone, reader: Someone) -> list[Seen]:
    """Do all that a card in the room offers its readers, and what somebody could forge from it."""
    card, there = newest(room, who), who.at(room)
    mine = newest(room, reader).refreshed()
    seen = [card.refreshed(), card.presses("Les")]
    seen += [
        there.acts(action, {f"svar_{seq_of(mine)}": "Hei"})
        for action in mine.actions()
        if action["type"] in ("Action.Execute", "Action.Submit")
    ]
    code = mine.card["refresh"]["action"]["data"]["logg"]
    seen += [there.opens("innslag", logg=code, seq=seq) for seq in range(1, seq_of(mine) + 1)]
    return seen


def leaves(who: Someone, code: str) -> None:
    form = who.opens("deltakere", logg=code).presses("Gå ut av loggen")
    assert "ute av loggen" in form.presses("Ja, gå ut").text


def test_who_does_not_take_part_gets_nothing_from_a_card_in_the_room(log: Active, room: Room):
    bo = log.team.worker("Bo Vik", "helsestasjon")
    joins(log, bo, "helsestasjon")
    writes(log.teacher, log.code, TEXT, "skole")
    leaves(bo, log.code)
    for who in (bo, log.team.worker("Siri", "skole"), log.team.somebody("Tor")):
        for seen in every_press(room, who, log.nurse):
            for secret in (TEXT, *NAMES, log.code, "nytt innslag"):
                assert secret not in whole(seen), who.name
    assert "Hei" not in log.nurse.opens(
        "innslag", logg=log.code, seq=seq_of(newest(room, log.nurse).refreshed())
    )


def test_an_answer_repeated_after_one_has_left_tells_nothing_more(log: Active, room: Room):
    bo = log.team.worker("Bo Vik", "skole")
    joins(log, bo, "skole")
    writes(log.teacher, log.code, TEXT, "skole")
    mine = newest(room, bo).refreshed()
    send = next(a for a in mine.actions() if a.get("title") == "Send svar")
    mine.by.acts(send, {f"svar_{send['data']['seq']}": "Fint!"})
    leaves(bo, log.code)
    writes(log.teacher, log.code, "Og mer.", "skole")
    again = mine.by.acts(send, {f"svar_{send['data']['seq']}": "Fint!"})
    assert UNKNOWN in again
    assert log.code not in whole(again)


# --- the family in the room ---


def comes_in(mother: Someone, log: Opened, room: Room) -> None:
    """Let somebody of the family ask for the room, and be let in."""
    answer = mother.opens("rom", logg=log.code).presses("Bli med i rommet")
    assert "slippes inn" in answer.text
    room.people.append(mother)
    accounts = [(one.tenant, one.subject) for one in room.people]
    inside_log(log, lambda unit, logg: settle(unit, logg, accounts))


def hides(who: Someone, log: Opened, text: str) -> None:
    """Write what a guardian is not to read, as is possible from twelve years on."""
    twelve = rooms.LOGG.update().values(rule="barn_hort")
    log.team.database.do(lambda unit: unit.db.execute(twelve))
    form = who.opens("oppdatering", logg=log.code)
    said = form.presses("Legg i loggen", tekst=text, tema="skole", skjul="true")
    if "Det står i loggen nå" not in said:  # others read it than the form said: it comes back once
        said = said.presses("Legg i loggen")
    assert "Det står i loggen nå" in said, said.text


def test_what_is_hidden_from_a_mother_in_the_room_posts_nothing_and_counts_nowhere(
    log: Active, room: Room
):
    comes_in(log.mother, log, room)
    writes(log.teacher, log.code, TEXT, "skole")
    before = newest(room, log.mother)
    hides(log.teacher, log, SLEEP)
    assert len(room.seen_by(log.mother)) == 1
    assert newest(room, log.mother).card == before.card
    assert SLEEP not in whole(newest(room, log.mother).refreshed())
    assert SLEEP in log.nurse.inbox()[-1].refreshed()


def test_what_was_hidden_before_a_mother_came_leaves_the_cards_that_she_finds(
    log: Active, room: Room, clock: StillClock
):
    hides(log.teacher, log, SLEEP)
    log.team.deliver()
    clock.move(minutes=90)
    writes(log.teacher, log.code, TEXT, "skole")
    hides(log.teacher, log, SLEEP + " Igjen.")
    assert "2 nye innslag" in newest(room, log.nurse)
    comes_in(log.mother, log, room)
    first, second = room.seen_by(log.mother)
    assert "innslag" not in first
    assert log.code not in whole(first)
    assert "1 nytt innslag" in second
    assert TEXT in second.refreshed()
    assert SLEEP not in whole(second.refreshed())
    assert SLEEP in newest(room, log.nurse).refreshed()


SCHOOL = {"les_skole": "skole,fritid", "skriv_skole": "skole,fritid"}


def test_a_guardian_of_a_youth_of_sixteen_gets_no_count_and_no_name_in_the_room(
    team: Team, clock: StillClock
):
    log = opened(team, team.worker("Kari Lærer", "skole"), "skole", born="2010-03-20")
    mother, youth = signed_in(log, "Marte"), signed_in(log, "Emil")
    for giver in (mother, youth):
        says_yes(giver, log.code, **SCHOOL)
    on_paper(log, **SCHOOL)
    rita = team.worker("Rita Rusnes", "skole")
    joins(log, rita, "skole")
    room = team.room(log.code, log.teacher, rita)
    comes_in(mother, log, room)
    writes(log.teacher, log.code, TEXT, "skole")
    assert TEXT in newest(room, mother).refreshed()
    clock.move(days=21)
    there = mother.at(room)
    seen = [newest(room, mother).refreshed(), newest(room, mother).presses("Les")]
    seen += [there.opens(name) for name in ("du_er_her", "rom", "hjelp", "logg")]
    for one in seen:
        for secret in (TEXT, "Rita", "nytt innslag", "nye innslag"):
            assert secret not in whole(one), one.answer.title
    accounts = [(one.tenant, one.subject) for one in room.people]
    assert inside_log(log, lambda unit, logg: settle(unit, logg, accounts)) is None


# --- what is taken back while a card is open ---


def stale(room: Room, who: Someone) -> Callable[[], list[Seen]]:
    """Keep a card as somebody has it open; gives what all its buttons do later."""
    card = newest(room, who).refreshed()
    seq = seq_of(card)

    def press() -> list[Seen]:
        again = {f"svar_{seq}": "Hei hei"}
        return [
            card.refreshed(),
            *(
                card.by.acts(one, again)
                for one in card.actions()
                if one["type"] in ("Action.Execute", "Action.Submit")
            ),
        ]

    return press


def test_a_withdrawn_consent_closes_every_button_of_an_open_card(log: Active, room: Room):
    writes(log.teacher, log.code, TEXT, "skole")
    press = stale(room, log.nurse)
    takes_back(log.mother, log.code, "helsestasjon")
    for seen in press():
        assert TEXT not in seen
        assert "Takk fra" not in seen
    mine = newest(room, log.teacher).refreshed()
    assert "Hei hei" not in mine
    assert "Takk fra" not in mine


@pytest.mark.parametrize("destroyed", [False, True])
def test_what_is_taken_out_of_the_log_is_gone_from_an_open_card(
    log: Active, room: Room, destroyed: bool
):
    writes(log.teacher, log.code, TEXT, "skole")
    press = stale(room, log.nurse)
    seq = seq_of(newest(room, log.teacher).refreshed())
    log.teacher.opens("feilfort", logg=log.code, seq=seq).presses("Skjul innslaget")
    if destroyed:
        log.nurse.inbox()[-1].presses("Se").presses("Ja")
    for seen in press():
        assert TEXT not in seen
    assert "nytt innslag" not in newest(room, log.nurse)


# --- other logs and other rooms ---


def test_a_room_opens_no_other_log_and_a_card_no_other_entry(log: Active, room: Room):
    lise = log.team.worker("Lise Lærer", "skole")
    other = opened(log.team, lise)
    writes(log.teacher, log.code, TEXT, "skole")
    kort, there = card_id(room, log.teacher), lise.at(room)
    for dialog, step in (
        ("nytt", "vis"),
        ("nytt", "takk"),
        ("nytt", "svar"),
        ("innslag", "vis"),
        ("du_er_her", "vis"),
    ):
        for code in (log.code, other.code, ""):
            said = there.call(Kind.KORT, dialog, step, logg=code, kort=kort, seq=9, svar_9="Hei")
            assert TEXT not in whole(said)
            assert "Kari" not in whole(said)
            assert "1 nytt innslag" not in whole(said)
    home = inside_log(log, lambda _, logg: posted.home_id(logg))
    assert "Ikke lenger her" in log.nurse.call(Kind.KORT, "nytt", "vis", logg=log.code, kort=home)


def test_only_what_a_card_stands_for_is_thanked_and_answered_on_it(log: Active, room: Room):
    writes(log.teacher, log.code, TEXT, "skole")
    kort = card_id(room, log.nurse)
    seq = seq_of(newest(room, log.nurse).refreshed())
    log.teacher.opens("kommentar", logg=log.code, seq=seq).presses("Send", tekst="Bra.")
    before = everything(log.team)["entry"]
    for number in [*range(1, seq), seq + 1]:
        sent = {"logg": log.code, "kort": kort, "seq": number, f"svar_{number}": "Hei"}
        for dialog, step in (("nytt", "takk"), ("nytt", "svar"), ("innslag", "takk_her")):
            log.nurse.at(room).call(Kind.KORT, dialog, step, **sent)
    assert everything(log.team)["entry"] == before


# --- forged places and persons ---


def from_tenant(who: Someone, tenant: str, room: Room, subject: str = "") -> Someone:
    there = replace(who, tenant=tenant, subject=subject or who.subject)
    return replace(there.at(room), hosted=tenant)


def test_another_tenant_that_names_the_rooms_channel_is_not_in_it(log: Active, room: Room):
    accounts = [(one.tenant, one.subject) for one in (log.teacher, log.nurse)]
    inside_log(log, lambda unit, logg: room_people.keep_accounts(unit, logg, accounts))
    forged = from_tenant(log.nurse, OTHER_TENANT, room)
    for dialog in ("logg", "oppdatering", "nytt", "du_er_her", "mine_logger"):
        for code in ("", log.code):
            seen = forged.opens(dialog, **({"logg": code} if code else {}))
            assert "Emil" not in whole(seen)
            assert UNKNOWN in seen
    per = log.team.worker("Per Aamodt", "helsestasjon", tenant=OTHER_TENANT)
    joins(log, per, "helsestasjon")
    assert log.code not in whole(from_tenant(per, OTHER_TENANT, room).opens("hjelp"))
    assert drafts_of(log, per, room) == [""]


def drafts_of(log: Active, who: Someone, room: Room) -> list[str]:
    """Let somebody write where they say the room is; gives the logs their drafts are for."""
    from_tenant(who, who.tenant, room).call(Kind.MELDING, "lysglimt", COMMAND, tekst=TEXT)
    return log.team.database.do(lambda unit: [d.logg for d in drafts.of_owner(unit, who.person)])


def test_one_object_id_in_two_tenants_is_nobody_in_the_room(log: Active, room: Room):
    accounts = [(TENANT, log.nurse.subject), (OTHER_TENANT, log.nurse.subject)]
    inside_log(log, lambda unit, logg: room_people.keep_accounts(unit, logg, accounts))
    assert "Emil" not in whole(log.nurse.at(room).opens("logg"))
