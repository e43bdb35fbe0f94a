"""The triggers that refuse every change of an entry, on both engines."""

from typing import Any

from sqlalchemy import Connection

_SAYS = "entry is append-only"
_SQLITE = {
    f"entry_no_{what}": (
        f"CREATE TRIGGER entry_no_{what} BEFORE {what.upper()} ON entry "
        f"BEGIN SELECT RAISE(ABORT, '{_SAYS}'); END"
    )
    for what in ("update", "delete")
}
_BODY = f"BEGIN RAISE EXCEPTION '{_SAYS}'; END"
_POSTGRES = {
    "entry_no_change": ("BEFORE UPDATE OR DELETE ON entry FOR EACH ROW", 1 | 2 | 8 | 16),
    "entry_no_truncate": ("BEFORE TRUNCATE ON entry FOR EACH STATEMENT", 2 | 32),
}
"""What each does, and the same as the bits of pg_trigger.tgtype."""
_STANDING = """
    SELECT t.tgname, t.tgtype FROM pg_trigger t JOIN pg_proc p ON p.oid = t.tgfoid
    WHERE t.tgrelid = to_regclass('entry') AND t.tgenabled = 'A' AND t.tgqual IS NULL
    AND t.tgattr = '' AND p.proname = 'entry_refuse' AND p.prosrc = %s
"""


def install(db: Connection) -> None:
    """Put up the triggers that are missing or changed."""
    if db.dialect.name == "sqlite":
        for name, command in _SQLITE.items():
            db.exec_driver_sql(f"DROP TRIGGER IF EXISTS {name}")
            db.exec_driver_sql(command)
        return
    db.exec_driver_sql(
        f"CREATE OR REPLACE FUNCTION entry_refuse() RETURNS trigger LANGUAGE plpgsql AS $${_BODY}$$"
    )
    for name, (when, _) in _POSTGRES.items():
        db.exec_driver_sql(f"DROP TRIGGER IF EXISTS {name} ON entry")
        db.exec_driver_sql(f"CREATE TRIGGER {name} {when} EXECUTE FUNCTION entry_refuse()")
        # ALWAYS: even for a session that calls itself a replica
        db.exec_driver_sql(f"ALTER TABLE entry ENABLE ALWAYS TRIGGER {name}")


def remove(db: Connection) -> None:
    """Take the triggers down (a migration that goes back does)."""
    for name in _SQLITE if db.dialect.name == "sqlite" else _POSTGRES:
        on = "" if db.dialect.name == "sqlite" else " ON entry"
        db.exec_driver_sql(f"DROP TRIGGER IF EXISTS {name}{on}")


def missing(db: Connection) -> list[str]:
    """Give the names of the triggers that do not stand as they were put up."""
    if db.dialect.name == "sqlite":
        rows = db.exec_driver_sql(
            "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'entry'"
        )
        found: dict[str, Any] = {row.name: row.sql for row in rows}
        return [name for name, command in _SQLITE.items() if found.get(name) != command]
    standing = {row.tgname: row.tgtype for row in db.exec_driver_sql(_STANDING, (_BODY,))}
    return [name for name, (_, kind) in _POSTGRES.items() if standing.get(name) != kind]
