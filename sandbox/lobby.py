"""The doors of rooms: which rooms a person has, who is let in and out, and who has the app."""

from typing import Any

from aiohttp import web

from sandbox.chats import Chats
from sandbox.gestures import Gestures
from sandbox.people import Account, Person
from sandbox.records import Conversation, Member
from sandbox.rooms import Rooms
from sandbox.wishes import Installed, Membership, read

Json = dict[str, Any]


class Lobby:
    """Routes about rooms and installations; sandbox.door describes them."""

    def __init__(self, rooms: Rooms, chats: Chats, gestures: Gestures) -> None:
        """Take the rooms, what is written in them, and what people can do."""
        self._rooms = rooms
        self._chats = chats
        self._gestures = gestures

    def routes(self) -> list[web.RouteDef]:
        """Give the routes."""
        one = "/sandbox/rooms/{channel}"
        return [
            web.get("/sandbox/api/people/{person}/rooms", self._list),
            web.put("/sandbox/api/people/{person}/app", self._app),
            web.post(f"{one}/members", self._add),
            web.delete(f"{one}/members/{{person}}", self._remove),
            web.delete(one, self._delete),
        ]

    async def _list(self, request: web.Request) -> web.Response:
        person = self._person(request.match_info["person"])
        return web.json_response(
            [self._told(room, person) for room in self._rooms.of_person(person)]
        )

    async def _app(self, request: web.Request) -> web.Response:
        person = self._person(request.match_info["person"])
        wish = await read(request, Installed)
        change = self._gestures.install if wish.installed else self._gestures.uninstall
        return web.json_response({"installed": wish.installed, "told": await change(person)})

    async def _add(self, request: web.Request) -> web.Response:
        room = self._room(request)
        person = self._person((await read(request, Membership)).person)
        new = self._rooms.join(room, self._chats.bydel.account_of(person))
        return web.json_response({"new": new}, status=201 if new else 200)

    async def _remove(self, request: web.Request) -> web.Response:
        room, person = self._room(request), self._person(request.match_info["person"])
        if not self._rooms.leave(room, self._chats.bydel.account_of(person)):
            raise web.HTTPNotFound(text=f"{person.name} is not in this room.")
        return web.json_response({})

    async def _delete(self, request: web.Request) -> web.Response:
        self._rooms.delete(self._room(request))
        return web.json_response({})

    def _room(self, request: web.Request) -> Conversation:
        room = self._rooms.find(request.match_info["channel"])
        if room is None:
            raise web.HTTPNotFound(text="There is no such room.")
        return room

    def _person(self, key: str) -> Person:
        person = self._chats.bydel.people.get(key)
        if person is None:
            raise web.HTTPNotFound(text=f"Nobody here is called {key!r}.")
        return person

    def _told(self, room: Conversation, viewer: Person) -> Json:
        messages = self._chats.messages(room, viewer)
        return {
            "channel": room.id,
            "team": self._chats.bydel.teams[room.team].name,
            "name": room.name,
            "description": room.description,
            "kind": room.kind,
            "app": room.app,
            "latest": messages[-1].seq if messages else 0,
            "members": [_member(*one) for one in self._rooms.members(room)],
        }


def _member(account: Account, member: Member) -> Json:
    return {"key": account.key, "name": account.name, "owner": member.owner}
