"""The second door to plaintext: who may use it, and that it is heard."""

import ast
from pathlib import Path

from structlog.testing import capture_logs

from storage import system
from tests.support.made_logs import active_log

ROOT = Path(__file__).parents[2]
MAY = {"storage/verify.py", "storage/verify_log.py", "storage/rebuild.py", "storage/replay.py"}
OPENS = {"storage/log.py", "storage/system.py"}


def importers(module, names):
    """List the files of the product that import a module of storage, or one of its names."""
    found = set()
    for folder in ("bot", "cards", "dialogs", "domain", "storage"):
        for path in (ROOT / folder).rglob("*.py"):
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                if isinstance(node, ast.ImportFrom):
                    taken = {alias.name for alias in node.names}
                    named = node.module == f"storage.{module}" and taken & names
                    whole = node.module == "storage" and module in taken
                elif isinstance(node, ast.Import):
                    named = any(alias.name == f"storage.{module}" for alias in node.names)
                    whole = False
                else:
                    continue
                if named or whole:
                    found.add(str(path.relative_to(ROOT)))
    return found


def test_only_rebuild_and_verify_come_through_the_second_door():
    assert importers("system", {"walk_inside"}) <= MAY


def test_only_the_log_and_the_second_door_open_an_entry():
    assert importers("envelope", {"open_up"}) == OPENS


def test_each_opening_is_logged_by_id_and_reason_alone(database):
    logg = database.do(active_log)
    with capture_logs() as heard, database.reading() as unit:
        assert len(list(system.walk_inside(unit, logg, "verify"))) == 8
    assert heard == [{"event": "system_reads", "logg": logg, "why": "verify", "log_level": "info"}]


def test_a_long_log_is_walked_whole_and_in_order(database, monkeypatch):
    logg = database.do(active_log)
    monkeypatch.setattr(system, "_PAGE", system._PAGE.limit(None).limit(3))
    with database.reading() as unit:
        walked = list(system.walk_inside(unit, logg, "rebuild"))
    assert [seen.outside.seq for seen in walked] == list(range(1, 9))
    assert all(seen.inside is not None for seen in walked)
