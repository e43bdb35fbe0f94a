"""What is kept of the channels of teams: who is in them, and which apps they have."""

import secrets
import sqlite3

from sandbox.records import Conversation, Member, NewChannel
from sandbox.store import Store


class Register:
    """Channels in the sandbox's SQLite file."""

    def __init__(self, db: sqlite3.Connection, store: Store) -> None:
        """Take the open file and the conversations in it."""
        self._db = db
        self._store = store

    def create(self, new: NewChannel) -> Conversation:
        """Keep a new channel without members."""
        channel = f"19:{secrets.token_urlsafe(33)}1@thread.tacv2"
        first = (channel, new.kind, new.kind == "standard", new.team, new.name)
        self._db.execute(
            "INSERT INTO conversation (id, kind, app, team, name, description, made, ready)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            (*first, new.description, new.made, new.ready),
        )
        return self._store.conversations("id = ?", channel)[0]

    def find(self, channel: str, now: float) -> Conversation | None:
        """Find a channel that is there now."""
        rows = self._store.conversations(
            "id = ? AND kind <> 'personal' AND NOT gone AND ready <= ?", channel, now
        )
        return rows[0] if rows else None

    def of_team(self, team: str, now: float) -> list[Conversation]:
        """Give the channels of a team that are there now, oldest first."""
        return self._store.conversations("team = ? AND NOT gone AND ready <= ?", team, now)

    def ever_of_team(self, team: str) -> list[Conversation]:
        """Give also those that are not there yet, and those that are gone."""
        return self._store.conversations("team = ?", team)

    def of_account(self, oid: str, now: float) -> list[Conversation]:
        """Give the channels that an account is in now."""
        return self._store.conversations(
            "id IN (SELECT conversation FROM member WHERE oid = ?) AND NOT gone AND ready <= ?",
            oid,
            now,
        )

    def remove(self, channel: str) -> None:
        """Delete a channel; its name stays taken."""
        self._db.execute("UPDATE conversation SET gone = 1 WHERE id = ?", (channel,))

    def members(self, channel: str) -> list[Member]:
        """Give who is in a channel, in the order in which they came."""
        rows = self._db.execute(
            "SELECT oid, owner FROM member WHERE conversation = ? ORDER BY rowid", (channel,)
        )
        return [Member(oid, bool(owner)) for oid, owner in rows.fetchall()]

    def join(self, channel: str, oid: str, *, owner: bool = False) -> bool:
        """Put an account into a channel; False when it was there before."""
        done = self._db.execute(
            "INSERT OR IGNORE INTO member VALUES (?, ?, ?)", (channel, oid, owner)
        )
        return done.rowcount == 1

    def leave(self, channel: str, oid: str) -> bool:
        """Take an account out of a channel; False when it was not there."""
        done = self._db.execute(
            "DELETE FROM member WHERE conversation = ? AND oid = ?", (channel, oid)
        )
        return done.rowcount == 1

    def apps(self, channel: str) -> list[str]:
        """Give the ids of the apps that were added to a channel."""
        rows = self._db.execute("SELECT app FROM enabled_app WHERE conversation = ?", (channel,))
        return [row[0] for row in rows.fetchall()]

    def enable(self, channel: str, app: str) -> bool:
        """Add an app to a channel; False when it was there before."""
        done = self._db.execute("INSERT OR IGNORE INTO enabled_app VALUES (?, ?)", (channel, app))
        self._store.set_app(channel, app=True, told=True)
        return done.rowcount == 1
