"""The test door: what the web client and the tests use to act as a person.

All bodies are JSON. `{p}` is a person's key from bydel.toml, `{r}` a room: the id of its channel,
percent-encoded.

    GET  /sandbox/api/state                  people, teams, commands, faults, bot up or down
    GET  /sandbox/api/events?person={p}      server-sent events: message, updated, deleted, typing
                                             of that chat and of rooms (with `channel`); rooms when
                                             the list or the members change; arrived, line, faults
    GET  /sandbox/api/people/{p}/chat        the chat: [{seq, id, sender, edited, activity}]
    GET  /sandbox/api/people/{p}/rooms       [{channel, team, name, description, kind, app, latest,
                                             members: [{key, name, owner}]}]
    GET  /sandbox/api/people/{p}/rooms/{r}/chat   also `thread` and `to` (who alone sees it)
    POST /sandbox/api/people/{p}/rooms/{r}/text   {text, thread?}          write «@Stafett …»
    POST /sandbox/api/people/{p}/text        {text}                        write a message
    POST /sandbox/api/people/{p}/submit      {message, data, theme?}       press Action.Submit
    POST /sandbox/api/people/{p}/execute     {message, action, trigger?}   press Action.Execute
    POST /sandbox/api/people/{p}/compose     {command, message?, thread?, theme?}   a «+» command
    POST /sandbox/api/people/{p}/dialog      {origin, data, theme?}        send a dialog's form
    PUT  /sandbox/api/people/{p}/locale      {locale}                      nb-NO, nn-NO or en-US
    PUT  /sandbox/api/people/{p}/app         {installed}                   add or remove the app
    POST /sandbox/rooms/{r}/members          {person}                      put somebody in
    DELETE /sandbox/rooms/{r}/members/{p}    DELETE /sandbox/rooms/{r}     take out; delete
    GET  /sandbox/faults                     the faults that are on
    POST /sandbox/faults                     {kind, count?, seconds?, scope?, chance?}  count 0: off
    DELETE /sandbox/faults                   all off
    POST /sandbox/keys/rotate                sign with a new key: {kid}

What is pressed or opened in a room has the room's id in the body's `channel`. `data` and
`action.data` already hold the inputs, merged over the button's own data as Teams does. The gestures
answer {kind, text, title, width, height, card, origin, raw}; see answers.Outcome. `origin` is given
back when the dialog is sent. `raw` holds the activity and the bot's answer.
"""

from dataclasses import asdict

from aiohttp import web

from sandbox.answers import Outcome
from sandbox.chats import Chats, Spot, shown
from sandbox.gestures import Gestures
from sandbox.live import Live
from sandbox.people import Person
from sandbox.wishes import Compose, Dialog, Execute, Locale, Submit, Text, read


class Door:
    """Gestures over HTTP, one person at a time."""

    def __init__(self, gestures: Gestures, chats: Chats, live: Live) -> None:
        """Take what people can do, their conversations, and the open pages."""
        self._gestures = gestures
        self._chats = chats
        self._live = live

    def routes(self) -> list[web.RouteDef]:
        """Give the routes of one person's client."""
        one = "/sandbox/api/people/{person}"
        room = f"{one}/rooms/{{channel}}"
        return [
            web.get("/sandbox/api/events", self._events),
            web.get(f"{one}/chat", self._chat),
            web.get(f"{room}/chat", self._chat),
            web.post(f"{one}/text", self._say),
            web.post(f"{room}/text", self._say),
            web.post(f"{one}/submit", self._submit),
            web.post(f"{one}/execute", self._execute),
            web.post(f"{one}/compose", self._compose),
            web.post(f"{one}/dialog", self._dialog),
            web.put(f"{one}/locale", self._locale),
        ]

    async def _events(self, request: web.Request) -> web.StreamResponse:
        person = self._named(request.query.get("person", ""))
        return await self._live.serve(request, person.key)

    async def _chat(self, request: web.Request) -> web.Response:
        person = self._person(request)
        place = self._spot(person, request.match_info.get("channel", "")).conversation
        messages = self._chats.messages(place, person)
        return web.json_response([shown(message, place) for message in messages])

    async def _say(self, request: web.Request) -> web.Response:
        person, said = self._person(request), await read(request, Text)
        spot = self._spot(person, request.match_info.get("channel", ""), said.thread)
        return _shown(await self._gestures.say(person, spot, said.text))

    async def _submit(self, request: web.Request) -> web.Response:
        person, sent = self._person(request), await read(request, Submit)
        spot = self._at(person, sent.channel, sent.message)
        return _shown(
            await self._gestures.submit(person, spot, sent.message, sent.data, sent.theme)
        )

    async def _execute(self, request: web.Request) -> web.Response:
        person, sent = self._person(request), await read(request, Execute)
        spot = self._at(person, sent.channel, sent.message)
        return _shown(
            await self._gestures.execute(person, spot, sent.message, sent.action, sent.trigger)
        )

    async def _compose(self, request: web.Request) -> web.Response:
        person, sent = self._person(request), await read(request, Compose)
        if sent.message is not None:
            spot = self._at(person, sent.channel, sent.message)
        else:
            spot = self._spot(person, sent.channel, sent.thread)
        return _shown(
            await self._gestures.compose(person, spot, sent.command, sent.message, sent.theme)
        )

    async def _dialog(self, request: web.Request) -> web.Response:
        person, sent = self._person(request), await read(request, Dialog)
        origin = sent.origin.model_dump()
        place = self._spot(person, sent.channel or sent.origin.channel).conversation
        spot = Spot(place, sent.origin.thread)
        return _shown(await self._gestures.answer(person, spot, origin, sent.data, sent.theme))

    async def _locale(self, request: web.Request) -> web.Response:
        wish = await read(request, Locale)
        self._chats.set_locale(self._person(request), wish.locale)
        return web.json_response({"locale": wish.locale})

    def _person(self, request: web.Request) -> Person:
        return self._named(request.match_info["person"])

    def _named(self, key: str) -> Person:
        person = self._chats.bydel.people.get(key)
        if person is None:
            raise web.HTTPNotFound(text=f"Nobody here is called {key!r}.")
        return person

    def _spot(self, person: Person, channel: str, thread: str = "") -> Spot:
        place = self._chats.find(channel) if channel else self._chats.of(person)
        if place is None or person not in self._chats.audience(place):
            raise web.HTTPNotFound(text="That room is not among this person's.")
        if thread and self._chats.message(place, thread) is None:
            raise web.HTTPNotFound(text="That post is not in this room.")
        return Spot(place, thread)

    def _at(self, person: Person, channel: str, message: str) -> Spot:
        place = self._spot(person, channel).conversation
        found = self._chats.message(place, message)
        if found is None or found.to not in {"", person.key}:
            raise web.HTTPNotFound(text="That message is not in this person's chat.")
        return Spot(place, found.thread)


def _shown(outcome: Outcome) -> web.Response:
    return web.json_response(asdict(outcome))
