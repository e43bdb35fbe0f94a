"""A bot to try the sandbox with: checks the token, answers cards and dialogs, remembers all.

`python -m tests.sandbox.fake_bot` runs it on port 3978 beside a sandbox on port 3979.
"""

import asyncio
import sys
from collections.abc import AsyncGenerator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

import aiohttp
import jwt
from aiohttp import web

from tests.sandbox import fake_cards as cards

Json = dict[str, Any]
ADAPTIVE = "application/vnd.microsoft.card.adaptive"
DEFAULT_APP = "5afe77b0-0000-4000-8000-000000003978"


@dataclass
class FakeBot:
    """One bot; `received` holds every activity that came with a good token, in order."""

    sandbox: str = "http://127.0.0.1:3979/"
    app_id: str = DEFAULT_APP
    token: str = "sandbox-app-token"
    issuer: str = "https://api.botframework.com"
    received: list[Json] = field(default_factory=list)
    claims: list[Json] = field(default_factory=list)
    says: dict[str, web.Response | float] = field(default_factory=dict)
    refreshed: bool = True
    keys: dict[str, jwt.PyJWK] = field(default_factory=dict)

    async def handle(self, request: web.Request) -> web.Response:
        activity = await request.json()
        try:
            self.claims.append(await self._verify(request))
        except (jwt.PyJWTError, KeyError):
            return web.Response(status=401)
        self.received.append(activity)
        kind = activity["type"]
        if kind == "message":
            return await self._message(activity)
        if kind == "invoke":
            return await self._invoke(activity)
        return web.Response(status=200)

    async def _verify(self, request: web.Request) -> Json:
        token = request.headers.get("Authorization", "").removeprefix("Bearer ")
        kid = jwt.get_unverified_header(token)["kid"]
        if kid not in self.keys:
            async with aiohttp.ClientSession() as session:
                metadata = await _get(session, f"{self.sandbox}.well-known/openidconfiguration")
                published = await _get(session, metadata["jwks_uri"])
            self.keys = {key["kid"]: jwt.PyJWK(key) for key in published["keys"]}
        key = self.keys[kid]
        return jwt.decode(
            token, key, algorithms=["RS256"], audience=self.app_id, issuer=self.issuer
        )

    async def call(self, method: str, path: str, body: Json | None = None) -> tuple[int, Any]:
        """Speak to the Connector; gives the status and the JSON."""
        headers = {"Authorization": f"Bearer {self.token}"}
        async with (
            aiohttp.ClientSession(headers=headers) as session,
            session.request(method, f"{self.sandbox}v3/{path}", json=body) as response,
        ):
            text = await response.text()
            return response.status, (await response.json() if text else None)

    async def post(self, conversation: str, *, text: str = "", card: Json | None = None) -> str:
        """Post a message; gives its id."""
        body: Json = {"type": "message", "text": text}
        if card:
            body["attachments"] = [{"contentType": ADAPTIVE, "content": card}]
        _, answer = await self.call("POST", f"conversations/{conversation}/activities", body)
        return answer["id"]

    async def _message(self, activity: Json) -> web.Response:
        chat, said = activity["conversation"]["id"], activity.get("text", "").lower()
        scripted = self.says.get(said)
        if isinstance(scripted, web.Response):
            return scripted
        if isinstance(scripted, float):
            await asyncio.sleep(scripted)
        elif said == "hjelp":
            await self.post(chat, card=cards.help_card())
        elif said == "ny logg":
            await self.post(chat, card=cards.decision_card())
        elif said.startswith("lysglimt"):
            await self.post(chat, card=cards.launcher([activity["from"]["id"]]))
        elif said:
            await self.post(chat, text=f"Jeg forsto ikke «{said}». Skriv **hjelp**.")
        elif "value" in activity:
            await self.post(chat, text=f"Du valgte {activity['value'].get('dialog')}.")
        return web.Response(status=200)

    async def _invoke(self, activity: Json) -> web.Response:
        answer: dict[str, Callable[[Json], Awaitable[Json | None]]] = {
            "task/fetch": self._fetch,
            "task/submit": self._submit,
            "composeExtension/fetchTask": self._fetch,
            "composeExtension/submitAction": self._submit,
            "adaptiveCard/action": self._action,
        }
        scripted = self.says.get(activity["name"])
        if isinstance(scripted, web.Response):
            return scripted
        if isinstance(scripted, float):
            await asyncio.sleep(scripted)
        body = await answer[activity["name"]](activity)
        return web.Response(status=200) if body is None else web.json_response(body)

    async def _fetch(self, activity: Json) -> Json:
        if activity["value"].get("data", {}).get("dialog") == "logg":
            return _message("Du har lest alt i denne loggen.")
        return _dialog("Ny logg", cards.form())

    async def _submit(self, activity: Json) -> Json | None:
        data = activity["value"]["data"]
        if data.get("fornavn", "").lower() == "feil":
            return _dialog("Ny logg", cards.form("Navnet kan ikke være «feil».", data))
        if data.get("fornavn", "").lower() == "stille":
            return None
        chat = activity["conversation"]["id"]
        await self.post(chat, card=cards.launcher([activity["from"]["id"]]))
        return _message(f"Loggen for {data.get('fornavn')} er opprettet som utkast.")

    async def _action(self, activity: Json) -> Json:
        verb = activity["value"]["action"]["verb"]
        if verb == "logg.vis" and self.refreshed:
            return _card(200, ADAPTIVE, cards.view(activity["from"]["name"]))
        if verb == "logg.vis":
            return _card(200, ADAPTIVE, cards.launcher())
        if verb == "logg.takk":
            return _card(200, "application/vnd.microsoft.activity.message", "Takk er sendt.")
        problem = {"code": "avvist", "message": "Du kan ikke svare her nå."}
        return _card(400, "application/vnd.microsoft.error", problem)


def _message(words: str) -> Json:
    return {"task": {"type": "message", "value": words}}


def _dialog(title: str, content: Json) -> Json:
    value = {"title": title, "width": "medium", "height": "large"}
    value["card"] = {"contentType": ADAPTIVE, "content": content}
    return {"task": {"type": "continue", "value": value}}


def _card(status: int, kind: str, value: Any) -> Json:
    return {"statusCode": status, "type": kind, "value": value}


async def _get(session: aiohttp.ClientSession, url: str) -> Json:
    async with session.get(url) as response:
        return await response.json()


@asynccontextmanager
async def serving(bot: FakeBot, port: int = 0) -> AsyncGenerator[str]:
    """Run the bot inside a `with`; gives its messaging URL."""
    app = web.Application()
    app.router.add_post("/api/messages", bot.handle)
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", port)
    await site.start()
    try:
        yield f"http://127.0.0.1:{runner.addresses[0][1]}/api/messages"
    finally:
        await runner.cleanup()


async def _main() -> None:
    async with serving(FakeBot(), 3978) as url:
        sys.stdout.write(f"The fake bot listens on {url}\n")
        await asyncio.Event().wait()


if __name__ == "__main__":
    asyncio.run(_main())
