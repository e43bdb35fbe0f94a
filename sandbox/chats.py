"""The chats as everybody else uses them: kept in the store, and told to the open pages."""

from dataclasses import asdict
from datetime import datetime
from typing import Any

from sandbox.clock import Clock
from sandbox.live import Live
from sandbox.people import LOCALES, Bydel, Person
from sandbox.store import Conversation, Message, Sender, Store


class Chats:
    """One private chat per person with the bot."""

    def __init__(self, store: Store, live: Live, bydel: Bydel, clock: Clock) -> None:
        """Take the store, the open pages, the people and the clock."""
        self._store = store
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
        """Give the person's chat."""
        return self._store.conversation_of(person.key)

    def find(self, conversation_id: str) -> tuple[Conversation, Person] | None:
        """Find a chat and whose it is, by the conversation's id."""
        found = self._store.conversation(conversation_id)
        person = self.bydel.people.get(found.person) if found else None
        return (found, person) if found and person else None

    def messages(self, person: Person) -> list[Message]:
        """Give a person's chat, oldest message first."""
        return self._store.chat(self.of(person).id)

    def message(self, person: Person, message_id: str) -> Message | None:
        """Find one message of a person's chat."""
        return self._store.message(self.of(person).id, message_id)

    def latest(self) -> dict[str, int]:
        """Give each person's newest message from the bot, by `seq`."""
        return self._store.latest()

    def locale(self, person: Person) -> str:
        """Give the language of the person's client, such as nb-NO."""
        return self._store.locale(person.key, LOCALES[person.language])

    def set_locale(self, person: Person, code: str) -> None:
        """Set the language of the person's client."""
        self._store.set_locale(person.key, code)

    def set_told(self, person: Person) -> None:
        """Remember that the bot was told that it is installed for the person."""
        self._store.set_told(person.key)

    def post(self, person: Person, sender: Sender, activity: dict[str, Any]) -> Message:
        """Add a message, and tell the pages."""
        message = self._store.add(self.of(person).id, sender, activity)
        self._live.tell({"kind": "message", "message": asdict(message)}, person.key)
        if sender == "bot":
            self._live.tell({"kind": "arrived", "person": person.key, "seq": message.seq})
        return message

    def edit(self, person: Person, activity: dict[str, Any]) -> None:
        """Replace a message, and tell the pages."""
        message = self._store.replace(self.of(person).id, activity)
        self._live.tell({"kind": "updated", "message": asdict(message)}, person.key)

    def remove(self, person: Person, message_id: str) -> None:
        """Remove a message, and tell the pages."""
        self._store.remove(self.of(person).id, message_id)
        self._live.tell({"kind": "deleted", "id": message_id}, person.key)

    def typing(self, person: Person) -> None:
        """Tell the pages that the bot is writing."""
        self._live.tell({"kind": "typing"}, person.key)
