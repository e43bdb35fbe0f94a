"""The sandbox's own switches: state of the whole, faults, and key rotation."""

from dataclasses import dataclass
from typing import Any

from aiohttp import web

from sandbox.chats import Chats
from sandbox.commands import read_commands
from sandbox.faults import Faults, Switch
from sandbox.issuer import Issuer
from sandbox.line import Line
from sandbox.people import Person
from sandbox.settings import Settings
from sandbox.wishes import read


@dataclass(frozen=True)
class Panel:
    """Routes that are about the sandbox and not about one person."""

    settings: Settings
    chats: Chats
    faults: Faults
    issuer: Issuer
    line: Line

    def routes(self) -> list[web.RouteDef]:
        """Give the routes; sandbox.door describes them."""
        return [
            web.get("/sandbox/api/state", self._state),
            web.get("/sandbox/faults", self._faults),
            web.post("/sandbox/faults", self._switch),
            web.delete("/sandbox/faults", self._clear),
            web.post("/sandbox/keys/rotate", self._rotate),
        ]

    async def _state(self, _: web.Request) -> web.Response:
        bydel = self.chats.bydel
        latest = self.chats.latest()
        return web.json_response(
            {
                "bot": {"url": self.settings.bot_url, "up": await self.line.is_up()},
                "app_id": self.settings.app_id,
                "tenants": [t.model_dump(mode="json") for t in bydel.tenants.values()],
                "teams": [t.model_dump(mode="json") for t in bydel.teams.values()],
                "people": [self._person(p, latest.get(p.key, 0)) for p in bydel.people.values()],
                "commands": read_commands(self.settings.manifest),
                "faults": self.faults.listed(),
            }
        )

    def _person(self, person: Person, latest: int) -> dict[str, Any]:
        chat = self.chats.of(person)
        return person.model_dump(mode="json") | {
            "app": chat.app,
            "teams_id": self.chats.bydel.teams_id(person),
            "initials": person.initials,
            "locale": self.chats.locale(person),
            "installed": chat.told,
            "latest": latest,
        }

    async def _faults(self, _: web.Request) -> web.Response:
        return web.json_response(self.faults.listed())

    async def _switch(self, request: web.Request) -> web.Response:
        self.faults.switch(await read(request, Switch))
        return web.json_response(self.faults.listed())

    async def _clear(self, _: web.Request) -> web.Response:
        self.faults.clear()
        return web.json_response(self.faults.listed())

    async def _rotate(self, _: web.Request) -> web.Response:
        return web.json_response({"kid": self.issuer.rotate()})
