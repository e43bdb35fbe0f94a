"""What is kept of a run: a file of figures and tables, and the newest tables in the docs."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import datetime
from pathlib import Path

import orjson

from bench.grids import Grid
from bench.places import HOME, RESULTS
from bench.rounds import Figures, Key

DOCS = HOME.parent / "docs" / "benchmark.md"
BEGIN, END = "<!-- the newest run -->", "<!-- the end of it -->"


def keep(began: datetime, said: str, found: Mapping[Key, Figures], grids: Sequence[Grid]) -> Path:
    """Write a result; gives its file."""
    figures = [{"server": s, "turn": t, **asdict(one)} for (s, t), one in found.items()]
    tables = [grid.markdown() for grid in grids]
    RESULTS.mkdir(exist_ok=True)
    path = RESULTS / f"{began:%Y%m%d-%H%M%S}.json"
    kept = {"said": said, "figures": figures, "tables": tables}
    path.write_bytes(orjson.dumps(kept, option=orjson.OPT_INDENT_2))
    return path


def newest() -> Path | None:
    """Give the newest result, or None when nothing has been measured."""
    return max(RESULTS.glob("*.json"), default=None)


def pasted(docs: str, result: Path) -> str:
    """Give the docs with a result's tables between their two marks."""
    kept = orjson.loads(result.read_bytes())
    before, rest = docs.split(BEGIN)
    _, after = rest.split(END)
    return "\n\n".join([before + BEGIN, kept["said"], *kept["tables"], END + after])
