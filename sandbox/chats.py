"""Conversations as everybody else uses them: kept in the store, and told to the open pages."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sandbox.clock import Clock
from sandbox.live import Live
from sandbox.people import LOCALES, Bydel, Person
from sandbox.records import BOT, Conversation, Message
from sandbox.register import Register
from sandbox.store import Store


@dataclass(frozen=True)
class Spot:
    """Where something is written: a conversation, and in a channel under which post."""

    conversation: Conversation
    thread: str = ""


class Chats:
    """Private chats with the bot, and channels; what is posted to one alone, one alone sees."""

    def __init__(
        self, store: Store, register: Register, live: Live, bydel: Bydel, clock: Clock
    ) -> None:
        """Take the store, the channels' register, the open pages, the people and the clock."""
        self._store = store
        self._register = register
        self._live = live
        self._clock = clock
        self._last_id = 0
        self.bydel = bydel

    def now(self) -> datetime:
        """Give the present moment, aware, in UTC."""
        return self._clock()

    def new_id(self) -> str:
        """Give an activity id as Teams makes them: milliseconds, never the same twice."""
        self._last_id = max(self._last_id + 1, int(self._clock().timestamp() * 1000))
        return str(self._last_id)

    def of(self, person: Person) -> Conversation:
        """Give the person's own chat with the bot."""
        return self._store.conversation_of(person.key, app=person.app)

    def find(self, conversation_id: str) -> Conversation | None:
        """Find a private chat, or a channel that is there, by the conversation's id."""
        found = self._store.conversation(conversation_id)
        if found is None or not found.personal:
            return self._register.find(conversation_id, self._clock().timestamp())
        return found if found.person in self.bydel.people else None

    def audience(self, conversation: Conversation) -> list[Person]:
        """Give who sits at a screen and has the conversation before them."""
        if conversation.personal:
            return [self.bydel.people[conversation.person]]
        members = self._register.members(conversation.id)
        found = [self.bydel.find(member.oid) for member in members]
        return [person for person in found if person]

    def messages(self, conversation: Conversation, viewer: Person) -> list[Message]:
        """Give what a person sees of a conversation, oldest message first."""
        return [m for m in self._store.chat(conversation.id) if m.to in {"", viewer.key}]

    def message(self, conversation: Conversation, message_id: str) -> Message | None:
        """Find one message of a conversation."""
        return self._store.message(conversation.id, message_id)

    def latest(self) -> dict[str, int]:
        """Give each person's newest message from the bot in their own chat, by `seq`."""
        return self._store.latest()

    def locale(self, person: Person) -> str:
        """Give the language of the person's client, such as nb-NO."""
        return self._store.locale(person.key, LOCALES[person.language])

    def set_locale(self, person: Person, code: str) -> None:
        """Set the language of the person's client."""
        self._store.set_locale(person.key, code)

    def set_app(self, person: Person, *, app: bool, told: bool) -> None:
        """Remember whether the person has the bot, and whether the bot took the message of it."""
        self._store.set_app(self.of(person).id, app=app, told=told)

    def post(self, spot: Spot, sender: str, activity: dict[str, Any], to: str = "") -> Message:
        """Add a message, for `to` alone when that is given, and tell the pages."""
        place = spot.conversation
        thread = "" if place.personal else spot.thread or activity["id"]
        message = self._store.add(place.id, sender, activity, thread, to)
        self._tell(place, to, {"kind": "message", "message": shown(message, place)})
        if sender == BOT:
            for person in self._viewers(place, to):
                came = {"kind": "arrived", "person": person.key, "seq": message.seq}
                self._live.tell(came | _where(place))
        return message

    def edit(self, place: Conversation, activity: dict[str, Any]) -> None:
        """Replace a message, and tell the pages."""
        message = self._store.replace(place.id, activity)
        self._tell(place, message.to, {"kind": "updated", "message": shown(message, place)})

    def remove(self, place: Conversation, message: Message) -> None:
        """Remove a message, and tell the pages."""
        self._store.remove(place.id, message.id)
        self._tell(place, message.to, {"kind": "deleted", "id": message.id})

    def typing(self, place: Conversation) -> None:
        """Tell the pages that the bot is writing."""
        self._tell(place, "", {"kind": "typing"})

    def _tell(self, place: Conversation, to: str, event: dict[str, Any]) -> None:
        for person in self._viewers(place, to):
            self._live.tell(event | _where(place), person.key)

    def _viewers(self, place: Conversation, to: str) -> list[Person]:
        return [person for person in self.audience(place) if to in {"", person.key}]


def _where(place: Conversation) -> dict[str, str]:
    return {} if place.personal else {"channel": place.id}


def shown(message: Message, place: Conversation) -> dict[str, Any]:
    """Give a message as the test door shows it; in a private chat «person» means its owner."""
    told: dict[str, Any] = {"seq": message.seq, "id": message.id, "edited": message.edited}
    told["activity"] = message.activity
    if place.personal:
        return told | {"sender": BOT if message.sender == BOT else "person"}
    return told | {"sender": message.sender, "thread": message.thread, "to": message.to}
