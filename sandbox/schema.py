"""The one SQLite file of the sandbox: its tables, and the steps from older files to this one."""

import sqlite3
from pathlib import Path

_PRIVATE_CHATS = """
CREATE TABLE IF NOT EXISTS conversation (
  id TEXT PRIMARY KEY, person TEXT NOT NULL UNIQUE, told INTEGER NOT NULL DEFAULT 0);
CREATE TABLE IF NOT EXISTS message (
  seq INTEGER PRIMARY KEY AUTOINCREMENT, conversation TEXT NOT NULL, id TEXT NOT NULL,
  sender TEXT NOT NULL, edited INTEGER NOT NULL DEFAULT 0, activity TEXT NOT NULL,
  UNIQUE (conversation, id));
CREATE TABLE IF NOT EXISTS locale (person TEXT PRIMARY KEY, code TEXT NOT NULL);
"""
_CHANNELS = """
ALTER TABLE conversation RENAME TO private_chat;
CREATE TABLE conversation (
  id TEXT PRIMARY KEY, kind TEXT NOT NULL, person TEXT UNIQUE,
  app INTEGER NOT NULL, told INTEGER NOT NULL DEFAULT 0,
  team TEXT NOT NULL DEFAULT '', name TEXT NOT NULL DEFAULT '',
  description TEXT NOT NULL DEFAULT '', made TEXT NOT NULL DEFAULT '',
  ready REAL NOT NULL DEFAULT 0, gone INTEGER NOT NULL DEFAULT 0);
INSERT INTO conversation (id, kind, person, app, told)
  SELECT id, 'personal', person, 1, told FROM private_chat;
ALTER TABLE message ADD COLUMN thread TEXT NOT NULL DEFAULT '';
ALTER TABLE message ADD COLUMN addressee TEXT NOT NULL DEFAULT '';
UPDATE message SET sender =
  (SELECT person FROM private_chat WHERE private_chat.id = message.conversation)
  WHERE sender = 'person';
DROP TABLE private_chat;
CREATE TABLE member (
  conversation TEXT NOT NULL, oid TEXT NOT NULL, owner INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY (conversation, oid));
CREATE TABLE enabled_app (
  conversation TEXT NOT NULL, app TEXT NOT NULL, PRIMARY KEY (conversation, app));
"""
_STEPS = (_PRIVATE_CHATS, _CHANNELS)


def open_database(path: Path) -> sqlite3.Connection:
    """Open or create the file, and bring one of an earlier version up to date."""
    path.parent.mkdir(parents=True, exist_ok=True)
    db = sqlite3.connect(path, isolation_level=None)
    db.execute("PRAGMA journal_mode=WAL")
    done: int = db.execute("PRAGMA user_version").fetchone()[0]
    for number, step in enumerate(_STEPS[done:], done + 1):
        db.executescript(f"BEGIN; {step} PRAGMA user_version = {number}; COMMIT;")
    return db
