"""docs/how-to/watch.md tells of every metric and every log line that there is, and of no other."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from bot.logging import LIBRARY
from bot.metrics import REGISTRY

ROOT = Path(__file__).parents[1]
PAGE = (ROOT / "docs" / "how-to" / "watch.md").read_text(encoding="utf-8")
SOURCES = ("bot", "dialogs", "cards", "storage", "domain")
LEVELS = frozenset(("debug", "info", "warning", "error", "critical", "exception"))


def events() -> Iterator[str]:
    """Give the first word of every call of a logger in the source."""
    for source in SOURCES:
        for file in sorted((ROOT / source).rglob("*.py")):
            for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
                if isinstance(node, ast.Call) and _is_a_loggers(node.func):
                    assert isinstance(node.args[0], ast.Constant), f"{file}:{node.lineno}"
                    yield str(node.args[0].value)


def _is_a_loggers(called: ast.expr) -> bool:
    if not isinstance(called, ast.Attribute) or called.attr not in LEVELS:
        return False
    return isinstance(called.value, ast.Name) and called.value.id == "_log"


def _first_column(heading: str) -> set[str]:
    section = PAGE.split(f"## {heading}\n")[1].split("\n## ")[0]
    rows = [line.split("|")[1] for line in section.splitlines() if line.startswith("| `")]
    return {name for row in rows for name in re.findall(r"`([^`]+)`", row)}


def test_every_log_line_is_explained_and_begins_with_constant_words():
    assert _first_column("The log lines") == {*events(), LIBRARY}


def test_every_metric_is_explained():
    told = {name.partition("{")[0].removesuffix("_total") for name in _first_column("The metrics")}
    ours = {metric.name for metric in REGISTRY.collect() if not metric.name.startswith("process_")}
    assert told - {"process_…"} == ours
