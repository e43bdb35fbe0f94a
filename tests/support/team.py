"""People who do things: each speaks to the router as Teams would, and sees what comes back.

kari = team.worker("Kari", "skole")
form = kari.opens("oppdatering", logg="SL-7F3K")
answer = form.presses("Send", tekst="…")
kari.inbox()[-1].presses("Les")
"""

import asyncio
import itertools
import time
import uuid
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import Any

from bot.call import COMMAND, OPEN, Answer, Call, Kind, Parcel, Place, Who
from bot.router import Router
from dialogs.base import discover
from domain.clock import Clock
from domain.policy import Policy
from storage import identities, jobs, logs, memberships, people, posted, rooms
from storage.database import Database
from storage.identity_cards import IdentityCard
from storage.memberships import Grant
from tests.support.clocks import StillClock

TENANT = "11111111-1111-1111-1111-111111111111"
OTHER_TENANT = "22222222-2222-2222-2222-222222222222"


def walk(node: Any) -> "itertools.chain[dict[str, Any]]":
    """Give every object of a card."""
    if isinstance(node, dict):
        yield node
        for value in node.values():
            yield from walk(value)
    elif isinstance(node, list):
        for value in node:
            yield from walk(value)


@dataclass
class Seen:
    """A card, dialog or message in front of one person."""

    by: "Someone"
    answer: Answer

    @property
    def text(self) -> str:
        """Give all the words that can be read on it."""
        keys = ("text", "title", "label", "value", "placeholder")
        found = [self.answer.text, self.answer.title]
        for node in walk(self.answer.card or {}):
            found += [str(node[key]) for key in keys if isinstance(node.get(key), str)]
        return "\n".join(found)

    @property
    def card(self) -> dict[str, Any]:
        """Give the card; fails when there is none."""
        assert self.answer.card is not None, f"no card, but: {self.answer.text!r}"
        return self.answer.card

    def __contains__(self, words: str) -> bool:
        return words in self.text

    def buttons(self) -> list[str]:
        """Give the titles of all buttons."""
        return [a["title"] for a in self.actions()]

    def actions(self) -> list[dict[str, Any]]:
        """Give all actions."""
        return [n for n in walk(self.card) if str(n.get("type", "")).startswith("Action.")]

    def inputs(self) -> dict[str, dict[str, Any]]:
        """Give all inputs by id."""
        return {n["id"]: n for n in walk(self.card) if str(n.get("type", "")).startswith("Input.")}

    def presses(self, title: str, **inputs: Any) -> "Seen":
        """Press a button as Teams would: with what the fields hold, changed by `inputs`."""
        action = next((a for a in self.actions() if a.get("title", "").startswith(title)), None)
        assert action is not None, f"no button «{title}» among {self.buttons()}"
        held = {name: str(node.get("value") or "") for name, node in self.inputs().items()}
        unknown = set(inputs) - set(held)
        assert not unknown, f"no fields {unknown} among {set(held)}"
        sent = held | {k: str(v) for k, v in inputs.items()}
        if action.get("associatedInputs") == "none":
            sent = {}
        return self.by.acts(action, sent)

    def refreshed(self) -> "Seen":
        """Let the client ask for this viewer's own view of the card."""
        return self.by.acts(self.card["refresh"]["action"], {})


@dataclass
class Someone:
    """One person with a Teams account (or, for the bot, nobody)."""

    team: "Team"
    name: str
    tenant: str
    subject: str
    person: str = ""
    locale: str = "nb-NO"
    room: str = ""
    hosted: str = TENANT
    """The tenant that the room is in, as Teams says."""

    def at(self, room: "Room") -> "Someone":
        """Give the same person as they act in a room."""
        return replace(self, room=room.channel)

    def call(self, kind: Kind, dialog: str, step: str, **data: Any) -> Seen:
        """Send a call; `key` in data repeats an earlier delivery."""
        key = data.pop("key", None) or uuid.uuid4().hex
        who = Who(self.tenant, self.subject, self.name, self.locale)
        place = Place(True, f"chat-{self.subject}", self.tenant, "http://127.0.0.1:1/")
        if self.room:
            thread = f"{self.room};messageid=1"
            place = Place(False, thread, self.hosted, "http://127.0.0.1:1/", f"29:{self.subject}")
        call = Call(
            who, place, kind, dialog, step, f"{place.conversation}|{key}",
            time.monotonic(), "test", data,
        )  # fmt: skip
        if isinstance(self.team.clock, StillClock):
            self.team.clock.move(milliseconds=1)  # so that what is sent later comes later
        return Seen(self, asyncio.run(self.team.router.answer(call)))

    def opens(self, dialog: str, **data: Any) -> Seen:
        """Open a dialog, as a task/fetch."""
        return self.call(Kind.DIALOG, dialog, OPEN, **data)

    def sends(self, dialog: str, step: str, **data: Any) -> Seen:
        """Send whatever data to a step, as somebody hostile could."""
        return self.call(Kind.DIALOG, dialog, step, **data)

    def acts(self, action: dict[str, Any], inputs: dict[str, Any]) -> Seen:
        """Do what a card's action does."""
        data = {**action.get("data", {}), **inputs}
        if action["type"] == "Action.Execute":
            dialog, step = action["verb"].split(".", 1)
            return self.call(Kind.KORT, dialog, step, **data)
        msteams = data.pop("msteams", {})
        dialog = data.pop("dialog")
        if msteams.get("type") == "task/fetch":
            return self.call(Kind.DIALOG, dialog, OPEN, **data)
        return self.call(Kind.DIALOG, dialog, data.pop("steg", OPEN), **data)

    def writes(self, dialog: str, text: str = "", **data: Any) -> Seen:
        """Write a command in one's own chat and see what is posted back."""
        direct = self.call(Kind.MELDING, dialog, COMMAND, tekst=text, **data)
        if direct.answer.card or direct.answer.text:
            return direct
        found = self.inbox()
        assert found, "nothing was posted back"
        return found[-1]

    def inbox(self) -> list[Seen]:
        """Draw everything that waits to be sent, and give all that has reached this person."""
        self.team.deliver()
        return [Seen(self, answer) for answer in self.team.delivered.get(self.subject, [])]


@dataclass
class Room:
    """A log's room with people in it; what stands there is in `cards`, by message."""

    team: "Team"
    channel: str
    people: list[Someone]
    open: bool = True
    cards: dict[str, Answer] = field(default_factory=dict)

    def stands(self, unit: Any, parcel: Parcel) -> None:
        """Put a drawn card where it belongs, and remember it as the courier does."""
        message = parcel.replaces or uuid.uuid4().hex
        self.cards[message] = Answer(parcel.card, parcel.summary)
        if parcel.keep is not None and not parcel.replaces:
            spot = posted.Spot(parcel.service_url, parcel.conversation, message)
            posted.move(unit, parcel.posted, spot)

    def seen_by(self, someone: Someone) -> list[Seen]:
        """Give what somebody sees in the room, before their client fetches a view of their own."""
        self.team.deliver()
        there = someone.at(self)
        return [Seen(there, answer) for answer in self.cards.values()]


@dataclass
class Team:
    """The router on a database, and the people around it."""

    database: Database
    clock: Clock
    policy: Policy
    delivered: dict[str, list[Answer]] = field(default_factory=dict)
    rooms: dict[str, "Room"] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.router = Router(
            self.database, discover(), self.policy, self.clock, b"k" * 32, lambda: None
        )

    def somebody(self, name: str, tenant: str = TENANT, locale: str = "nb-NO") -> Someone:
        """Make an account that the bot does not know."""
        return Someone(self, name, tenant, str(uuid.uuid4()), "", locale)

    def worker(self, name: str, *services: str, tenant: str = TENANT, **more: Any) -> Someone:
        """Make an account whose person works in services."""
        someone = self.somebody(name, tenant, **more)

        def keep(unit: Any) -> str:
            card = IdentityCard(first_name=name.split(maxsplit=1)[0], full_name=name)
            person = people.create(unit, card, None)
            identities.bind(unit, person, tenant, someone.subject)
            for service in services:
                memberships.grant(unit, Grant(person, service, date(2026, 1, 1), "test"))
            return person

        someone.person = self.database.do(keep)
        return someone

    def deliver(self) -> None:
        """Draw every waiting job at this moment, as the courier does, and put it in its inbox."""

        def draw(unit: Any) -> None:
            while claimed := jobs.claim(unit, 1000, timedelta(minutes=1)):
                for job in claimed:
                    parcel = self._drawn(unit, job)
                    if parcel is not None:
                        self._hand_over(unit, parcel)
                    jobs.done(unit, job.id)

        self.database.do(draw)

    def _drawn(self, unit: Any, job: Any) -> Parcel | None:
        if job.kind == "rom":
            return None
        if job.kind != "rom_nytt":
            return self.router.parcel(unit, job)
        room = self.rooms[rooms.of(unit, job.ids["logg"]).channel]
        present = {one.person for one in room.people} if room.open else None
        return self.router.room_news(unit, job.ids["logg"], job.ids["seq"], present)

    def _hand_over(self, unit: Any, parcel: Parcel) -> None:
        if parcel.identity is not None:
            answer = Answer(parcel.card, parcel.summary)
            self.delivered.setdefault(parcel.identity[1], []).append(answer)
        elif parcel.conversation in self.rooms:
            self.rooms[parcel.conversation].stands(unit, parcel)

    def room(self, code: str, *people: Someone) -> Room:
        """Let a log have a room in Teams with these people in it."""
        channel = f"19:{uuid.uuid4().hex}@thread.tacv2"

        def keep(unit: Any) -> None:
            logg = logs.by_code(unit, code)
            row = rooms.RoomRow(
                logg, "delt", TENANT, "team", channel, "http://127.0.0.1:1/",
                rooms.RoomState.KLAR, "", "", "", unit.now,
            )  # fmt: skip
            rooms.keep(unit, row)

        self.database.do(keep)
        self.rooms[channel] = Room(self, channel, list(people))
        return self.rooms[channel]
