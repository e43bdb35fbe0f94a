"""What the sandbox keeps between starts: conversations, their messages and chosen languages."""

import json
import secrets
import sqlite3
from typing import Any

from sandbox.records import BOT, Conversation, Message

_COLUMNS = "id, kind, coalesce(person, ''), app, told, team, name, description, made, ready, gone"
_MESSAGE = "seq, id, conversation, thread, sender, addressee, edited, activity"


class Store:
    """Conversations and messages in SQLite; small and local, so calls may run on the loop."""

    def __init__(self, db: sqlite3.Connection) -> None:
        """Take the open file."""
        self._db = db

    def conversation_of(self, person: str, *, app: bool = True) -> Conversation:
        """Give the person's chat with the bot; the first call makes it, with `app` as said."""
        self._db.execute(
            "INSERT OR IGNORE INTO conversation (id, kind, person, app) VALUES (?, ?, ?, ?)",
            ("a:1" + secrets.token_urlsafe(48), "personal", person, app),
        )
        return self.conversations("person = ?", person)[0]

    def conversation(self, conversation_id: str) -> Conversation | None:
        """Find a conversation by its id, also one that is gone."""
        rows = self.conversations("id = ?", conversation_id)
        return rows[0] if rows else None

    def conversations(self, where: str, *values: Any) -> list[Conversation]:
        """Give the conversations for a condition of this package's own, in the order made."""
        rows = self._db.execute(
            f"SELECT {_COLUMNS} FROM conversation WHERE {where} ORDER BY rowid",  # noqa: S608 the conditions are this package's own
            values,
        )
        return [_conversation(*row) for row in rows.fetchall()]

    def set_app(self, conversation: str, *, app: bool, told: bool) -> None:
        """Remember whether the bot is installed in a conversation, and knows it."""
        self._db.execute(
            "UPDATE conversation SET app = ?, told = ? WHERE id = ?", (app, told, conversation)
        )

    def add(
        self, conversation: str, sender: str, activity: dict[str, Any], thread: str, to: str
    ) -> Message:
        """Put a message at the end of a conversation."""
        self._db.execute(
            "INSERT INTO message (conversation, id, sender, activity, thread, addressee)"
            " VALUES (?, ?, ?, ?, ?, ?)",
            (conversation, activity["id"], sender, json.dumps(activity), thread, to),
        )
        return self._required(conversation, activity["id"])

    def replace(self, conversation: str, activity: dict[str, Any]) -> Message:
        """Give a message a new content, in its old place."""
        self._db.execute(
            "UPDATE message SET activity = ?, edited = 1 WHERE conversation = ? AND id = ?",
            (json.dumps(activity), conversation, activity["id"]),
        )
        return self._required(conversation, activity["id"])

    def remove(self, conversation: str, message_id: str) -> None:
        """Take a message out of a conversation."""
        self._db.execute(
            "DELETE FROM message WHERE conversation = ? AND id = ?", (conversation, message_id)
        )

    def message(self, conversation: str, message_id: str) -> Message | None:
        """Find one message of a conversation."""
        rows = self._messages("conversation = ? AND id = ?", conversation, message_id)
        return rows[0] if rows else None

    def chat(self, conversation: str) -> list[Message]:
        """Give a conversation, oldest message first."""
        return self._messages("conversation = ?", conversation)

    def latest(self) -> dict[str, int]:
        """Give each person's newest message from the bot in their own chat, by `seq`."""
        rows = self._db.execute(
            "SELECT c.person, max(m.seq) FROM message m JOIN conversation c"
            " ON c.id = m.conversation WHERE m.sender = ? AND c.person NOT NULL GROUP BY c.person",
            (BOT,),
        )
        return dict(rows.fetchall())

    def locale(self, person: str, default: str) -> str:
        """Give the language that the person's client is set to."""
        row = self._db.execute("SELECT code FROM locale WHERE person = ?", (person,)).fetchone()
        return row[0] if row else default

    def set_locale(self, person: str, code: str) -> None:
        """Set the language of the person's client."""
        self._db.execute("INSERT OR REPLACE INTO locale VALUES (?, ?)", (person, code))

    def _required(self, conversation: str, message_id: str) -> Message:
        found = self.message(conversation, message_id)
        if found is None:
            raise LookupError(message_id)
        return found

    def _messages(self, where: str, *values: str) -> list[Message]:
        rows = self._db.execute(
            f"SELECT {_MESSAGE} FROM message WHERE {where} ORDER BY seq",  # noqa: S608 the conditions are this module's own
            values,
        )
        return [_message(*row) for row in rows.fetchall()]


def _conversation(*row: Any) -> Conversation:
    *first, app, told, team, name, description, made, ready, gone = row
    rest = (team, name, description, made, ready)
    return Conversation(*first, bool(app), bool(told), *rest, bool(gone))  # pyright: ignore[reportCallIssue] as many as _COLUMNS


def _message(*row: Any) -> Message:
    *first, edited, activity = row
    return Message(*first, bool(edited), json.loads(activity))  # pyright: ignore[reportCallIssue] as many as _MESSAGE
