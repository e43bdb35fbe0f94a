"""The test door: what the web client and the tests use to act as a person.

All bodies are JSON. `{p}` is a person's key from bydel.toml.

    GET  /sandbox/api/state                  people, tenants, commands, faults, bot up or down
    GET  /sandbox/api/events?person={p}      server-sent events: message, updated, deleted, typing
                                             of that chat; arrived, line, faults for all
    GET  /sandbox/api/people/{p}/chat        the chat: [{seq, id, sender, edited, activity}]
    POST /sandbox/api/people/{p}/text        {text}                        write a message
    POST /sandbox/api/people/{p}/submit      {message, data, theme?}       press Action.Submit
    POST /sandbox/api/people/{p}/execute     {message, action, trigger?}   press Action.Execute
    POST /sandbox/api/people/{p}/compose     {command, message?, theme?}   open a «+» command
    POST /sandbox/api/people/{p}/dialog      {origin, data, theme?}        send a dialog's form
    PUT  /sandbox/api/people/{p}/locale      {locale}                      nb-NO, nn-NO or en-US
    GET  /sandbox/faults                     the faults that are on
    POST /sandbox/faults                     {kind, count?, seconds?}      count 0 is off
    DELETE /sandbox/faults                   all off
    POST /sandbox/keys/rotate                sign with a new key: {kid}

`data` and `action.data` already hold the inputs, merged over the button's own data as Teams does.
The gestures answer {kind, text, title, width, height, card, origin, raw}; see answers.Outcome.
`origin` is given back when the dialog is sent. `raw` holds the activity and the bot's answer.
"""

from dataclasses import asdict

from aiohttp import web

from sandbox.answers import Outcome
from sandbox.chats import Chats
from sandbox.gestures import Gestures
from sandbox.live import Live
from sandbox.people import Person
from sandbox.wishes import Compose, Dialog, Execute, Locale, Submit, Text, read


class Door:
    """Gestures over HTTP, one person at a time."""

    def __init__(self, gestures: Gestures, chats: Chats, live: Live) -> None:
        """Take what people can do, their chats, and the open pages."""
        self._gestures = gestures
        self._chats = chats
        self._live = live

    def routes(self) -> list[web.RouteDef]:
        """Give the routes of one person's client."""
        one = "/sandbox/api/people/{person}"
        return [
            web.get("/sandbox/api/events", self._events),
            web.get(f"{one}/chat", self._chat),
            web.post(f"{one}/text", self._say),
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
        messages = self._chats.messages(self._person(request))
        return web.json_response([asdict(message) for message in messages])

    async def _say(self, request: web.Request) -> web.Response:
        said = await read(request, Text)
        return _shown(await self._gestures.say(self._person(request), said.text))

    async def _submit(self, request: web.Request) -> web.Response:
        person, sent = self._person(request), await read(request, Submit)
        self._must_see(person, sent.message)
        return _shown(
            await self._gestures.submit(person, sent.message, sent.data, theme=sent.theme)
        )

    async def _execute(self, request: web.Request) -> web.Response:
        person, sent = self._person(request), await read(request, Execute)
        self._must_see(person, sent.message)
        return _shown(await self._gestures.execute(person, sent.message, sent.action, sent.trigger))

    async def _compose(self, request: web.Request) -> web.Response:
        person, sent = self._person(request), await read(request, Compose)
        if sent.message is not None:
            self._must_see(person, sent.message)
        return _shown(
            await self._gestures.compose(person, sent.command, sent.message, theme=sent.theme)
        )

    async def _dialog(self, request: web.Request) -> web.Response:
        person, sent = self._person(request), await read(request, Dialog)
        origin = sent.origin.model_dump()
        return _shown(await self._gestures.answer(person, origin, sent.data, theme=sent.theme))

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

    def _must_see(self, person: Person, message: str) -> None:
        if self._chats.message(person, message) is None:
            raise web.HTTPNotFound(text="That message is not in this person's chat.")


def _shown(outcome: Outcome) -> web.Response:
    return web.json_response(asdict(outcome))
