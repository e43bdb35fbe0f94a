"""Each kind of activity becomes one call, and each answer what Teams expects."""

from typing import Any

import pytest
from botbuilder.core import BotAdapter, TurnContext
from botbuilder.schema import Activity

from bot.call import COMMAND, OPEN, Answer, Kind
from bot.teams import ARRIVED, RAW, REFERENCE, RESPONSE, Teams
from tests.bot.fakes import DIALOGS, FakeRouter
from tests.support.activities import KARI, activity, invoke, message
from tests.support.issuer import APP_ID, SERVICE_URL, TENANT

CARD = {"type": "AdaptiveCard", "version": "1.5"}
ADAPTIVE = "application/vnd.microsoft.card.adaptive"


class Nowhere(BotAdapter):
    """An adapter that must not send: the courier does."""

    async def send_activities(self, context, activities):
        raise AssertionError

    async def update_activity(self, context, activity):
        raise AssertionError

    async def delete_activity(self, context, reference):
        raise AssertionError


@pytest.fixture
def router() -> FakeRouter:
    return FakeRouter(says=Answer())


@pytest.fixture
def turn(router):
    async def run(raw: dict[str, Any]) -> Any:
        kind, name = raw["type"], raw.get("name")
        about = Activity(type=kind, name=name, action=raw.get("action"), value=raw.get("value"))
        context = TurnContext(Nowhere(), about)
        context.turn_state.update({ARRIVED: 1.0, RAW: raw, REFERENCE: "r1"})
        await Teams(router, DIALOGS, router).on_turn(context)
        answer = context.turn_state.get(RESPONSE)
        return (answer.status, answer.body) if answer else None

    return run


async def test_a_message_becomes_a_command_with_what_follows_it(turn, router):
    assert await turn(message("Lysglimt han kom hver dag")) is None
    [call] = router.calls
    assert (call.dialog, call.step, call.kind) == ("lysglimt", COMMAND, Kind.MELDING)
    assert call.data == {"tekst": "han kom hver dag"}


async def test_who_and_where_come_from_the_activity(turn, router):
    await turn(message("hjelp", id="17"))
    [call] = router.calls
    assert (call.who.tenant, call.who.subject) == (TENANT, KARI)
    assert (call.who.name, call.who.locale) == ("Kari Lærer", "nb-NO")
    assert call.place.personal
    assert (call.place.conversation, call.place.service_url) == ("a:kari", SERVICE_URL)
    assert call.key == "a:kari|17"
    assert call.arrived == 1.0


async def test_in_a_room_the_mention_is_no_part_of_the_command(turn, router):
    room = {"id": "19:rom@thread", "conversationType": "channel", "tenantId": TENANT}
    mention = {"type": "mention", "text": "<at>Stafett</at>", "mentioned": {"id": f"28:{APP_ID}"}}
    said = message("<at>Stafett</at>\xa0ny logg", conversation=room, entities=[mention])
    await turn(said)
    [call] = router.calls
    assert (call.dialog, call.place.personal) == ("ny_logg", False)


async def test_a_guest_keeps_their_home_tenant_and_the_room_its_own(turn, router):
    room = {"id": "19:rom@thread", "conversationType": "channel", "tenantId": "VERT"}
    await turn(message("hjelp", conversation=room))
    [call] = router.calls
    assert (call.who.tenant, call.place.tenant) == (TENANT, "vert")


async def test_a_text_that_names_nothing_goes_to_help(turn, router):
    await turn(message("kan du være snill"))
    await turn(message("lysglimtt han kom"))
    assert [(call.dialog, call.step, call.data) for call in router.calls] == [
        ("hjelp", COMMAND, {"tekst": "kan du være snill"}),
        ("hjelp", COMMAND, {"tekst": "han kom", "naer": "lysglimt"}),
    ]


async def test_a_button_without_a_dialog_becomes_a_posted_call(turn, router):
    await turn(message("", value={"dialog": "logg", "steg": "vis", "logg": "SL-7F3K"}))
    [call] = router.calls
    assert (call.dialog, call.step, call.kind) == ("logg", "vis", Kind.MELDING)
    assert call.data["logg"] == "SL-7F3K"


async def test_a_button_opens_a_dialog(turn, router):
    router.says = Answer(card=CARD, title="Oppdatering", size="large")
    data = {"msteams": {"type": "task/fetch"}, "dialog": "oppdatering", "logg": "SL-7F3K"}
    status, body = await turn(invoke("task/fetch", {"data": data, "context": {"theme": "dark"}}))
    [call] = router.calls
    assert (call.dialog, call.step, call.kind) == ("oppdatering", OPEN, Kind.DIALOG)
    card = {"contentType": ADAPTIVE, "content": CARD}
    value = {"title": "Oppdatering", "height": "large", "width": "large", "card": card}
    assert (status, body) == (200, {"task": {"type": "continue", "value": value}})


async def test_a_dialog_is_sent_to_its_step_and_answered_with_a_message(turn, router):
    router.says = Answer(text="Takk")
    data = {"dialog": "oppdatering", "steg": "send", "logg": "SL-7F3K", "tekst": "Hei"}
    status, body = await turn(invoke("task/submit", {"data": data}))
    assert router.calls[0].step == "send"
    assert (status, body) == (200, {"task": {"type": "message", "value": "Takk"}})


async def test_the_compose_box_opens_a_dialog_by_its_command(turn, router):
    value = {"commandId": "lysglimt", "commandContext": "compose", "data": {}}
    await turn(invoke("composeExtension/fetchTask", value))
    [call] = router.calls
    assert (call.dialog, call.step, call.data) == ("lysglimt", OPEN, {})


async def test_a_message_is_laid_in_the_log_with_its_words(turn, router):
    body = {"contentType": "html", "content": "<p>Han kom&nbsp;i dag.</p><p>A &amp; B</p>"}
    value = {"commandId": "lysglimt", "messagePayload": {"body": body}}
    await turn(invoke("composeExtension/fetchTask", value))
    assert router.calls[0].data == {"tekst": "Han kom i dag.\nA & B"}


async def test_the_compose_box_sends_a_dialog(turn, router):
    router.says = Answer(text="Takk")
    value = {"commandId": "lysglimt", "data": {"dialog": "lysglimt", "steg": "send"}}
    status, body = await turn(invoke("composeExtension/submitAction", value))
    assert (router.calls[0].dialog, router.calls[0].step) == ("lysglimt", "send")
    assert (status, body) == (200, {"task": {"type": "message", "value": "Takk"}})


async def test_a_card_is_acted_on_in_place(turn, router):
    router.says = Answer(card=CARD)
    action = {"type": "Action.Execute", "verb": "logg.takk", "data": {"innslag": 4}}
    status, body = await turn(invoke("adaptiveCard/action", {"action": action}))
    [call] = router.calls
    assert (call.dialog, call.step, call.kind) == ("logg", "takk", Kind.KORT)
    assert call.data == {"innslag": 4}
    assert (status, body) == (200, {"statusCode": 200, "type": ADAPTIVE, "value": CARD})


async def test_a_card_is_answered_with_words(turn, router):
    router.says = Answer(text="Takk")
    action = {"type": "Action.Execute", "verb": "logg.takk"}
    _, body = await turn(invoke("adaptiveCard/action", {"action": action}))
    kind = "application/vnd.microsoft.activity.message"
    assert body == {"statusCode": 200, "type": kind, "value": "Takk"}


@pytest.mark.parametrize(
    "met",
    [
        {"type": "conversationUpdate", "membersAdded": [{"id": f"28:{APP_ID}"}]},
        {"type": "installationUpdate", "action": "add"},
    ],
)
async def test_a_first_meeting_teaches_the_address(turn, router, met):
    await turn(activity(met.pop("type"), **met))
    [(who, place)] = router.meetings
    assert (who.subject, place.conversation) == (KARI, "a:kari")
    assert router.calls == []


@pytest.mark.parametrize(
    "other",
    [
        {"type": "conversationUpdate", "membersRemoved": [{"id": f"28:{APP_ID}"}]},
        {"type": "installationUpdate", "action": "remove"},
        {"type": "conversationUpdate", "membersAdded": [{"id": "x"}], "from": {"id": "29:x"}},
    ],
)
async def test_a_farewell_or_nobody_teaches_nothing(turn, router, other):
    await turn(activity(other.pop("type"), **other))
    assert router.meetings == []


async def test_whoever_uninstalls_the_app_is_not_looked_for_where_they_were(turn, router):
    await turn(activity("installationUpdate", action="remove"))
    assert [who.subject for who in router.leavings] == [KARI]


async def test_a_team_that_removes_the_app_says_nothing_of_its_people(turn, router):
    await turn(activity("installationUpdate", action="remove", conversation=ROOM))
    assert router.leavings == []


ROOM = {"id": "19:rom@thread.tacv2", "conversationType": "channel", "tenantId": TENANT}


def of_room(event: str, **more: Any) -> dict[str, Any]:
    data = {"eventType": event, "channel": {"id": ROOM["id"]}, "tenant": {"id": TENANT}}
    return activity("conversationUpdate", conversation=ROOM, channelData=data, **more)


@pytest.mark.parametrize(
    "event",
    [
        {"event": "channelDeleted"},
        {"event": "channelRestored"},
        {"event": "channelUnshared"},
        {"event": "channelMemberAdded", "membersAdded": [{"id": f"28:{APP_ID}"}]},
        {"event": "", "membersAdded": [{"id": "29:x"}]},
        {"event": "", "membersRemoved": [{"id": "29:x"}]},
    ],
)
async def test_whoever_keeps_rooms_hears_that_something_happened_to_one(turn, router, event):
    await turn(of_room(**event))
    assert router.channels == [(ROOM["id"], SERVICE_URL)]
    assert (router.meetings, router.calls) == ([], [])


async def test_an_event_of_the_teams_general_channel_names_the_channel_it_is_about(turn, router):
    data = {"eventType": "channelDeleted", "channel": {"id": ROOM["id"]}}
    general = ROOM | {"id": "19:general@thread.tacv2"}
    await turn(activity("conversationUpdate", conversation=general, channelData=data))
    assert router.channels == [(ROOM["id"], SERVICE_URL)]


@pytest.mark.parametrize("event", ["channelRenamed", "teamRenamed", ""])
async def test_what_changes_nobodys_place_in_a_room_is_let_go(turn, router, event):
    await turn(of_room(event))
    assert (router.channels, router.meetings) == ([], [])


async def test_a_message_put_in_the_log_leaves_its_mention_and_command_behind(turn, router):
    html = '<p><at id="0">Stafett</at>&nbsp;lysglimt Han lo høyt.</p>'
    value = {"commandId": "lysglimt", "messagePayload": {"body": {"content": html}}}
    await turn(invoke("composeExtension/fetchTask", value))
    assert router.calls[0].data["tekst"] == "Han lo høyt."


async def test_what_is_typed_in_a_form_stays_whole_though_it_begins_with_a_command(turn, router):
    typed = {"dialog": "oppdatering", "steg": "send", "tekst": "Hjelp til leksene virker."}
    for name in ("task/submit", "composeExtension/submitAction"):
        await turn(invoke(name, {"data": typed}))
    await turn(invoke("task/fetch", {"data": {**typed, "steg": OPEN}}))
    assert [call.data["tekst"] for call in router.calls] == ["Hjelp til leksene virker."] * 3
