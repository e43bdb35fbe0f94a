"""Every activity of Teams becomes one Call; the router's Answer becomes what Teams expects."""

# botbuilder has no types; what it gives is read as JSON.
# pyright: reportMissingTypeStubs=false, reportUnknownMemberType=false
# pyright: reportUnknownVariableType=false, reportUnknownArgumentType=false

from collections import OrderedDict
from collections.abc import Collection
from typing import Any, cast

from botbuilder.core import InvokeResponse, TurnContext
from botbuilder.core.teams import TeamsActivityHandler
from botbuilder.schema import Activity, Attachment

from bot.call import COMMAND, OPEN, Answer, Call, Kind
from bot.commands_text import Command, Spoken, parse
from bot.invokes import ADAPTIVE, BAD_ACTION, INVOKES, Asked, Malformed, mapping, name_in
from bot.metrics import ANSWERS
from bot.ports import Door
from bot.quoting import uncommanded
from bot.rooms.events import RoomEvents, channel_of
from bot.sender import place_of, text_of, who_of

ARRIVED = "stafett.arrived"
RAW = "stafett.raw"
REFERENCE = "stafett.reference"
"""Where the adapter puts the time of arrival, the activity as it came, and the turn's reference."""
RESPONSE = "BotFrameworkAdapter.InvokeResponse"
HELP = "hjelp"
REMEMBERED = 1000
"""Messages answered at once that are remembered, so that one delivered twice is answered once."""


class Teams(TeamsActivityHandler):
    """One handler for each kind of activity, ever; what people can do is not known here."""

    def __init__(self, router: Door, dialogs: Collection[Spoken], rooms: RoomEvents) -> None:
        super().__init__()
        self._router = router
        self._dialogs = dialogs
        self._rooms = rooms
        self._answered: OrderedDict[str, None] = OrderedDict()

    async def on_message_activity(self, turn_context: TurnContext) -> None:
        """Take a written command, or a card's button without a dialog of its own."""
        raw = _raw(turn_context)
        if who_of(raw) is None:
            return
        asked = self._written(raw)
        answer = await self._ask(turn_context, asked)
        # What a command is answered with is a job; only what must leave none comes back at once.
        if asked.step == COMMAND and (answer.card or answer.text) and self._is_new(raw):
            await turn_context.send_activity(_message(answer))

    def _is_new(self, raw: dict[str, Any]) -> bool:
        """Tell whether a message is answered for the first time; no more is kept of it."""
        key = f"{raw['conversation']['id']}|{raw['id']}"
        known = key in self._answered
        self._answered[key] = None
        if len(self._answered) > REMEMBERED:
            self._answered.popitem(last=False)
        return not known

    def _written(self, raw: dict[str, Any]) -> Asked:
        value = raw.get("value")
        if value:
            data = mapping(value)
            return Asked(name_in(data, "dialog"), name_in(data, "steg", OPEN), data, Kind.MELDING)
        said = parse(text_of(raw), self._dialogs)
        if isinstance(said, Command):
            return Asked(said.dialog, COMMAND, {"tekst": said.rest}, Kind.MELDING)
        data = {"tekst": said.rest} | ({"naer": said.command} if said.command else {})
        return Asked(HELP, COMMAND, data, Kind.MELDING)

    async def on_conversation_update_activity(self, turn_context: TurnContext) -> None:
        """Hear of a room; learn where somebody is found when the bot and they share a chat."""
        raw = _raw(turn_context)
        channel = channel_of(raw)
        if channel:
            await self._rooms.changed(channel, str(raw["serviceUrl"]))
        elif raw.get("membersAdded"):
            await self._meet(raw)

    async def on_installation_update_add(self, turn_context: TurnContext) -> None:
        """Learn where somebody is to be found when they install the app."""
        await self._meet(_raw(turn_context))

    async def on_installation_update_remove(self, turn_context: TurnContext) -> None:
        """Forget where somebody was to be found when they uninstall the app."""
        raw = _raw(turn_context)
        who = who_of(raw)
        if who is not None and place_of(raw, who).personal:
            await self._router.left(who)

    async def _meet(self, raw: dict[str, Any]) -> None:
        who = who_of(raw)
        if who is not None:
            await self._router.met(who, place_of(raw, who))

    async def on_invoke_activity(  # pyright: ignore[reportIncompatibleMethodOverride] None is handled
        self, turn_context: TurnContext
    ) -> None:
        """Answer an invoke: 501 for one that the bot does not know, 400 for a malformed one."""
        raw = _raw(turn_context)
        known = INVOKES.get(str(raw.get("name")))
        if known is None:
            return _respond(turn_context, 501, None)
        read, draw = known
        try:
            asked = uncommanded(read(raw.get("value")), self._dialogs)
            answer = await self._ask(turn_context, asked)
        except Malformed:
            bad = BAD_ACTION if raw.get("name") == "adaptiveCard/action" else None
            return _respond(turn_context, 400, bad)
        return _respond(turn_context, 200, draw(answer))

    async def _ask(self, context: TurnContext, asked: Asked) -> Answer:
        raw = _raw(context)
        who = who_of(raw)
        if who is None or not raw.get("id"):
            raise Malformed
        place = place_of(raw, who)
        call = Call(
            who=who,
            place=place,
            kind=asked.kind,
            dialog=asked.dialog,
            step=asked.step,
            key=f"{place.conversation}|{raw['id']}",
            arrived=cast("float", context.turn_state[ARRIVED]),
            reference=cast("str", context.turn_state[REFERENCE]),
            data=asked.data,
        )
        with ANSWERS.labels(kind=asked.kind.value).time():
            return await self._router.answer(call)


def _message(answer: Answer) -> Activity:
    if answer.card is None:
        return Activity(type="message", text=answer.text)
    card = Attachment(content_type=ADAPTIVE, content=answer.card)
    return Activity(type="message", summary=answer.title, attachments=[card])


def _respond(context: TurnContext, status: int, body: Any) -> None:
    context.turn_state[RESPONSE] = InvokeResponse(status=status, body=body)


def _raw(context: TurnContext) -> dict[str, Any]:
    return cast("dict[str, Any]", context.turn_state[RAW])
