"""What the sandbox keeps between starts: chats, installations and chosen languages (SQLite)."""

import json
import secrets
import sqlite3
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

_SCHEMA = """
CREATE TABLE IF NOT EXISTS conversation (
  id TEXT PRIMARY KEY, person TEXT NOT NULL UNIQUE, told INTEGER NOT NULL DEFAULT 0);
CREATE TABLE IF NOT EXISTS message (
  seq INTEGER PRIMARY KEY AUTOINCREMENT, conversation TEXT NOT NULL, id TEXT NOT NULL,
  sender TEXT NOT NULL, edited INTEGER NOT NULL DEFAULT 0, activity TEXT NOT NULL,
  UNIQUE (conversation, id));
CREATE TABLE IF NOT EXISTS locale (person TEXT PRIMARY KEY, code TEXT NOT NULL);
"""

Sender = Literal["bot", "person"]


@dataclass(frozen=True)
class Conversation:
    """One person's private chat; `told` when the bot took the message that it is installed."""

    id: str
    person: str
    told: bool


@dataclass(frozen=True)
class Message:
    """One message of a chat with its raw activity; `seq` orders all messages of the sandbox."""

    seq: int
    id: str
    sender: Sender
    edited: bool
    activity: dict[str, Any]


class Store:
    """Chats in one SQLite file; small and local, so calls may run on the event loop."""

    def __init__(self, path: Path) -> None:
        """Open or create the file."""
        path.parent.mkdir(parents=True, exist_ok=True)
        self._db = sqlite3.connect(path, isolation_level=None)
        self._db.execute("PRAGMA journal_mode=WAL")
        self._db.executescript(_SCHEMA)

    def close(self) -> None:
        """Close the file."""
        self._db.close()

    def conversation_of(self, person: str) -> Conversation:
        """Give the person's chat with the bot; the first call makes it."""
        new_id = "a:1" + secrets.token_urlsafe(48)
        self._db.execute("INSERT OR IGNORE INTO conversation VALUES (?, ?, 0)", (new_id, person))
        row = self._db.execute("SELECT * FROM conversation WHERE person = ?", (person,)).fetchone()
        return Conversation(row[0], row[1], bool(row[2]))

    def conversation(self, conversation_id: str) -> Conversation | None:
        """Find a chat by its id."""
        row = self._db.execute(
            "SELECT * FROM conversation WHERE id = ?", (conversation_id,)
        ).fetchone()
        return Conversation(row[0], row[1], bool(row[2])) if row else None

    def set_told(self, person: str) -> None:
        """Remember that the bot knows that it is installed for the person."""
        self._db.execute("UPDATE conversation SET told = 1 WHERE person = ?", (person,))

    def add(self, conversation: str, sender: Sender, activity: dict[str, Any]) -> Message:
        """Put a message at the end of a chat."""
        self._db.execute(
            "INSERT INTO message (conversation, id, sender, activity) VALUES (?, ?, ?, ?)",
            (conversation, activity["id"], sender, json.dumps(activity)),
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
        """Take a message out of a chat."""
        self._db.execute(
            "DELETE FROM message WHERE conversation = ? AND id = ?", (conversation, message_id)
        )

    def message(self, conversation: str, message_id: str) -> Message | None:
        """Find one message of a chat."""
        rows = self._messages("conversation = ? AND id = ?", conversation, message_id)
        return rows[0] if rows else None

    def chat(self, conversation: str) -> list[Message]:
        """Give a chat, oldest message first."""
        return self._messages("conversation = ?", conversation)

    def latest(self) -> dict[str, int]:
        """Give each person's newest message from the bot, by `seq`."""
        rows = self._db.execute(
            "SELECT c.person, max(m.seq) FROM message m JOIN conversation c"
            " ON c.id = m.conversation WHERE m.sender = 'bot' GROUP BY c.person"
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
            f"SELECT seq, id, sender, edited, activity FROM message WHERE {where} ORDER BY seq",  # noqa: S608 the conditions are this module's own
            values,
        )
        return [Message(s, i, w, bool(e), json.loads(a)) for s, i, w, e, a in rows.fetchall()]
